export type JsonObject = Readonly<Record<string, unknown>>

/** Returns `value` if it is an object, otherwise an empty object. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns a member that `object` itself has: a name in a template may be `constructor`. */
export function ownOf<T>(object: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined
}

/**
 * Parses a string, and takes anything else as it is.
 *
 * @throws {@link TypeError} if the string is not JSON.
 */
export function templateObject(template: unknown): JsonObject {
  if (typeof template !== 'string') return objectOf(template)
  try {
    return objectOf(JSON.parse(withoutMark(template)))
  } catch (cause) {
    throw new TypeError('the template is not JSON; parseTemplate parses YAML', { cause })
  }
}

/** Removes a byte order mark, which editors write and JSON does not have. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
