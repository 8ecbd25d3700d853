import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problemsOfChangesets, type Versioned } from './changesets.ts'

const released: Versioned = { folder: 'cli', name: 'async-invoke', version: '0.1.0' }
const fresh: Versioned = { folder: 'engine', name: '@async-invoke/engine', version: '0.0.0' }
const changeset = (path: string, name: string, bump = 'minor') => ({
  path: `.changeset/${path}.md`,
  text: `---\n"${name}": ${bump}\n---\n\nText.\n`,
})
const first = changeset('first-release-engine', '@async-invoke/engine')

describe('problemsOfChangesets', () => {
  for (const { title, changesets, packages, problem } of [
    { title: 'the first entry', changesets: [first], packages: [fresh], problem: '' },
    {
      title: 'a change of a released package',
      changesets: [changeset('a', 'async-invoke')],
      packages: [released],
      problem: '',
    },
    { title: 'no changeset', changesets: [], packages: [released], problem: '' },
    { title: 'no first entry', changesets: [], packages: [fresh], problem: 'first-release-engine.md is missing' },
    {
      title: 'a change of a package that was never released',
      changesets: [first, changeset('a', '@async-invoke/engine')],
      packages: [fresh],
      problem: 'a.md names @async-invoke/engine, which was never released',
    },
    { title: 'an unknown package', changesets: [changeset('a', 'x')], packages: [released], problem: 'names x' },
    {
      title: 'another bump',
      changesets: [changeset('a', 'async-invoke', 'huge')],
      packages: [released],
      problem: 'does not begin with lines',
    },
  ])
    it(`finds "${problem}" for ${title}`, () => {
      const found = problemsOfChangesets(changesets, packages).join('\n')
      if (problem === '') assert.equal(found, '')
      else assert.match(found, new RegExp(problem))
    })
})
