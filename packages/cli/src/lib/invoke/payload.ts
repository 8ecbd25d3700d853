import { onOneLine, withoutMark } from '@async-invoke/schemas/internal'
import { CommandError, UsageError } from '../command-error.ts'
import { textOf, textOfFile } from '../text/whole-text.ts'

/**
 * Reads a payload: JSON, `@FILE`, or `-` for stdin.
 *
 * @param flag - that it was given with, for messages
 * @returns the text as it is written there, without a byte order mark
 * @throws {@link UsageError} when it is not JSON; {@link CommandError} when the file cannot be read
 */
export async function readPayload(given: string, flag: string): Promise<string> {
  const from = given === '-' ? ' from stdin' : given.startsWith('@') ? ` ${given.slice(1)}` : ''
  const text = await textOfPayload(given).catch((cause: unknown) => {
    throw new CommandError(`cannot read ${flag}${from}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  })
  const payload = withoutMark(text)
  try {
    JSON.parse(payload)
  } catch (error) {
    // A parser quotes the text, with its lines.
    const reason = onOneLine(error instanceof Error ? error.message : String(error))
    throw new UsageError(`${flag}${from} is not JSON: ${reason}`, { cause: error })
  }
  return payload
}

async function textOfPayload(given: string): Promise<string> {
  if (given === '-') return textOf(process.stdin)
  return given.startsWith('@') ? textOfFile(given.slice(1)) : given
}
