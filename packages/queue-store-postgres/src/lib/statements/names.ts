/**
 * Ids and lanes are text in the database, so that people and SQL can read them. Text there has no NUL and no half of a
 * surrogate pair; those, and the character that announces them, are written as U+FFFE, which no text contains, and four
 * hexadecimal digits.
 */
const unwritable = /\0|\ufffe|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const written = /\ufffe([0-9a-f]{4})/g

/** Finds nothing in most names, and costs a tenth of the search for halves of pairs. */
const suspect = /[\0\ufffe\ud800-\udfff]/

export function writeName(name: string): string {
  if (!suspect.test(name)) return name
  return name.replaceAll(unwritable, (unit) => `\ufffe${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

export function readName(name: string): string {
  return name.includes('\ufffe')
    ? name.replaceAll(written, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
    : name
}

/** Upper bound of a name, in bytes as it is written: an index holds no longer ones. */
const maxNameBytes = 2_048

/** True if the database can hold the name. */
export function fitsIndex(name: string): boolean {
  return name.length * 7 <= maxNameBytes || Buffer.byteLength(writeName(name)) <= maxNameBytes
}
