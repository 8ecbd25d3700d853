import { parseTime } from '@async-invoke/schemas/internal'
import type { EventDigest } from './event-digest.ts'
import { type EventState, type EventSummary, eventStates } from './event-summary.ts'
import { functionOf } from './function-of.ts'

/** Which events to list, and how many. */
export interface EventQuery {
  readonly functionName?: string
  readonly qualifier?: string
  readonly state?: EventState
  readonly condition?: string
  readonly fingerprint?: string
  /** Text in request id, function, condition or error. */
  readonly text?: string
  /** Bounds of the time of acceptance, in milliseconds since the epoch: from the first, before the second. */
  readonly fromMs?: number
  readonly toMs?: number
  /** Request id of the last event of the page before. */
  readonly after?: string
  readonly limit: number
}

/** A page of a list of events, with the numbers of all that match and of all that are kept. */
export interface EventPage {
  readonly events: readonly EventSummary[]
  readonly matched: number
  readonly total: number
  /** Events that match but for their state, by state. */
  readonly states: Readonly<Partial<Record<EventState, number>>>
  /** Value of `after` for the next page; missing on the last. */
  readonly next?: string
}

/** Maximum number of events of a page. */
const maxLimit = 10_000

/**
 * Selects a page of events.
 *
 * @param digests - newest first
 * @example
 * selectEvents(digests, { state: 'waiting', limit: 100 })
 * // { events: [ … 100 … ], matched: 640, total: 10_000, states: { waiting: 640, ended: 9_360 }, next: '2b9e6c1a-…' }
 */
export function selectEvents(digests: readonly EventDigest[], query: EventQuery): EventPage {
  const { state, after, limit } = query
  const states: Partial<Record<EventState, number>> = {}
  const matched: EventDigest[] = []
  for (const digest of digests) {
    if (!matches(digest, query)) continue
    states[digest.state] = (states[digest.state] ?? 0) + 1
    if (state === undefined || digest.state === state) matched.push(digest)
  }
  const first = after === undefined ? 0 : matched.findIndex(({ requestId }) => requestId === after) + 1
  const events = matched.slice(first, first + limit).map(({ summary }) => summary)
  const last = events.at(-1)
  const more = last !== undefined && first + limit < matched.length
  return {
    ...{ events, matched: matched.length, total: digests.length, states },
    ...(more && { next: last.requestId }),
  }
}

/** Whether an event matches a query but for its state. What is dear to compute comes last. */
function matches(digest: EventDigest, query: EventQuery): boolean {
  const { functionName, qualifier, condition, fingerprint, text, fromMs, toMs } = query
  const { acceptedAtMs = Number.NaN } = digest
  return (
    (condition === undefined || digest.condition === condition) &&
    (fromMs === undefined || acceptedAtMs >= fromMs) &&
    (toMs === undefined || acceptedAtMs < toMs) &&
    (functionName === undefined || isOf(digest, functionName, qualifier)) &&
    (text === undefined || hasText(digest, text.toLowerCase())) &&
    (fingerprint === undefined || digest.summary.fingerprint === fingerprint)
  )
}

function isOf({ functionArn }: EventDigest, functionName: string, qualifier: string | undefined): boolean {
  const named = functionOf(functionArn)
  return named.functionName === functionName && (qualifier === undefined || named.qualifier === qualifier)
}

function hasText({ requestId, functionArn, condition, errorType, errorMessage }: EventDigest, sought: string): boolean {
  return [requestId, functionArn, condition, errorType, errorMessage].some((value) =>
    value?.toLowerCase().includes(sought),
  )
}

/**
 * Reads the query of `GET events`.
 *
 * @returns the query, or the first problem in a sentence
 * @example readEventQuery(new URLSearchParams('function=orders&state=waiting')) // { functionName: 'orders', … }
 */
export function readEventQuery(query: URLSearchParams): EventQuery | string {
  const unknown = [...query.keys()].find((name) => !parameters.includes(name))
  if (unknown !== undefined) return `${unknown} is none of ${parameters.join(', ')}`
  const state = eventStates.find((name) => name === query.get('state'))
  if (query.has('state') && state === undefined)
    return `state must be one of ${eventStates.join(', ')}: ${query.get('state')}`
  const [fromMs, toMs] = ['from', 'to'].map((name) => parseTime(query.get(name) ?? ''))
  for (const [name, ms] of Object.entries({ from: fromMs, to: toMs }))
    if (query.has(name) && ms === undefined) return `${name} must be an ISO 8601 time: ${query.get(name)}`
  const limit = limitIn(query)
  if (typeof limit === 'string') return limit
  const [functionName, qualifier] = query.get('function')?.split(':') ?? []
  return {
    limit,
    ...(functionName !== undefined && { functionName }),
    ...(qualifier !== undefined && { qualifier }),
    ...(state !== undefined && { state }),
    ...(fromMs !== undefined && { fromMs }),
    ...(toMs !== undefined && { toMs }),
    ...given(query, 'condition', 'condition'),
    ...given(query, 'fingerprint', 'fingerprint'),
    ...given(query, 'q', 'text'),
    ...given(query, 'after', 'after'),
  }
}

/** Reads the number of items that a query asks for, or says why it is none. */
export function limitIn(query: URLSearchParams): number | string {
  const limit = query.get('limit') ?? '100'
  const number = /^\d{1,9}$/.test(limit) ? Number(limit) : 0
  return number >= 1 && number <= maxLimit ? number : `limit must be an integer from 1 to ${maxLimit}: ${limit}`
}

const parameters = ['function', 'state', 'condition', 'fingerprint', 'q', 'from', 'to', 'after', 'limit']

function given<Name extends string>(
  query: URLSearchParams,
  parameter: string,
  name: Name,
): Partial<Record<Name, string>> {
  const value = query.get(parameter)
  return value === null || value === '' ? {} : ({ [name]: value } as Record<Name, string>)
}
