import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { meaningOf, termOf } from '../src/lib/command/describe-flag.ts'
import { createProgram } from '../src/lib/command/program.ts'
import { devCommand } from '../src/lib/dev/dev-command.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const devFlags = Object.entries(devCommand.flags).map(([name, flag]) => [termOf(name, flag), meaningOf(flag)] as const)
const unwrap = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('the flags of dev', () => {
  it('are listed in the README with meaning, bounds and default', () => {
    for (const [flag, meaning] of devFlags)
      expect(readme).toContain(`| \`${flag.replaceAll('|', '\\|')}\` | ${meaning} |\n`)
    expect(readme.match(/^\| `--/gm)).toHaveLength(devFlags.length)
  })

  it('are listed in the help, in lines of up to 120 characters', () => {
    const dev = createProgram('async-invoke dev', '', devCommand).helpInformation()
    for (const [flag, meaning] of devFlags)
      expect(unwrap(dev)).toContain(unwrap(`  ${flag} ${meaning.replaceAll('`', '')}`))
    expect(Math.max(...dev.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120)
  })

  it('show the bounds and defaults of their options', () => {
    const meanings = Object.fromEntries(devFlags)
    expect(meanings).toMatchObject({
      '--port PORT': 'Port to listen on; 0 picks a free one. From 0 to 65535. Default 9411.',
      '--timeout SECONDS': expect.stringMatching(/From 1 to 900\. Default 3\.$/),
      '--data DIR': expect.stringMatching(/Default \.async-invoke\.$/),
    })
  })
})
