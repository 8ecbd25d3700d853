import { onOneLine } from '@async-invoke/schemas/internal'
import { CommandError, UsageError } from '../command-error.ts'
import { textOf, textOfFile } from '../text/whole-text.ts'

/**
 * Reads a payload: JSON, `@FILE`, or `-` for stdin.
 *
 * @param flag - that it was given with, for messages
 * @returns the text as it is written there
 * @throws {@link UsageError} when it is not JSON; {@link CommandError} when the file cannot be read
 */
export async function readPayload(given: string, flag: string): Promise<string> {
  const payload =
    given === '-' ? await textOf(process.stdin) : given.startsWith('@') ? await readFileOf(given, flag) : given
  try {
    JSON.parse(payload)
  } catch (error) {
    const from = given === '-' ? ' from stdin' : given.startsWith('@') ? ` ${given.slice(1)}` : ''
    // A parser quotes the text, with its lines.
    const reason = onOneLine(error instanceof Error ? error.message : String(error))
    throw new UsageError(`${flag}${from} is not JSON: ${reason}`, { cause: error })
  }
  return payload
}

async function readFileOf(given: string, flag: string): Promise<string> {
  try {
    return await textOfFile(given.slice(1))
  } catch (cause) {
    throw new CommandError(`cannot read ${flag} ${given.slice(1)}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
}
