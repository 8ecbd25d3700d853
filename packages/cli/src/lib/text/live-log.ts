/**
 * Creates a log that batches the lines of one turn of the event loop into one write: under load, a write per line costs
 * as much as accepting the event that the line is about.
 *
 * @example
 * const log = createLiveLog((lines) => process.stdout.write(lines))
 * log('one')
 * log('two') // writes 'one\ntwo\n' when this turn ends
 */
export function createLiveLog(write: (lines: string) => void): (line: string) => void {
  let lines = ''
  const flush = (): void => {
    const batch = lines
    lines = ''
    write(batch)
  }
  return (line) => {
    if (lines === '') setImmediate(flush)
    lines += `${line}\n`
  }
}
