/**
 * Parses the JSON of a file, without the byte order mark that editors on Windows write.
 *
 * @throws {@link SyntaxError} if it is no JSON
 */
export function parseJson(text: string): unknown {
  return JSON.parse(withoutMark(text))
}

/** Returns a text without the byte order mark at its start, if there is one. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
