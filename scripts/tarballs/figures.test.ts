import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problemsOfFigures } from './figures.ts'

const readme = `
| subpath | for | gzip |
| --- | --- | ---: |
| \`/outcome\` | \`readOutcome\`, | 9.1 KB |
| \`/target\` | kinds of targets | 2.3 KB |
`
const measured = new Map([
  ['x', 36],
  ['x/outcome', 9.14],
  ['x/target', 2.31],
])

describe('problemsOfFigures', () => {
  it('finds none where the README has what is measured', () =>
    assert.deepEqual(problemsOfFigures(readme, 'x', measured), []))

  it('finds a size that has changed', () =>
    assert.deepEqual(problemsOfFigures(readme, 'x', new Map([...measured, ['x/target', 2.46]])), [
      'the README gives /target 2.3 KB, and it has 2.5',
    ]))

  it('finds the size of an entry that is gone', () => {
    const [first] = problemsOfFigures(readme, 'x', new Map([['x/target', 2.3]]))
    assert.equal(first, 'the README gives /outcome a size, which is no entry')
  })
})
