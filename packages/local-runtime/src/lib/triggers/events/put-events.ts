import { sizeLimitsByYear } from '@async-invoke/destinations/size'
import { isObject, type JsonObject } from '../../http/json-body.ts'
import type { EventBuses } from './event-buses.ts'
import { type EventsError, validation } from './events-error.ts'
import type { EventParts } from './rule.ts'

/** One answer of PutEvents. */
type EntryAnswer = { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string }

/**
 * Puts the entries of a request (EVB-2): each is accepted or refused on its own.
 *
 * @throws {@link EventsError} when the request as a whole is refused
 */
export async function putEvents(body: JsonObject, buses: EventBuses, nowMs: number): Promise<object> {
  const entries = Array.isArray(body.Entries) ? body.Entries.filter(isObject) : []
  refuseEntries(entries)
  const Entries = await Promise.all(entries.map((entry) => putEntry(entry, buses, nowMs)))
  return { FailedEntryCount: Entries.filter((answer) => 'ErrorCode' in answer).length, Entries }
}

function refuseEntries(entries: readonly JsonObject[]): void {
  const at = `Value '[${entries.map(formatEntry).join(', ')}]' at 'entries' failed to satisfy constraint`
  const error = (rule: string): EventsError =>
    validation(`1 validation error detected: ${at}: Member must have length ${rule}`)
  if (entries.length > 10) throw error('less than or equal to 10')
  if (entries.length === 0) throw error('greater than or equal to 1')
  const bytes = entries.reduce((sum, entry) => sum + sizeOf(entry), 0)
  if (bytes > sizeLimitsByYear[2026].eventbridge)
    throw validation('Total size of the entries in the request is over the limit.')
}

/** An entry as the service prints it. */
function formatEntry(entry: JsonObject): string {
  const { Time = null, Source = null, Resources = null, DetailType = null, Detail = null, EventBusName = null } = entry
  const { TraceHeader = null } = entry
  const resources = Array.isArray(Resources) ? `[${Resources.join(', ')}]` : 'null'
  return `PutEventsRequestEntry(time=${Time}, source=${Source}, resources=${resources}, detailType=${DetailType}, detail=${Detail}, eventBusName=${EventBusName}, traceHeader=${TraceHeader}, kmsKeyIdentifier=null, internalMetadata=null)`
}

/** A time counts 14 bytes. */
function sizeOf({ Time, Source, DetailType, Detail, Resources }: JsonObject): number {
  const texts = [Source, DetailType, Detail, ...(Array.isArray(Resources) ? Resources : [])]
  const bytes = texts.reduce((sum, text) => sum + (typeof text === 'string' ? Buffer.byteLength(text) : 0), 0)
  return bytes + (Time === undefined ? 0 : 14)
}

async function putEntry(entry: JsonObject, buses: EventBuses, nowMs: number): Promise<EntryAnswer> {
  for (const name of ['Source', 'DetailType', 'Detail'] as const)
    if (typeof entry[name] !== 'string' || entry[name] === '') {
      const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`
      return { ErrorCode: 'InvalidArgument', ErrorMessage }
    }
  const detail = String(entry.Detail)
  if (!isJsonObject(detail)) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }
  const parts: EventParts = {
    ...{ source: String(entry.Source), detailType: String(entry.DetailType), detail },
    resources: Array.isArray(entry.Resources) ? entry.Resources.map(String) : [],
    timeMs: timeOf(entry.Time) ?? nowMs,
  }
  // An event for a bus that does not exist is accepted, and matches no rule.
  return { EventId: await buses.put(busNameOf(entry.EventBusName), parts) }
}

/** SDKs send a time in seconds. */
function timeOf(time: unknown): number | undefined {
  if (typeof time === 'number') return time * 1_000
  const ms = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}

/** Name of the bus that a request names by name or ARN. */
export function busNameOf(name: unknown): string {
  const text = typeof name === 'string' && name !== '' ? name : 'default'
  return text.startsWith('arn:') ? text.slice(text.indexOf('event-bus/') + 'event-bus/'.length) : text
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text))
  } catch {
    return false
  }
}
