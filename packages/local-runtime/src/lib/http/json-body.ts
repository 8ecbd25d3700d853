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
 * @throws {@link LambdaError} when the member has another type
 */
export function readString(body: JsonObject, name: string): string | undefined {
  return readMember(body, name, 'a string', (value) => typeof value === 'string') as string | undefined
}

export function readInteger(body: JsonObject, name: string): number | undefined {
  return readMember(body, name, 'an integer', Number.isInteger) as number | undefined
}

/** Reads a boolean, false if missing. */
export function readBoolean(body: JsonObject, name: string): boolean {
  return (readMember(body, name, 'a boolean', (value) => typeof value === 'boolean') as boolean | undefined) ?? false
}

export function readObject(body: JsonObject, name: string): JsonObject | undefined {
  return readMember(body, name, 'an object', isObject) as JsonObject | undefined
}

/** Reads an array of strings, empty if missing. */
export function readStringList(body: JsonObject, name: string): readonly string[] {
  const isStrings = (value: unknown): boolean =>
    Array.isArray(value) && value.every((element) => typeof element === 'string')
  return (readMember(body, name, 'a list of strings', isStrings) as readonly string[] | undefined) ?? []
}

/** Reads an object whose values are strings. */
export function readStringMap(body: JsonObject, name: string): Readonly<Record<string, string>> | undefined {
  return readMap(body, name, 'string') as Readonly<Record<string, string>> | undefined
}

/** Reads an object whose values are numbers, or `null`, which a constraint of the model refuses later. */
export function readNumberMap(body: JsonObject, name: string): Readonly<Record<string, number | null>> {
  return (readMap(body, name, 'number') ?? {}) as Readonly<Record<string, number | null>>
}

function readMap(body: JsonObject, name: string, type: 'string' | 'number'): JsonObject | undefined {
  const value = readObject(body, name)
  for (const [key, element] of Object.entries(value ?? {}))
    if (typeof element !== type && !(type === 'number' && element === null))
      throw unreadable(`${name}.${key} is not a ${type}`)
  return value
}

function readMember(body: JsonObject, name: string, what: string, is: (value: unknown) => boolean): unknown {
  const value = Object.hasOwn(body, name) ? body[name] : undefined
  if (value === undefined || value === null) return undefined
  if (!is(value)) throw unreadable(`${name} is not ${what}`)
  return value
}
