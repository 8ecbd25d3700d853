import { defineCommand } from '../command/command.ts'
import { CommandError, exitCodes } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { print, safe, styled } from '../text/output.ts'
import type { LogLine } from './answers.ts'
import { createControlClient } from './control-client.ts'
import { queryOf } from './query.ts'

/** Prints what functions of a running `dev` have written. */
export const logsCommand = defineCommand({
  operands: [{ name: 'FUNCTION', about: 'Name of the function. Without it, all functions.' }],
  flags: {
    event: { value: 'ID', rule: { about: 'Lines of one event.', kind: 'string', noun: 'an id', pattern: '.' } },
    limit: {
      value: 'N',
      rule: {
        about: 'Lines to show, the newest ones.',
        kind: 'integer',
        minimum: 1,
        maximum: 10_000,
        defaultValue: 100,
      },
    },
    ...endpointFlag,
  },
  notes: [
    `Examples:
  async-invoke logs orders
  async-invoke logs --limit 1000 --json`,
  ],
  async run({ operands: [functionName], values }) {
    const { event: requestId, limit = 100, json = false } = values
    const { get } = createControlClient(endpointOf(values))
    const { functions } = await get<{ functions: readonly string[] }>('logs')
    if (functionName !== undefined && !functions.includes(functionName))
      throw new CommandError(`there is no function ${functionName}; there are: ${functions.join(', ') || 'none'}`)
    const names = functionName === undefined ? functions : [functionName]
    const lines: LogLine[] = []
    for (const name of names) {
      const path = `logs/${encodeURIComponent(name)}${queryOf({ requestId, limit })}`
      lines.push(...(await get<{ events: readonly LogLine[] }>(path)).events)
    }
    lines.sort((a, b) => a.timestamp - b.timestamp)
    for (const line of lines.slice(-limit)) await print(json ? JSON.stringify(line) : textOf(line, names.length > 1))
    return exitCodes.success
  },
})

function textOf({ functionName, timestamp, message }: LogLine, isNamed: boolean): string {
  const name = isNamed ? `${functionName} | ` : ''
  return `${styled('dim', new Date(timestamp).toISOString())}  ${safe(name + message)}`
}
