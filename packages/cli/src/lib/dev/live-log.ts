/**
 * Writes lines as they come, all of one turn of the event loop at once: under load each write of its own would cost as
 * much as accepting the event that it tells of.
 *
 * @example
 * const log = createLiveLog((text) => process.stdout.write(text))
 * log('one')
 * log('two') // writes 'one\ntwo\n' when this turn ends
 */
export function createLiveLog(write: (text: string) => void): (line: string) => void {
  let lines = ''
  const flush = (): void => {
    const text = lines
    lines = ''
    write(text)
  }
  return (line) => {
    if (lines === '') setImmediate(flush)
    lines += `${line}\n`
  }
}
