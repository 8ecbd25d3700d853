import { onOneLine, repeatedMembers, withoutMark } from '@async-invoke/schemas/internal'

/**
 * Parses the JSON of a file, without the byte order mark that editors on Windows write.
 *
 * @throws {@link SyntaxError} if it is no JSON, or a member stands twice, of which `JSON.parse` drops the first
 */
export function parseJson(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  const unmarked = withoutMark(text)
  const value = parsed(unmarked, parse)
  const repeated = repeatedMembers(unmarked).map(
    ({ path, lines }) => `${path.join('.')} stands twice, in the lines ${lines.join(' and ')}`,
  )
  if (repeated.length > 0) throw new SyntaxError(repeated.slice(0, 5).join('; '))
  return value
}

/** A parser quotes the text, with its lines. */
function parsed(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text)
  } catch (cause) {
    throw cause instanceof SyntaxError ? new SyntaxError(onOneLine(cause.message), { cause }) : cause
  }
}
