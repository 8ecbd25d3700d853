import { withoutMark } from '@async-invoke/schemas/internal'
import { parseJson } from './parse-json.ts'
import { type JsonObject, objectOf } from './template-document.ts'

/**
 * Parses a string, and takes anything else as it is. A member that stands twice in a string is unreadable.
 *
 * @throws {@link TypeError} if the string is not JSON.
 */
export function templateObject(template: unknown): JsonObject {
  if (typeof template !== 'string') return objectOf(template)
  try {
    return objectOf(parseJson(withoutMark(template)))
  } catch (cause) {
    throw new TypeError('the template is not JSON; parseTemplate parses YAML', { cause })
  }
}
