import { EngineError } from '../engine-error.ts'
import type { Payload } from '../payload.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const empty = new Uint8Array()

/**
 * Encodes a payload: bytes stay as they are, a value becomes JSON, and an absent payload has no bytes.
 *
 * @throws {@link EngineError} with code `invalid-payload` if JSON would drop or change part of the value
 */
export function encodePayload(payload: Payload | undefined): Uint8Array {
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
 * Checks that bytes are JSON in UTF-8 (2.3). Empty bytes pass (INV-4).
 *
 * @throws {@link EngineError} with code `invalid-payload` if they are not
 */
export function checkJsonBytes(payload: Uint8Array): void {
  if (payload.length === 0) return
  try {
    JSON.parse(decoder.decode(payload))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw invalid(`payload is not JSON in UTF-8: ${reason}`, cause)
  }
}

/** @param ancestors - The objects that contain `value`. */
function checkValue(value: unknown, path: string, ancestors: Set<object>): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return
  if (typeof value === 'number' && Number.isFinite(value)) return
  if (typeof value !== 'object' || !isPlain(value))
    throw invalid(`${path} is ${nounOf(value)}, which JSON cannot represent`)
  if (ancestors.has(value)) throw invalid(`${path} contains itself, which JSON cannot represent`)
  ancestors.add(value)
  if (Array.isArray(value))
    for (const [index, item] of value.entries()) checkValue(item, `${path}[${index}]`, ancestors)
  else for (const [name, member] of Object.entries(value)) checkValue(member, `${path}.${name}`, ancestors)
  ancestors.delete(value)
}

/** True for an array, and for an object that JSON writes member by member. */
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
