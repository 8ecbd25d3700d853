import { Command as Program } from 'commander'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { helpLayout, wrapNote } from './help-layout.ts'

const word = fc.stringMatching(/^[a-z]{1,12}$/)
const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '))

function helpOf(options: Readonly<Record<string, string>>, columns: number): string {
  const program = new Program('run').configureHelp({ helpWidth: columns, ...helpLayout })
  for (const [term, about] of Object.entries(options)) program.option(term, about)
  return program.helpInformation()
}

describe('helpLayout', () => {
  it('begins the description of a long term below it', () => {
    expect(
      helpOf({ '--port <PORT>': 'Port.', '--store <postgres://…|sqs:URL>': 'Queue to share with others.' }, 60),
    ).toBe(
      [
        'Usage: run [options]\n\nOptions:',
        '  --port <PORT>         Port.',
        '  --store <postgres://…|sqs:URL>',
        '                        Queue to share with others.',
        '  -h, --help            display help for command\n',
      ].join('\n'),
    )
  })

  it('fits into any terminal, and loses no word', () => {
    fc.assert(
      fc.property(word, word, sentence, fc.integer({ min: 60, max: 200 }), (short, long, about, columns) => {
        const wide = `--${long} <${long.repeat(3)}>`
        const text = helpOf({ [`--${short}`]: about, [wide]: about }, columns)
        const lines = text.split('\n')
        for (const line of lines) expect(line.length <= columns || line === `  ${wide}`).toBe(true)
        const words = text.split(/\s+/)
        for (const each of about.split(' ')) expect(words).toContain(each)
      }),
      { seed: 20261129, numRuns: 200 },
    )
  })
})

describe('wrapNote', () => {
  it('wraps sentences, and leaves commands whole', () => {
    expect(wrapNote('Each read counts as a receive.\n  async-invoke read failures.ndjson --json', 24)).toBe(
      'Each read counts as a\nreceive.\n  async-invoke read failures.ndjson --json',
    )
  })
})
