import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shows, stepsOf } from './guide.ts'

const guide = `
# A guide

\`\`\`sh
mkdir orders
npm install --save-dev async-invoke yaml
\`\`\`

\`\`\`js
// orders.mjs
export const handler = async () => {}
\`\`\`

\`\`\`sh fails
node orders.mjs
\`\`\`

\`\`\`text
no
\`\`\`

\`\`\`console
$ docker run
\`\`\`

\`\`\`sh
node --test
\`\`\`
`

describe('stepsOf', () => {
  it('reads what is installed, written and run, and leaves out what is only shown', () => {
    assert.deepEqual(stepsOf(guide), [
      { kind: 'install', packages: ['async-invoke', 'yaml'] },
      { kind: 'write', file: 'orders.mjs', content: '// orders.mjs\nexport const handler = async () => {}\n' },
      { kind: 'run', command: 'node orders.mjs\n', ending: 'fails', output: 'no\n' },
      { kind: 'run', command: 'node --test\n', ending: 'succeeds' },
    ])
  })

  it('refuses a word that says nothing about the end of a command', () => {
    assert.throws(() => stepsOf('```sh perhaps\nnode x.mjs\n```\n'), RangeError)
  })
})

describe('shows', () => {
  const id = '7266ea9f-a17b-4f7b-9d39-c831b865bf8f'
  for (const { output, printed, isWhole = true, expected } of [
    { output: 'a\nb\n', printed: 'a\nb\n', expected: true },
    { output: 'a\n', printed: 'a\nb\n', expected: false },
    { output: 'a\n', printed: 'a\nb\n', isWhole: false, expected: true },
    { output: 'a\n…\nd\n', printed: 'a\nb\nc\nd\n', expected: true },
    { output: 'a\n…\nd\n', printed: 'a\nb\nc\n', expected: false },
    { output: 'a…c (1)\n', printed: 'a b c (1)\n', expected: true },
    { output: 'a…c (1)\n', printed: 'a\nc (1)\n', expected: false },
    { output: `event ${id} in 1.5 ms\n`, printed: `event ${id.replaceAll('7', '8')} in 12 ms\n`, expected: true },
    { output: 'at 2026-02-10T09:20:31.902Z\n', printed: 'at 2026-11-28T22:06:47.483Z\n', expected: true },
    { output: '2 ready\n', printed: '3 ready\n', expected: false },
  ])
    it(`is ${expected} for ${JSON.stringify(output)} over ${JSON.stringify(printed)}, ${isWhole ? 'all' : 'so far'}`, () =>
      assert.equal(shows(output, printed, { isWhole }), expected))
})
