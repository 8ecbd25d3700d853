import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problemsOfWorkflow } from './workflow.ts'

const commit = '08c6903cd8c0fde910a37f88322edcfb5dd907a8'
const problemsOf = (text: string): string => problemsOfWorkflow(text, ['test', 'fuzz']).join('\n')

describe('problemsOfWorkflow', () => {
  for (const { text, problem } of [
    { text: `      - uses: actions/checkout@${commit} # v5.0.0`, problem: '' },
    { text: '      - uses: ./.github/actions/install', problem: '' },
    { text: '      - uses: actions/checkout@v5', problem: 'not pinned' },
    { text: `      - uses: actions/checkout@${commit}`, problem: 'not pinned' },
    { text: '      - uses: actions/checkout@08c6903 # v5.0.0', problem: 'not pinned' },
    { text: '      - run: npx -y pnpm@10 -s test', problem: '' },
    { text: '      - run: npx -y pnpm@10 install --frozen-lockfile', problem: '' },
    { text: '      - run: npx -y pnpm@10 tset', problem: 'no script tset' },
    { text: '        run:\n          - fuzz --minutes 10\n          - fizz\n', problem: 'no script fizz' },
    { text: '        run:\n          - fuzz\n          # why\n          - fizz\n', problem: 'no script fizz' },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own form
    { text: 'on: pull_request\nenv:\n  A: ${{ secrets.A }}', problem: 'reads a secret' },
  ])
    it(`finds "${problem}" in ${JSON.stringify(text)}`, () => {
      const found = problemsOf(text)
      if (problem === '') assert.equal(found, '')
      else assert.match(found, new RegExp(problem))
    })
})
