/** Widths of a bucket in seconds, each a multiple of the one before it. */
const widths = [1, 10, 60, 300, 900, 3_600, 21_600, 86_400, 864_000, 8_640_000, 86_400_000] as const
/** Buckets of a histogram, at most. */
const maxBuckets = 24

/** Outcomes from `start` on, until the next bucket. */
export interface Bucket {
  /** ISO 8601, UTC. */
  readonly start: string
  readonly count: number
}

/** Counts times in buckets that grow with the range, so that there are never more than 24. */
export interface Histogram {
  add(time: string): void
  /** All buckets from the first to the last, empty ones included. */
  list(): readonly Bucket[]
}

export function createHistogram(): Histogram {
  let counts = new Map<number, number>()
  let [level, first, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const widthMs = (): number => (widths[level] ?? widths[0]) * 1_000
  const bucketOf = (ms: number): number => Math.floor(ms / widthMs()) * widthMs()
  const isTooLong = (): boolean =>
    level < widths.length - 1 && bucketOf(last) - bucketOf(first) >= maxBuckets * widthMs()
  return {
    add(time) {
      const ms = Date.parse(time)
      if (Number.isNaN(ms)) return
      ;[first, last] = [Math.min(first, ms), Math.max(last, ms)]
      if (isTooLong()) {
        while (isTooLong()) level += 1
        const merged = new Map<number, number>()
        for (const [start, count] of counts) merged.set(bucketOf(start), (merged.get(bucketOf(start)) ?? 0) + count)
        counts = merged
      }
      const bucket = bucketOf(ms)
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1)
    },
    list() {
      if (counts.size === 0) return []
      const length = (bucketOf(last) - bucketOf(first)) / widthMs() + 1
      return Array.from({ length }, (_, index) => {
        const start = bucketOf(first) + index * widthMs()
        return { start: new Date(start).toISOString(), count: counts.get(start) ?? 0 }
      })
    },
  }
}
