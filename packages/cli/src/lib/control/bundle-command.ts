import { constants } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import type { Bundle, BundleContents } from '@async-invoke/local-runtime/internal'
import { defineCommand } from '../command/command.ts'
import { CommandError, exitCodes, UsageError } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { counted } from '../text/counted.ts'
import { note, print, safe } from '../text/output.ts'
import { createControlClient } from './control-client.ts'
import { queryOf } from './query.ts'

/** Exports the state of a running `dev` for a bug report. */
export const bundleCommand = defineCommand({
  operands: [
    {
      name: 'FILE',
      about:
        'File to write, compressed if its name ends in .gz. Default async-invoke-TIME.json.gz in the current folder.',
    },
  ],
  flags: {
    'no-payloads': {
      rule: { about: 'Leave out the payloads of events and the results of functions.', kind: 'boolean' },
    },
    'max-bytes': {
      value: 'N',
      rule: {
        about: 'Size before compression. The newest events and log lines are kept.',
        kind: 'integer',
        minimum: 65_536,
        maximum: 268_435_456,
        defaultValue: 33_554_432,
      },
    },
    'dry-run': { rule: { about: 'List what the bundle would hold, and write nothing.', kind: 'boolean' } },
    ...endpointFlag,
  },
  notes: [
    'Environment values and credentials are left out, also where a function logged them or an event has them. Errors and log lines may repeat parts of payloads: look at the file with async-invoke open before you send it to anyone.',
    `Examples:
  async-invoke bundle --dry-run
  async-invoke bundle --no-payloads report.json`,
  ],
  async run({ operands: [given], values }) {
    const { quiet = false, json = false } = values
    if (given === '-') throw new UsageError('bundle writes a file: name one other than -')
    const payloads = values['no-payloads'] === true ? 'false' : undefined
    const { get } = createControlClient(endpointOf(values))
    const bundle = await get<Bundle>(`bundle${queryOf({ payloads, maxBytes: values['max-bytes'] })}`)
    const file = given ?? `async-invoke-${bundle.createdAt.replaceAll(/[:.]/g, '-')}.json.gz`
    if (!json) for (const line of describeContents(bundle.contents)) note(quiet, line)
    const isWritten = values['dry-run'] !== true
    if (isWritten) await write(file, `${JSON.stringify(bundle)}\n`)
    if (json) await print(JSON.stringify({ ...(isWritten && { file }), contents: bundle.contents }))
    else if (isWritten) {
      await print(file)
      note(quiet, `Look at it with: async-invoke open ${file}`)
    }
    return exitCodes.success
  },
})

/** Writes a new file that only this user can read; one that is there already stays. */
async function write(file: string, text: string): Promise<void> {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants
  const handle = await open(file, O_WRONLY | O_CREAT | O_EXCL, 0o600).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EEXIST' ? 'exists already; name another file' : `cannot be written: ${cause.message}`
    throw new CommandError(`${file} ${why}`, { cause })
  })
  try {
    await handle.writeFile(file.endsWith('.gz') ? gzipSync(text) : text)
    await handle.close()
  } catch (cause) {
    await handle.close().catch(() => {})
    // Half a file would only fail later.
    await rm(file, { force: true })
    throw new CommandError(`${file} cannot be written: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

function describeContents(contents: BundleContents): readonly string[] {
  const { functions, events, payloads, payloadBytes, messages, logLines, leftOut, replaced } = contents
  const count = (number: number, noun: string) => counted(number, noun, number.toLocaleString('en'))
  const without = Object.entries({
    event: leftOut.events,
    payload: leftOut.payloads,
    'message of the inbox': leftOut.messages,
    'log line': leftOut.logLines,
  }).flatMap(([noun, number]) => (number === 0 ? [] : [`${number.toLocaleString('en')} × ${noun}`]))
  const values = Object.entries(replaced).map(([name, number]) => `${number.toLocaleString('en')} × ${safe(name)}`)
  return [
    'The bundle holds:',
    `  ${count(functions, 'function')} with settings, without environment`,
    `  ${count(events, 'timeline')} of events`,
    `  ${count(payloads, 'payload')}, ${count(payloadBytes, 'byte')}`,
    `  ${count(messages, 'message')} of the inbox`,
    `  ${count(logLines, 'log line')}`,
    '  clock, faults, metrics, versions of this package and of Node.js',
    `Left out: environment values and credentials${without.length === 0 ? '' : `, ${without.join(', ')}`}`,
    ...(values.length === 0 ? [] : [`Replaced in texts: ${values.join(', ')}`]),
  ]
}
