import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runHere } from './run-here.ts'

const folder = new URL('../../../docs/scenarios/', import.meta.url)
const page = readFileSync(new URL('README.md', folder), 'utf8')

/** Each worked scenario of the page: its file, the command, and what that prints. */
const worked = [
  ...page.matchAll(
    /^```yaml\n(?<yaml>.*?)^```\n.*?^```\n(?:npx )?async-invoke simulate (?<file>\S+)(?<flags>[^\n]*)\n```\n.*?^```text\n(?<output>.*?)^```/gms,
  ),
].map(({ groups }) => ({
  yaml: groups?.yaml ?? '',
  file: groups?.file ?? '',
  flags: groups?.flags?.trim().split(' ') ?? [],
  output: groups?.output ?? '',
}))

describe('the worked scenarios of the documentation', () => {
  it('are three, each with file, command and output', () => {
    expect(worked.map(({ file }) => file)).toEqual(['outage.yaml', 'reserved-concurrency.yaml', 'maximum-age.yaml'])
  })

  it.each(worked)('print what the page shows: simulate $file', async ({ yaml, file, flags, output }) => {
    const path = fileURLToPath(new URL(file, folder))
    expect(yaml).toBe(readFileSync(path, 'utf8'))
    expect(await runHere(['simulate', path, ...flags])).toEqual({ code: 0, stdout: output, stderr: '' })
  })
})
