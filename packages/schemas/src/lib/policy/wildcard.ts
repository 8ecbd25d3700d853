/** The members of a string that the matcher reads. */
export interface Units {
  readonly length: number
  charCodeAt(position: number): number
}

/**
 * Matches a whole string against a pattern: `*` matches any run of characters, `?` exactly one UTF-16 code unit.
 *
 * Linear in both: each part between two stars is searched once, from the end of the part before it. A part with `?` is
 * searched bit-parallel, with as many bits as the part has characters.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  return matchesParts(pattern.split('*'), text, '?'.charCodeAt(0))
}

/**
 * Matches a whole string against the parts of a pattern, between which anything may stand.
 *
 * @param any - the code unit that matches every code unit; if missing, each matches only itself
 */
export function matchesParts(parts: readonly Units[], text: Units, any?: number): boolean {
  const [first, last] = [parts[0] ?? '', parts.at(-1) ?? '']
  if (parts.length < 2) return first.length === text.length && matchesAt(first, text, 0, any)
  const end = text.length - last.length
  if (end < first.length || !matchesAt(first, text, 0, any) || !matchesAt(last, text, end, any)) return false
  let position = first.length
  for (const part of parts.slice(1, -1)) {
    const find = hasUnit(part, any) ? findWithAny : findLiteral
    const found = part.length === 0 ? position : find(part, text, position, end, any)
    if (found === undefined) return false
    position = found
  }
  return true
}

function matchesAt(part: Units, text: Units, start: number, any: number | undefined): boolean {
  for (let at = 0; at < part.length; at++) {
    const unit = part.charCodeAt(at)
    if (unit !== any && unit !== text.charCodeAt(start + at)) return false
  }
  return true
}

function hasUnit(part: Units, unit: number | undefined): boolean {
  if (unit === undefined) return false
  for (let at = 0; at < part.length; at++) if (part.charCodeAt(at) === unit) return true
  return false
}

/** Finds the end of the first occurrence (Knuth, Morris and Pratt): the text is never read again. */
function findLiteral(part: Units, text: Units, from: number, end: number): number | undefined {
  const borders = bordersOf(part)
  let matched = 0
  for (let at = from; at < end; at++) {
    matched = extend(part, borders, matched, text.charCodeAt(at))
    if (matched === part.length) return at + 1
  }
  return undefined
}

/** For each prefix of the part, the length of the longest proper prefix that is also its suffix. */
function bordersOf(part: Units): readonly number[] {
  const borders = [0]
  for (let at = 1; at < part.length; at++) borders.push(extend(part, borders, borders.at(-1) ?? 0, part.charCodeAt(at)))
  return borders
}

/** The number of units that match after one more unit. */
function extend(part: Units, borders: readonly number[], matched: number, unit: number): number {
  let length = matched
  while (length > 0 && part.charCodeAt(length) !== unit) length = borders[length - 1] ?? 0
  return part.charCodeAt(length) === unit ? length + 1 : 0
}

/** Finds the end of the first occurrence (Shift-And): bit n of the state says that n + 1 units match. */
function findWithAny(part: Units, text: Units, from: number, end: number, any?: number): number | undefined {
  const masks = new Map<number, bigint>()
  let always = 0n
  for (let at = 0; at < part.length; at++) {
    const [unit, bit] = [part.charCodeAt(at), 1n << BigInt(at)]
    if (unit === any) always |= bit
    else masks.set(unit, (masks.get(unit) ?? 0n) | bit)
  }
  const matched = 1n << BigInt(part.length - 1)
  let state = 0n
  for (let at = from; at < end; at++) {
    state = ((state << 1n) | 1n) & ((masks.get(text.charCodeAt(at)) ?? 0n) | always)
    if ((state & matched) !== 0n) return at + 1
  }
  return undefined
}
