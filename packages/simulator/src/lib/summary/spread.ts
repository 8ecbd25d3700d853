/** How a number differs from seed to seed. */
export interface Spread {
  readonly mean: number
  readonly min: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
  readonly max: number
}

/** @param values - at least one */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort()
  const at = (part: number): number => sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0
  return {
    mean: rounded(sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, sorted.length)),
    min: at(0),
    p10: at(0.1),
    p50: at(0.5),
    p90: at(0.9),
    max: at(1),
  }
}

/** Without the noise of floating-point sums. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}
