import { EngineError } from '../engine-error.ts'
import type { Payload } from '../payload.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const empty = new Uint8Array()

/**
 * The bytes of a payload: bytes as they are, a value as JSON, nothing as none.
 *
 * @throws {@link EngineError} with code `invalid-payload` when the value holds something that JSON would drop or change
 */
export function payloadBytes(payload: Payload | undefined): Uint8Array {
  if (payload instanceof Uint8Array) return payload
  if (payload === undefined) return empty
  try {
    checkValue(payload, 'payload', new Set())
    return encoder.encode(JSON.stringify(payload))
  } catch (error) {
    if (error instanceof RangeError) throw invalid('payload is nested too deeply for JSON', error)
    throw error
  }
}

/**
 * Checks that bytes are JSON text in UTF-8, as admission does (2.3); no bytes pass (INV-4).
 *
 * @throws {@link EngineError} with code `invalid-payload` when they are not
 */
export function checkJsonBytes(payload: Uint8Array): void {
  if (payload.length === 0) return
  try {
    JSON.parse(decoder.decode(payload))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw invalid(`payload is not JSON text in UTF-8: ${reason}`, cause)
  }
}

/** @param holders the objects that `value` lies in */
function checkValue(value: unknown, path: string, holders: Set<object>): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value !== 'object' || !isPlain(value)) throw invalid(`${path} is ${nounOf(value)}, which JSON cannot hold`)
  if (holders.has(value)) throw invalid(`${path} contains itself, which JSON cannot hold`)
  holders.add(value)
  if (Array.isArray(value)) for (const [index, item] of value.entries()) checkValue(item, `${path}[${index}]`, holders)
  else for (const [name, member] of Object.entries(value)) checkValue(member, `${path}.${name}`, holders)
  holders.delete(value)
}

/** An array, or an object whose own members are all that JSON writes of it. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true
  return Object.prototype.toString.call(value) === '[object Object]' && !('toJSON' in value)
}

function nounOf(value: unknown): string {
  switch (typeof value) {
    case 'object':
      return `of type ${value?.constructor?.name ?? 'object'}`
    case 'number':
      return String(value)
    case 'bigint':
      return `the bigint ${value}`
    case 'undefined':
      return 'undefined'
    default:
      return `a ${typeof value}`
  }
}

function invalid(message: string, cause?: unknown): EngineError {
  return new EngineError('invalid-payload', message, cause === undefined ? undefined : { cause })
}
