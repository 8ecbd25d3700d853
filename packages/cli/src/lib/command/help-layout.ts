import { Help } from 'commander'

/** Columns of help that is not written to a terminal. */
const columnsOfText = 120
/** Columns of a description below which it is not wrapped. */
const leastColumns = 20

/** Columns of the help that this process writes. */
export const helpColumns = (): number => process.stdout.columns ?? columnsOfText

/**
 * The layout of commander's help for terminals of any width. The terms take a third of the columns at most; the description of a
 * longer term begins below it.
 */
export const helpLayout = {
  minWidthToWrap: leastColumns,
  padWidth(this: Help, ...given: Parameters<Help['padWidth']>): number {
    return Math.min(Help.prototype.padWidth.apply(this, given), Math.floor((this.helpWidth ?? columnsOfText) / 3))
  },
  formatItem(this: Help, term: string, termWidth: number, description: string, helper: Help): string {
    const format = (shown: string): string =>
      Help.prototype.formatItem.call(this, shown, termWidth, description, helper)
    return term.length <= termWidth || description === '' ? format(term) : `  ${term}\n${format('')}`
  },
}

/** Wraps the sentences of a note. Its indented lines stay whole, since they are commands to copy. */
export function wrapNote(note: string, columns: number): string {
  const help = Object.assign(new Help(), { minWidthToWrap: leastColumns })
  const wrap = (line: string): string => (line.startsWith(' ') ? line : help.boxWrap(line, columns))
  return note.split('\n').map(wrap).join('\n')
}
