import type { ApiRequest } from './api-request.ts'
import { findJsonFault } from './json/fault.ts'
import { type Parsed, parseInSlices } from './json/parse-in-slices.ts'
import { LambdaError } from './lambda-error.ts'

export type JsonObject = Readonly<Record<string, unknown>>

/** Size up to which a body is parsed at once. */
const maxParsedBytes = 262_144

/**
 * Reads a body that is a JSON object. A missing body counts as `{}`, and a `null` member as missing (U-20).
 *
 * @param tooLarge - creates the error for a body of more than `maxBytes`
 *
 * @throws {@link LambdaError} when the body is too large or not a JSON object
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
  const parsed = body.bytes.length <= maxParsedBytes ? parse(body.bytes) : await parseInSlices(body.bytes)
  if ('problem' in parsed) throw unreadable(parsed.problem)
  const { value } = parsed
  if (!isObject(value)) throw unreadable('the body is not an object')
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
}

function parse(bytes: Uint8Array): Parsed {
  const text = new TextDecoder().decode(bytes)
  const fault = findJsonFault(text)
  return fault === undefined ? { value: JSON.parse(text) } : { problem: fault }
}

/** Refuses a body. The first clause is the service's; no recording shows how it goes on, so `reason` is ours. */
export function unreadable(reason: string): LambdaError {
  return new LambdaError('InvalidRequestContentException', `Could not parse request body into json: ${reason}`)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Reads a member of the model's type, `undefined` if missing.
 *
 * @throws {@link LambdaError} `SerializationException` when the member has another type (NUM-2)
 */
export function readString(body: JsonObject, name: string): string | undefined {
  const value = memberOf(body, name)
  if (value === undefined || typeof value === 'string') return value
  throw mistyped(value, 'a String')
}

/** Reads an integer of 32 bits: a fraction is cut, and a number beyond saturates (NUM-1). */
export function readInteger(body: JsonObject, name: string): number | undefined {
  const value = memberOf(body, name)
  if (value === undefined) return undefined
  if (typeof value !== 'number') throw mistyped(value, 'an Integer')
  // Without the addition, -0.5 would become a negative zero.
  return Math.trunc(Math.min(Math.max(value, -2_147_483_648), 2_147_483_647)) + 0
}

/** Reads a boolean, false if missing. */
export function readBoolean(body: JsonObject, name: string): boolean {
  const value = memberOf(body, name) ?? false
  if (typeof value === 'boolean') return value
  throw mistyped(value, 'a Boolean')
}

export function readObject(body: JsonObject, name: string): JsonObject | undefined {
  const value = memberOf(body, name)
  if (value === undefined || isObject(value)) return value
  throw serializationFault(Array.isArray(value) ? startOfList : 'Expected map or null')
}

/** Reads an array of strings, empty if missing. */
export function readStringList(body: JsonObject, name: string): readonly string[] {
  const value = memberOf(body, name) ?? []
  if (!Array.isArray(value)) throw serializationFault(isObject(value) ? startOfMap : 'Expected list or null')
  return value.map((element) => {
    if (typeof element !== 'string') throw mistyped(element, 'a String')
    return element
  })
}

/** Reads an object whose values are strings. */
export function readStringMap(body: JsonObject, name: string): Readonly<Record<string, string>> | undefined {
  const value = readObject(body, name)
  for (const element of Object.values(value ?? {})) if (typeof element !== 'string') throw mistyped(element, 'a String')
  return value as Readonly<Record<string, string>> | undefined
}

/** Reads an object whose values are numbers, or `null`, which a constraint of the model refuses later. */
export function readNumberMap(body: JsonObject, name: string): Readonly<Record<string, number | null>> {
  const value = readObject(body, name) ?? {}
  for (const element of Object.values(value))
    if (element !== null && typeof element !== 'number') throw mistyped(element, 'a Double')
  return value as Readonly<Record<string, number | null>>
}

function memberOf(body: JsonObject, name: string): unknown {
  return (Object.hasOwn(body, name) ? body[name] : undefined) ?? undefined
}

const startOfList = 'Start of list found where not expected'
const startOfMap = 'Start of structure or map found where not expected.'

/** The sentence of the service's parser for a value where it expects `type`, with its article. */
function mistyped(value: unknown, type: string): LambdaError {
  if (Array.isArray(value)) return serializationFault(startOfList)
  if (isObject(value)) return serializationFault(startOfMap)
  return serializationFault(`${tokenOf(value).toUpperCase()}_VALUE can not be converted to ${type}`)
}

/** The name that the service's parser has for a value. */
function tokenOf(value: unknown): string {
  if (typeof value === 'boolean' || value === null) return String(value)
  return typeof value === 'number' && !Number.isInteger(value) ? 'decimal' : typeof value
}

/** Refuses a member of another type. The body has no `Type` (NUM-3). */
function serializationFault(message: string): LambdaError {
  return new LambdaError('SerializationException', message)
}
