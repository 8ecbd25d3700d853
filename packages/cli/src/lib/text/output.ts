import { styleText } from 'node:util'
import { printable } from './printable.ts'

type Style = Parameters<typeof styleText>[0]

/** Characters of a line on stdout; infinite where it is no terminal, so that nothing is cut for a program. */
export function lineWidth(): number {
  return process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY
}

/** Styles text for stdout: plain where it is no terminal or `NO_COLOR` is set. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

/** Text from outside, without control sequences. */
export function safe(text: string | undefined): string {
  return printable(text ?? '')
}

/** Writes a line to stdout, and resolves once it may write the next: what is written does not pile up in memory. */
export async function print(text: string): Promise<void> {
  const { stdout } = process
  if (stdout.write(`${text}\n`) || stdout.destroyed) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stdout.off('drain', done).off('close', done)
      resolve()
    }
    stdout.on('drain', done).on('close', done)
  })
}

/** Writes a note for people to stderr, unless the command is quiet. */
export function note(quiet: boolean, text: string): void {
  if (!quiet) console.error(printable(text))
}
