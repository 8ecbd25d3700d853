/**
 * A number with its noun, in the singular for one.
 *
 * @param shown - the number as it is written, if not by its digits alone
 */
export function counted(count: number, noun: string, shown = String(count)): string {
  return `${shown} ${noun}${count === 1 ? '' : 's'}`
}
