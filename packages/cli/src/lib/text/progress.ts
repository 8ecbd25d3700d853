/** Shows how far long work is, on a line of stderr that is written over; nothing where stderr is no terminal. */
export interface Progress {
  /** @param done - what has been done, of all */
  show(done: number): void
  /** Removes the line. */
  end(): void
}

/** @param words - what is counted: `calls` */
export function createProgress(all: number, words: string, isQuiet: boolean): Progress {
  const { stderr } = process
  const isShown = stderr.isTTY && !isQuiet
  return {
    show(done) {
      if (isShown) stderr.write(`\r${done} of ${all} ${words}\u001b[K`)
    },
    end() {
      if (isShown) stderr.write('\r\u001b[K')
    },
  }
}
