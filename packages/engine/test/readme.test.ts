import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const examples = [...readme.matchAll(/```ts run=(\S+)\n(.*?)```/gs)].map(([, name = '', code = '']) => ({ name, code }))

/** Lines that an example prints, according to its comments. */
function printed(code: string): string[] {
  const comments = code.matchAll(/^\s*(?:console\.log\(.*\))? ?\/\/ (.*)$/gm)
  return [...comments].map(([, comment = '']) => comment).filter((comment) => !comment.startsWith('When '))
}

it('README has an example of each kind', () => {
  expect(examples.map(({ name }) => name)).toEqual([
    'functions',
    'unit-test',
    'unit-test-with-targets',
    'explore',
    'decide',
    'simulation',
    'production',
  ])
})

it.each(examples)('README example $name prints what its comments say', ({ code }) => {
  const output = execFileSync(
    process.execPath,
    ['--conditions=@async-invoke/source', '--input-type=module-typescript', '-e', code],
    { cwd: fileURLToPath(new URL('..', import.meta.url)), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const lines = output.split('\n').map((line) => line.replaceAll(/\s+/g, ' '))
  const expected = printed(code)
  expect(expected.length).toBeGreaterThan(0)
  for (const line of expected) expect(lines).toContain(line)
})
