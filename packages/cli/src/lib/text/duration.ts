const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const

/** A duration in its largest unit, as people compare durations: `3 min`. A negative one keeps its sign. */
export function describeDuration(ms: number): string {
  const [unit, size] = units.find(([, size]) => Math.abs(ms) >= size) ?? ['ms', 1]
  return `${Math.trunc(ms / size)} ${unit}`
}
