import { withoutMark } from '@async-invoke/schemas/internal'

/**
 * Parses the JSON of a file, without the byte order mark that editors on Windows write.
 *
 * @throws {@link SyntaxError} if it is no JSON
 */
export function parseJson(text: string): unknown {
  return JSON.parse(withoutMark(text))
}
