import { measure } from 'mitata'
import type { RunOptions } from './suite.ts'

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/**
 * Measures nanoseconds per call: one list per case, one number per round. Cases take turns, so that a machine that
 * slows down slows all of them; compare within a round.
 */
export async function interleaved(
  cases: readonly (() => unknown)[],
  { short }: RunOptions,
): Promise<readonly (readonly number[])[]> {
  const rounds = short ? 3 : 11
  const times = cases.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, act] of cases.entries()) {
      const { p50 } = await measure(act, { min_cpu_time: (short ? 20 : 120) * 1e6 })
      times[index]?.push(p50)
    }
  return times
}

/** Median over the rounds of each case's time relative to the first case in the same round. */
export function ratiosToFirst(times: readonly (readonly number[])[]): readonly number[] {
  const [first = []] = times
  return times.map((own) => median(own.map((time, round) => time / (first[round] ?? Number.NaN))))
}
