import { isObject } from '../http/json-body.ts'
import { type EventPattern, readPattern } from '../patterns/event-pattern.ts'
import type { MappingFilter } from '../registry/event-source-mappings.ts'
import type { SqsRecord } from './sqs-record.ts'

/** Tells whether a message goes to the function. Lambda deletes the others from the queue. */
export type MessageFilter = (record: SqsRecord) => boolean

/**
 * Creates the filter of a mapping: a message has to match one of its patterns, if there are any (ESM-4). A pattern whose
 * `body` has members asks for a body that is a JSON object, and one whose `body` is a list for any other text.
 *
 * @throws {@link Error} when a pattern cannot be read, which admission has ruled out
 */
export function createMessageFilter(filters: readonly MappingFilter[]): MessageFilter {
  const tests = filters.map(({ Pattern }) => readRecordPattern(Pattern))
  return (record) => tests.length === 0 || tests.some((test) => test(record))
}

function readRecordPattern(text: string): (record: SqsRecord) => boolean {
  const matches = readPattern(text)
  if (matches === undefined) throw new Error(`not a pattern: ${text}`)
  const pattern: unknown = JSON.parse(text)
  const body = isObject(pattern) ? pattern.body : undefined
  return isObject(body) ? matchParsed(matches) : Array.isArray(body) ? matchPlain(matches) : matches
}

function matchParsed(matches: EventPattern): (record: SqsRecord) => boolean {
  return (record) => {
    const body = parseObject(record.body)
    return body !== undefined && matches({ ...record, body })
  }
}

function matchPlain(matches: EventPattern): (record: SqsRecord) => boolean {
  return (record) => parseObject(record.body) === undefined && matches(record)
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    // Any text can be the body of a message.
    return undefined
  }
}
