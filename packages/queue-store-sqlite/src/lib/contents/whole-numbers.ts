const [comma, minus, zero, nine] = [0x2c, 0x2d, 0x30, 0x39]

/** Reads numbers in decimal digits, each with a comma behind it. */
export class WholeNumbers {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The next number; NaN for anything that is no whole number, or none that JavaScript can represent. */
  next(): number {
    const first = this.#at
    let [at, value, isWhole] = [first, 0, true]
    const isNegative = this.#bytes[at] === minus
    if (isNegative) at += 1
    const digits = at
    for (let byte = this.#bytes[at] ?? comma; byte !== comma; byte = this.#bytes[at] ?? comma) {
      if (byte < zero || byte > nine) isWhole = false
      value = value * 10 + (byte - zero)
      at += 1
    }
    this.#at = at + 1
    if (!isWhole || at === digits || value > Number.MAX_SAFE_INTEGER) return Number.NaN
    return isNegative ? -value : value
  }
}
