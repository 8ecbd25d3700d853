import { styleText } from 'node:util'
import type { TimelineTone } from '@async-invoke/local-runtime'
import { printable } from '../text/printable.ts'

/** How the live log writes: everything is plain text unless the output is a terminal. */
export interface Terminal {
  /** Styles a line of an event's timeline. */
  timelineLine(line: string, tone: TimelineTone): string
  /** Indents the output of a function below the timelines; each line of it names the function. */
  functionLines(functionName: string, entry: string): string
}

const styles = { good: 'green', bad: 'red', waiting: 'yellow' } as const

/**
 * Creates the terminal over a stream. Colours appear on a terminal only, and not where `NO_COLOR` is set; what functions
 * print loses its control sequences there, unless `raw` lets them pass.
 */
export function createTerminal(stream: NodeJS.WriteStream, { raw }: { readonly raw: boolean }): Terminal {
  const safe = (text: string): string => (stream.isTTY ? printable(text) : text)
  return {
    timelineLine: (line, tone) => (tone === 'plain' ? safe(line) : styleText(styles[tone], safe(line), { stream })),
    functionLines(functionName, entry) {
      const lines = (raw ? entry : safe(entry)).replace(/^/gm, `    ${functionName} | `)
      return styleText('dim', lines, { stream })
    },
  }
}
