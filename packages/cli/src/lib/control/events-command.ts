import { defineCommand } from '../command/command.ts'
import { exitCodes } from '../command-error.ts'
import { endpointFlag, endpointOf } from '../config/endpoint-flag.ts'
import { counted } from '../text/counted.ts'
import { lineWidth, note, print, safe, styled } from '../text/output.ts'
import { type Column, columnsFor, formatRow } from '../text/table.ts'
import type { EventPage, EventSummary } from './answers.ts'
import { createControlClient } from './control-client.ts'
import { queryOf } from './query.ts'
import { shortTime } from './short-time.ts'

const text = (about: string) => ({ about, kind: 'string', noun: 'a text', pattern: '.' }) as const

/** Flags of `events`, and the parameters of the control API that they are. */
const filters = {
  function: { value: 'NAME', rule: text('Events of one function: orders, or orders:live.') },
  state: { value: 'STATE', rule: text('queued, running, waiting, ended, quarantined or lost.') },
  condition: { value: 'NAME', rule: text('Events that ended so: Success, RetriesExhausted, EventAgeExceeded, …') },
  fingerprint: { value: 'ID', rule: text('Failures of the same fault.') },
  search: { value: 'TEXT', rule: text('Text in id, function, condition or error.') },
  from: { value: 'TIME', rule: text('Events accepted at this time or later; ISO 8601.') },
  to: { value: 'TIME', rule: text('Events accepted before this time.') },
  limit: {
    value: 'N',
    rule: { about: 'Events to show.', kind: 'integer', minimum: 1, maximum: 10_000, defaultValue: 100 },
  },
  after: { value: 'ID', rule: text('The page after this event, as the page before it names it.') },
} as const

/** Lists the events of a running `dev`, newest first. */
export const eventsCommand = defineCommand({
  operands: [],
  flags: { ...filters, ...endpointFlag },
  notes: [
    `Examples:
  async-invoke events --state waiting
  async-invoke events --function orders --condition RetriesExhausted --json`,
  ],
  async run({ values }) {
    const { json = false, quiet = false, limit, search, ...others } = values
    const { get } = createControlClient(endpointOf(values))
    const named = Object.keys(filters).map((name) => [name, others[name as keyof typeof others]] as const)
    const page = await get<EventPage>(`events${queryOf({ ...Object.fromEntries(named), q: search, limit })}`)
    if (json) await print(JSON.stringify(page))
    else await showPage(page, quiet)
    return exitCodes.success
  },
})

const columns: readonly Column<EventSummary>[] = [
  { title: 'ACCEPTED', of: ({ acceptedAt }) => shortTime(acceptedAt), width: 19 },
  { title: 'ID', of: ({ requestId }) => safe(requestId.slice(0, 8)), width: 8 },
  { title: 'FUNCTION', of: ({ functionArn }) => safe(nameOf(functionArn)), width: 20 },
  { title: 'STATE', of: ({ condition, state }) => safe(condition ?? state), width: 16 },
  { title: 'TRIES', of: ({ attempts }) => String(attempts), width: 5 },
  { title: 'NEXT', of: ({ until }) => shortTime(until), width: 19 },
  { title: 'WHY', of: whyOf, width: 0 },
]

const narrowColumns: readonly Column<EventSummary>[] = [
  { title: 'ID', of: ({ requestId }) => safe(requestId.slice(0, 8)), width: 8 },
  { title: 'FUNCTION', of: ({ functionArn }) => safe(nameOf(functionArn)), width: 14 },
  { title: 'STATE', of: ({ condition, state }) => safe(condition ?? state), width: 16 },
  { title: 'NEXT', of: ({ until }) => shortTime(until).slice(-8), width: 8 },
  { title: 'WHY', of: whyOf, width: 0 },
]

async function showPage({ events, matched, total, next }: EventPage, quiet: boolean): Promise<void> {
  const fitting = columnsFor(lineWidth(), columns, narrowColumns)
  if (events.length > 0) await print(styled('bold', formatRow(fitting, lineWidth())))
  for (const event of events) await print(formatRow(fitting, lineWidth(), event))
  const all = matched === total ? '' : `, of ${total.toLocaleString('en')} in all`
  const more = next === undefined ? '' : `; the next page: --after ${next}`
  note(
    quiet,
    `${events.length.toLocaleString('en')} of ${counted(matched, 'event', matched.toLocaleString('en'))}${all}${more}`,
  )
}

function nameOf(functionArn = ''): string {
  return functionArn.replace(/^arn:[^:]*:lambda:[^:]*:[^:]*:function:/, '').replace(/:\$LATEST$/, '')
}

/** The error, or what throttles. */
function whyOf({ errorType, errorMessage, throttles, limit, timedOut, condition }: EventSummary): string {
  if (condition === 'Success') return ''
  if (throttles > 0) return `throttled ${counted(throttles, 'time')}${limit === undefined ? '' : ` (${limit})`}`
  if (timedOut === true) return safe(errorMessage ?? 'timeout')
  return safe([errorType, errorMessage].filter((part) => part !== undefined && part !== '').join(': '))
}
