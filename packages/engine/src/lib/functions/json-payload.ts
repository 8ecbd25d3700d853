import { types } from 'node:util'
import { shorten } from '@async-invoke/schemas/internal'
import { EngineError } from '../engine-error.ts'
import type { Payload } from '../payload.ts'
import { errorObject } from './error-object.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const empty = new Uint8Array()
/** Names in the path of a message; it is shortened anyway. */
const maxPathLength = 100

/** True for a `Uint8Array`, such as a `Buffer`, of any realm. */
export function isBytes(value: unknown): value is Uint8Array {
  return types.isUint8Array(value)
}

/**
 * Encodes a payload: bytes stay as they are, a value becomes JSON, and an absent payload has no bytes. JSON has no negative
 * zero, which becomes 0, and no classes: an object of a class becomes its own members.
 *
 * @throws {@link EngineError} with code `invalid-payload` if JSON would drop or change another part of the value, or if the
 * value cannot be read
 */
export function encodePayload(payload: Payload | undefined): Uint8Array {
  if (isBytes(payload)) return payload
  if (payload === undefined) return empty
  const copy = new JsonCopy().of(payload)
  try {
    return encoder.encode(JSON.stringify(copy))
  } catch (cause) {
    throw invalid('payload is nested too deeply or too long for JSON', cause)
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
    throw invalid(`payload is not JSON in UTF-8: ${errorObject(cause).errorMessage}`, cause)
  }
}

/** An array by index, or an object by name. */
type Members = Record<string | number, unknown>

/** An array or object that is being copied. */
interface Frame {
  readonly source: Readonly<Members>
  readonly copy: Members
  /** Names of members; absent for an array. */
  readonly names: readonly string[] | undefined
  readonly length: number
  /** Number of members that have been read. */
  read: number
  isComplete: boolean
}

/**
 * Copies a value while it checks it: each member is read once, so that JSON is written of exactly what was checked, and
 * without recursion, so that the depth that JSON takes is the only limit.
 */
class JsonCopy {
  readonly #frames: Frame[] = []
  /** By the object that is copied, which may occur more than once. */
  readonly #known = new Map<object, Frame>()

  of(payload: unknown): unknown {
    try {
      const copy = this.#copyOf(payload)
      for (let frame = this.#frames.at(-1); frame !== undefined; frame = this.#frames.at(-1)) this.#advance(frame)
      return copy
    } catch (cause) {
      if (cause instanceof EngineError) throw cause
      throw this.#invalid(`cannot be read: ${errorObject(cause).errorMessage}`, cause)
    }
  }

  /** Copies members up to one that has members itself, which comes first. */
  #advance(frame: Frame): void {
    const { source, copy, length } = frame
    const depth = this.#frames.length
    while (frame.read < length) {
      frame.read += 1
      const name = nameOfLast(frame)
      const value = this.#copyOf(source[name])
      // An assignment would set the prototype.
      if (name === '__proto__') Object.defineProperty(copy, name, { value, enumerable: true })
      else copy[name] = value
      if (this.#frames.length > depth) return
    }
    this.#frames.pop()
    frame.isComplete = true
  }

  #copyOf(value: unknown): unknown {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (typeof value !== 'object' || !isListOrRecord(value)) throw this.#unfit(`is ${nounOf(value)}`)
    const known = this.#known.get(value)
    if (known === undefined) return this.#opened(value)
    if (!known.isComplete) throw this.#unfit('contains itself')
    return known.copy
  }

  #opened(source: Readonly<Members>): Members {
    if (typeof source.toJSON === 'function') throw this.#invalid('has a method toJSON, which would replace it')
    const names = Array.isArray(source) ? undefined : Object.keys(source)
    this.#checkKeys(source, names)
    const copy = (names === undefined ? [] : {}) as Members
    const length = names === undefined ? Number(source.length) : names.length
    const frame = { source, copy, names, length, read: 0, isComplete: false }
    this.#known.set(source, frame)
    this.#frames.push(frame)
    return copy
  }

  /** Refuses members that JSON drops: with a symbol for a name, not enumerable, or of an array besides its items. */
  #checkKeys(source: object, names: readonly string[] | undefined): void {
    const keys = Reflect.ownKeys(source)
    if (Array.isArray(source)) {
      // With fewer keys, each is an item or `length`, or an item is missing and will be refused when it is read.
      if (keys.length > source.length + 1) throw this.#unfit(`has a member beside its items, ${named(keys.at(-1))}`)
    } else if (keys.length !== names?.length) {
      const dropped = keys.find((key) => !Object.prototype.propertyIsEnumerable.call(source, key)) ?? keys.at(-1)
      throw this.#unfit(`has a hidden member, ${named(dropped)}`)
    }
  }

  #unfit(problem: string): EngineError {
    return this.#invalid(`${problem}, which JSON cannot represent`)
  }

  /** An error about the member that is being read. */
  #invalid(problem: string, cause?: unknown): EngineError {
    return invalid(`${pathOf(this.#frames)} ${problem}`, cause)
  }
}

function pathOf(frames: readonly Frame[]): string {
  const names = frames.slice(0, maxPathLength).map((frame) => {
    const name = nameOfLast(frame)
    return frame.names === undefined ? `[${name}]` : `.${name}`
  })
  return shorten(`payload${names.join('')}`)
}

/** True for an array, and for an object that JSON writes member by member. */
function isListOrRecord(value: object): value is Readonly<Members> {
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]'
}

function named(key: string | symbol | undefined): string {
  return shorten(String(key))
}

function nameOfLast({ names, read }: Frame): string | number {
  return names?.[read - 1] ?? read - 1
}

function nounOf(value: unknown): string {
  switch (typeof value) {
    case 'object':
      return `of type ${value?.constructor?.name ?? 'object'}`
    case 'number':
      return String(value)
    case 'bigint':
      return `the bigint ${shorten(String(value))}`
    case 'undefined':
      return 'undefined'
    default:
      return `a ${typeof value}`
  }
}

function invalid(message: string, cause?: unknown): EngineError {
  return new EngineError('invalid-payload', message, cause === undefined ? undefined : { cause })
}
