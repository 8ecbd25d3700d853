/** Bits of a number that are kept: a percentile is exact to 1/64. */
const bits = 6
const size = 2 ** bits

/** Counts whole numbers up to 2^31, in buckets that grow with the number. */
export class Latencies {
  readonly #counts = new Uint32Array(26 * size)
  #total = 0

  add(ms: number): void {
    const shift = Math.max(0, 31 - Math.clz32(ms) - bits)
    const bucket = (shift << bits) + (ms >> shift)
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1
    this.#total += 1
  }

  /** The smallest bound below which a part of the numbers lies; 0 if there are none. */
  quantile(part: number): number {
    let left = Math.ceil(part * this.#total)
    for (let bucket = 0; left > 0; bucket += 1) {
      left -= this.#counts[bucket] as number
      if (left <= 0) return boundOf(bucket)
    }
    return 0
  }
}

/** The greatest number of a bucket. */
function boundOf(bucket: number): number {
  const shift = Math.max(0, (bucket >> bits) - 1)
  return ((bucket - (shift << bits) + 1) << shift) - 1
}
