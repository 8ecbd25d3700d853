import { createInterface } from 'node:readline/promises'
import { UsageError } from '../command-error.ts'

/**
 * Asks on a terminal. Anything but a yes is a no.
 *
 * @param question - without its answers: `Remove it?`
 * @param instead - the way to go on without a terminal: `redrive with --yes`
 * @throws {@link UsageError} where there is no terminal to ask on
 */
export async function confirm(question: string, instead: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`there is no terminal to confirm on; ${instead}`)
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  // Ctrl-C and Ctrl-D close it without an answer.
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  terminal.once('SIGINT', () => terminal.close())
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed])
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}
