/** A column of a table. */
export interface Column<Row> {
  readonly title: string
  readonly of: (row: Row) => string
  /** Characters of the column; the last column takes what is left of the line. */
  readonly width: number
  /** True for numbers, which end below each other. */
  readonly isNumber?: true
}

/**
 * Lays a row out, or the head without one. On a line of limited length, what is too long ends with an ellipsis;
 * otherwise it stays whole.
 *
 * @param lineWidth - characters of a line; infinite for text that is not for a terminal
 */
export function formatRow<Row>(columns: readonly Column<Row>[], lineWidth: number, row?: Row): string {
  let left = lineWidth
  const cells = columns.map(({ title, of, width, isNumber }, index) => {
    const isLast = index === columns.length - 1
    const cell = oneLine(row === undefined ? title : of(row))
    const room = isLast ? left : Math.min(width, left)
    left -= width + 2
    const fitted = Number.isFinite(lineWidth) ? shortenTo(cell, Math.max(room, 1)) : cell
    if (isNumber) return fitted.padStart(width)
    return isLast ? fitted : fitted.padEnd(width)
  })
  return cells.join('  ').trimEnd()
}

/** Shortens text to a number of characters, with an ellipsis as the last one. */
export function shortenTo(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
