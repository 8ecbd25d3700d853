import { createHash } from 'node:crypto'
import type { Answer, Call } from '../aws/calls.ts'
import type { Redactor } from './redact.ts'

/** One request and its answer, or a wait for messages that none ended. */
export interface Exchange {
  /** Time of the request, ISO 8601. */
  readonly at: string
  readonly tookMs: number
  readonly call: Call
  /** Why the request is made, where that is not plain. */
  readonly note?: string
  readonly answer: Answer
}

/** What one experiment observed. */
export interface Observation {
  readonly experiment: string
  readonly about: string
  readonly settles: readonly string[]
  readonly on: 'aws' | 'emulator'
  readonly region: string
  readonly from: string
  readonly until: string
  /** Source of the function that the experiment ran. */
  readonly handler: string
  readonly exchanges: readonly Exchange[]
}

/** Headers of answers that statements are about. Others name servers and connections. */
const headersKept =
  /^(?:content-type|x-amzn-(?:requestid|errortype|trace-id|remapped-content-length)|x-amz-(?:executed-version|function-error)|retry-after)$/i

/** Longer texts stand in an evidence file by their length, digest and ends. */
const maxText = 16_384
const endLength = 512
/** Bytes that are no text stand in full up to this number. */
const maxBase64 = 256

/**
 * Formats an observation as an evidence file, without account ids and credentials.
 *
 * @see rules/recording.schema.json
 */
export function formatEvidence(observation: Observation, redactor: Redactor): string {
  const { experiment, about, settles, on, region, from, until, handler, exchanges } = observation
  const file = {
    $schema: '../recording.schema.json',
    ...{ experiment, about, settles },
    observed: { on, region, from, until },
    handler: handler.split('\n'),
    exchanges: exchanges.map(({ at, tookMs, call, note, answer }) => ({
      ...{ at, tookMs },
      ...(note === undefined ? {} : { note }),
      request: {
        ...{ service: call.service, operation: call.operation, input: plain(call.input) },
        ...(call.body === undefined ? {} : { body: call.body }),
      },
      response: {
        status: answer.status,
        headers: Object.fromEntries(Object.entries(answer.headers).filter(([name]) => headersKept.test(name))),
        body: call.operation === 'ReceiveMessage' ? (answer.output ?? answer.body) : answer.body,
      },
    })),
  }
  // Once more after the cuts: the beginning of a longer number may look like an account id.
  return `${JSON.stringify(redactor.value(shortened(redactor.value(file))), null, 2)}\n`
}

/** An input of the SDK as JSON: bytes as text where they are UTF-8. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    const text = Buffer.from(value).toString('utf8')
    if (Buffer.from(text).equals(value)) return text
    return value.byteLength > maxBase64
      ? { bytes: value.byteLength }
      : { base64: Buffer.from(value).toString('base64') }
  }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') {
    if (value.length <= maxText) return value
    // In hexadecimal, a digest would often look as if it had an account id in it.
    const sha256 = createHash('sha256').update(value).digest('base64')
    return {
      ...{ bytes: Buffer.byteLength(value), sha256 },
      ...{ begins: value.slice(0, endLength), ends: value.slice(-endLength) },
    }
  }
  if (Array.isArray(value)) return value.map(shortened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]))
}
