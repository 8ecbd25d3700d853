import { readDuration } from '@async-invoke/local-runtime/internal/options'
import { parseTime } from '@async-invoke/schemas/internal'
import { defineCommand } from '../command/command.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { print } from '../text/output.ts'
import type { ClockAnswer } from './answers.ts'
import { createControlClient } from './control-client.ts'
import { shortTime } from './short-time.ts'

/** Shows the clock of a running `dev`, and moves manual time. */
export const clockCommand = defineCommand({
  operands: [
    { name: 'ACTION', about: 'advance, to move manual time. Without it, the clock is shown.' },
    {
      name: 'TO',
      about:
        'How far: an amount (90s, 3m, 1h 30m), a time (2026-02-10T09:15:00Z), next (due), or end (no event waits).',
    },
  ],
  flags: endpointFlag,
  notes: [
    'Only manual time can be moved: async-invoke dev --time manual.',
    `Examples:
  async-invoke clock
  async-invoke clock advance 3m
  async-invoke clock advance next`,
  ],
  async run({ operands: [action, to], values }) {
    const { get, send } = createControlClient(endpointOf(values))
    const goal = goalOf(action, to)
    const clock = goal === undefined ? await get<ClockAnswer>('clock') : await send<ClockAnswer>('POST', 'clock', goal)
    await print(values.json === true ? JSON.stringify(clock) : describe(clock))
    return exitCodes.success
  },
})

/** The body of `POST clock`; `undefined` to show it. */
function goalOf(action: string | undefined, to: string | undefined): object | undefined {
  if (action === undefined || (action === 'now' && to === undefined)) return undefined
  if (action !== 'advance') throw new UsageError(`clock knows only advance: ${action}`)
  if (to === undefined) throw new UsageError('clock advance needs TO: an amount such as 3m, a time, next or end')
  if (to === 'next') return { advanceToNextDue: true }
  if (to === 'end') return { advanceToEnd: true }
  if (/^\d{4}-\d{2}-\d{2}/.test(to)) {
    const atMs = parseTime(to)
    if (atMs === undefined) throw new UsageError(`not a time of ISO 8601, as 2026-02-10T09:15:00Z: ${to}`)
    return { advanceTo: new Date(atMs).toISOString() }
  }
  try {
    return { advanceSeconds: readDuration(to) / 1_000 }
  } catch (cause) {
    throw new UsageError(`neither next nor end, a time nor an amount such as 90s, 3m or '1h 30m': ${to}`, { cause })
  }
}

const modes: Readonly<Record<string, string>> = { manual: 'held', skip: 'skips waits', real: 'real time' }

function describe({ time, speed, now, nextDueAt }: ClockAnswer): string {
  const pace = speed === 1 ? '' : `, ${speed} times as fast`
  const next = nextDueAt === undefined ? 'nothing is due' : `next due ${shortTime(nextDueAt)}`
  return `${shortTime(now)} UTC   ${modes[time] ?? time}${pace}   ${next}`
}
