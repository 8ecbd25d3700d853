/** Characters of a value in a report. */
const maxLength = 240

/** Shortens a value for a report, on one line. */
export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1)}…`
}
