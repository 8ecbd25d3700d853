import type { ApiRequest } from './api-request.ts'
import { jsonFault } from './json/fault.ts'
import { LambdaError } from './lambda-error.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Bytes outside strings that a body may have, ours: the members of the largest request need a fraction, while parsing
 * 70 MB of brackets takes seconds and gigabytes.
 */
const maxBytesOutsideStrings = 262_144

/**
 * Reads a body that is a JSON object; no body is an empty one, and members that are null count as missing (U-20).
 * `tooLarge` makes the refusal of a longer one.
 */
export async function readJsonObject(
  request: ApiRequest,
  maxBytes: number,
  tooLarge: (bytes: number) => LambdaError = (bytes) =>
    unreadable(`the body has ${bytes} bytes, more than ${maxBytes}`),
): Promise<JsonObject> {
  const body = await request.body(maxBytes)
  if ('tooLarge' in body) throw tooLarge(body.tooLarge)
  if (body.bytes.length === 0) return {}
  const costly = costOf(body.bytes)
  if (costly !== undefined) throw unreadable(costly)
  const text = new TextDecoder().decode(body.bytes)
  const fault = jsonFault(text)
  if (fault !== undefined) throw unreadable(fault)
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) throw unreadable('the body is not an object')
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
}

/** Why a large body is not parsed; `undefined` for one that consists of few strings, as an archive does. */
function costOf(bytes: Uint8Array): string | undefined {
  const [quote, backslash] = [0x22, 0x5c]
  if (bytes.length <= maxBytesOutsideStrings) return undefined
  let outside = 0
  for (let at = 0; at < bytes.length && outside <= maxBytesOutsideStrings; at += 1) {
    outside += 1
    if (bytes[at] !== quote) continue
    for (at += 1; at < bytes.length && bytes[at] !== quote; at += 1) if (bytes[at] === backslash) at += 1
    if (at >= bytes.length) return 'the body ends in a string'
  }
  return outside > maxBytesOutsideStrings
    ? `the body has more than ${maxBytesOutsideStrings} bytes outside strings`
    : undefined
}

/** The service's first clause; the rest of the sentence is ours, for want of recordings. */
export function unreadable(reason: string): LambdaError {
  return new LambdaError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of the type that the model names, or nothing; another type is refused by the member's name. */
export function text(body: JsonObject, name: string): string | undefined {
  return typed(body, name, 'a string', (value) => typeof value === 'string') as string | undefined
}

export function integer(body: JsonObject, name: string): number | undefined {
  return typed(body, name, 'an integer', Number.isInteger) as number | undefined
}

export function flag(body: JsonObject, name: string): boolean {
  return (typed(body, name, 'a boolean', (value) => typeof value === 'boolean') as boolean | undefined) ?? false
}

export function object(body: JsonObject, name: string): JsonObject | undefined {
  return typed(body, name, 'an object', isObject) as JsonObject | undefined
}

/** A list of texts; empty when there is none. */
export function list(body: JsonObject, name: string): readonly string[] {
  const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string')
  return (typed(body, name, 'a list of strings', isTexts) as readonly string[] | undefined) ?? []
}

/** An object whose values are all texts. */
export function texts(body: JsonObject, name: string): Readonly<Record<string, string>> | undefined {
  return valuesOf(body, name, 'string') as Readonly<Record<string, string>> | undefined
}

/** An object whose values are all numbers, or null, which the model has a sentence for. */
export function numbers(body: JsonObject, name: string): Readonly<Record<string, number | null>> {
  return (valuesOf(body, name, 'number') ?? {}) as Readonly<Record<string, number | null>>
}

function valuesOf(body: JsonObject, name: string, type: 'string' | 'number'): JsonObject | undefined {
  const value = object(body, name)
  for (const [key, each] of Object.entries(value ?? {}))
    if (typeof each !== type && !(type === 'number' && each === null))
      throw unreadable(`${name}.${key} is not a ${type}`)
  return value
}

function typed(body: JsonObject, name: string, what: string, is: (value: unknown) => boolean): unknown {
  const value = Object.hasOwn(body, name) ? body[name] : undefined
  if (value === undefined || value === null) return undefined
  if (!is(value)) throw unreadable(`${name} is not ${what}`)
  return value
}
