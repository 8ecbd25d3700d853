/** Parses a table of comma-separated values (RFC 4180), with or without quotes. Empty lines are left out. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  const cells = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\n|\r|$)/g
  const source = text.replace(/^\uFEFF/, '')
  for (const [, cell = '', end] of source.matchAll(cells)) {
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)
    if (end === ',') continue
    if (row.some((each) => each !== '')) rows.push(row)
    row = []
  }
  return rows
}
