/** A column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly of: (row: Row) => string
  /** Characters of the column; the last column takes what is left of the line. */
  readonly width: number
  /** True for numbers, which end below each other. */
  readonly isNumber?: true
  /** True for names to copy, such as lanes and ARNs: they go on in the next line of the terminal. For the last column. */
  readonly isWhole?: true
}

/** Characters that the last column of a table needs, at least. */
const leastOfLast = 20

/** The columns of a table that fits into a line, or else those for narrow terminals. */
export function columnsFor<Row>(
  lineWidth: number,
  columns: readonly Column<Row>[],
  narrow: readonly Column<Row>[],
): readonly Column<Row>[] {
  const before = columns.slice(0, -1).reduce((sum, { width }) => sum + width + 2, 0)
  return before + leastOfLast <= lineWidth ? columns : narrow
}

/**
 * Lays a row out, or the head without one. On a line of limited length, what is too long ends with an ellipsis;
 * otherwise it stays whole.
 *
 * @param lineWidth - characters of a line; infinite for text that is not for a terminal
 */
export function formatRow<Row>(columns: readonly Column<Row>[], lineWidth: number, row?: Row): string {
  let left = lineWidth
  const cells = columns.map(({ title, of, width, isNumber, isWhole }, index) => {
    const isLast = index === columns.length - 1
    const cell = oneLine(row === undefined ? title : of(row))
    const room = isLast ? left : Math.min(width, left)
    left -= width + 2
    const fitted = Number.isFinite(lineWidth) && !isWhole ? shortenTo(cell, Math.max(room, 1)) : cell
    if (isNumber) return fitted.padStart(width)
    return isLast ? fitted : fitted.padEnd(width)
  })
  return cells.join('  ').trimEnd()
}

/** Shortens text to a number of characters, with an ellipsis as the last one. */
export function shortenTo(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`
}

/**
 * Breaks text between words into lines of a width; a word that is longer, such as an ARN, has a line of its own.
 *
 * @param indent - before each line, within the width
 */
export function wrapText(text: string, width: number, indent: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? indent + word : `${line} ${word}`
    if (line === '' || longer.length <= width) line = longer
    else {
      lines.push(line)
      line = indent + word
    }
  }
  return [...lines, line].join('\n')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
