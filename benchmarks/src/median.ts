/** Median of the milliseconds of sequential calls, after 50 that do not count. */
export async function medianMs(calls: number, call: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let n = 0; n < calls + 50; n += 1) {
    const startMs = performance.now()
    await call()
    times.push(performance.now() - startMs)
  }
  return times.slice(50).sort((a, b) => a - b)[Math.floor(calls / 2)] ?? Number.NaN
}
