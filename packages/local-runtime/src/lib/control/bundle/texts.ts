import type { Timeline } from '@async-invoke/schemas/timeline'
import type { InboxMessage } from '../../delivery/inbox.ts'
import type { BundledMessage } from './bundle.ts'

/** Members that identify things and name moments: no text of a function or a caller stands in them. */
const identifying = new Set([
  ...['version', 'requestId', 'functionArn', 'acceptedAt', 'at', 'until', 'type', 'outcome', 'condition', 'rules'],
  ...['route', 'destinationArn', 'sentAt', 'functionName', 'logStreamName', 'qualifier', 'from', 'to'],
  ...['stored', 'resolved', 'deadLetterTargetArn', 'role', 'runtime', 'traceHeader'],
])

/** Returns a copy in which every text, at any depth, is redacted; members that only identify things stay. */
export function redactMembers<Value>(value: Value, redact: (text: string) => string): Value {
  return redacted(value, redact) as Value
}

function redacted(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value)
  if (ArrayBuffer.isView(value)) return redact(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString())
  if (Array.isArray(value)) return value.map((each) => redacted(each, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, identifying.has(name) ? member : redacted(member, redact)]),
  )
}

/** Copies without the content of payloads, whose sizes stay. */
export const withoutPayloads = {
  timeline(timeline: Timeline): Timeline {
    return { ...timeline, entries: timeline.entries.map(({ payloadHead: _, ...entry }) => entry) }
  },
  message({ command: _, body, route, ...message }: InboxMessage): BundledMessage {
    return { ...message, route, body: route === 'DeadLetter' ? '' : recordWithoutPayloads(body) }
  },
}

function recordWithoutPayloads(body: string): string {
  const record = JSON.parse(body)
  return JSON.stringify({ ...record, requestPayload: null, responsePayload: null })
}
