import { basename } from 'node:path'
import { defineCommand } from '../command/command.ts'
import { CommandError, exitCodes } from '../command-error.ts'
import { note, print } from '../text/output.ts'
import { bytesOfFile } from '../text/whole-text.ts'
import { untilInterrupted } from '../until-interrupted.ts'

/** Shows the page over a bundle or timelines, without a runtime. */
export const openCommand = defineCommand({
  operands: [
    {
      name: 'FILE',
      about: 'A bundle, a timeline, or several timelines: an array of JSON, or one on each line.',
      isRequired: true,
    },
  ],
  flags: {
    port: {
      value: 'PORT',
      rule: {
        about: 'Port to listen on; 0 picks a free one.',
        kind: 'integer',
        minimum: 0,
        maximum: 65_535,
        defaultValue: 0,
      },
    },
  },
  notes: [
    'Nothing is sent anywhere: the page is served on the loopback interface until Ctrl-C, and can change nothing.',
    `Examples:
  async-invoke open async-invoke-2026-02-10T09-15-00-000Z.json.gz
  async-invoke event 5c1f0a42 --timeline > event.json && async-invoke open event.json`,
  ],
  async run({ operands: [file = ''], values }) {
    const { port = 0, json = false, quiet = false } = values
    const bytes = await bytesOfFile(file).catch((cause: Error) => {
      throw new CommandError(`${file} cannot be read: ${cause.message}`, { cause })
    })
    const { openRecording } = await import('@async-invoke/local-runtime/internal')
    const onFault = (fault: unknown): void => note(quiet, `fault: ${fault instanceof Error ? fault.message : fault}`)
    return untilInterrupted(async (signal) => {
      const opened = await openRecording(bytes, { name: basename(file), port, onFault }).catch((cause: Error) => {
        throw new CommandError(cause.message, { cause })
      })
      const { pageUrl, events } = opened
      await print(json ? JSON.stringify({ type: 'listening', pageUrl, events }) : pageUrl)
      note(quiet || json, `${events.toLocaleString('en')} events of ${file}; Ctrl-C ends it`)
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      await opened.close()
      return exitCodes.success
    })
  },
})
