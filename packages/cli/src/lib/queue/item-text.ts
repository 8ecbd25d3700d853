import { describeDuration } from '../text/duration.ts'
import { lineWidth, safe, styled } from '../text/output.ts'
import { type Column, formatRow, shortenTo } from '../text/table.ts'
import type { ItemView } from './item-view.ts'

const columns: readonly Column<ItemView>[] = [
  { title: 'STATUS', width: 7, of: ({ status, isPoison }) => (isPoison ? 'poison' : status) },
  { title: 'DUE', width: 7, of: ({ dueInMs }) => describeDuration(dueInMs), isNumber: true },
  { title: 'RUNS', width: 4, of: (item) => String(attemptsOf(item) ?? ''), isNumber: true },
  { title: 'ID', width: 36, of: ({ id }) => safe(id) },
  { title: 'BODY', width: 0, of: (item) => safe(bodyOf(item)) },
]

/** The head of a table of items. */
export function itemHead(): string {
  return styled('bold', formatRow(columns, lineWidth()))
}

/** An item as a line of the table. */
export function itemLine(item: ItemView): string {
  return formatRow(columns, lineWidth(), item)
}

/** An item as lines with a name each. */
export function itemCard(item: ItemView): string {
  const { id, lane, status, dueInMs, deliveries, bodyBytes, state, isPoison } = item
  const due = dueInMs > 0 ? `in ${describeDuration(dueInMs)}` : `for ${describeDuration(-dueInMs)}`
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['lane', lane],
    ['status', isPoison ? `${status}, poison: engines do not run it` : status],
    ['due', status === 'leased' ? undefined : due],
    ['attempts', attemptsOf(item)?.toString()],
    ['deliveries', String(deliveries)],
    ['function', referenceOf(item)],
    ['target', state?.kind === 'event' ? undefined : state?.destinationArn],
    ['condition', state?.kind === 'event' ? undefined : state?.condition],
    ['accepted', state?.acceptedAtMs === undefined ? undefined : new Date(state.acceptedAtMs).toISOString()],
    ['trace', state?.traceHeader],
    ['size', `${bodyBytes} bytes`],
    ['body', bodyOf(item)],
  ]
  const lines = facts.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name.padEnd(10)}  ${shortenTo(safe(value), lineWidth() - 14)}`],
  )
  return [styled('bold', safe(id)), ...lines].join('\n')
}

function attemptsOf({ state }: ItemView): number | undefined {
  return state?.kind === 'event' ? state.attempts : state?.failures
}

function referenceOf({ state }: ItemView): string | undefined {
  const { functionName, qualifier } = state?.reference ?? {}
  return qualifier === undefined ? functionName : `${functionName}:${qualifier}`
}

function bodyOf({ body, bodyBase64 }: ItemView): string {
  return (body ?? `base64 ${bodyBase64 ?? ''}`).replaceAll(/\s+/g, ' ')
}
