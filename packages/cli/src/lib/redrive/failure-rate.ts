/** Events that the rate looks back on, and those that it needs to say anything. */
const [window, least] = [100, 20]

/** Tells when more of the latest events fail than a limit in percent allows. */
export function createFailureRate(limitPercent = 100): { add(failed: boolean): void; readonly isAbove: boolean } {
  const latest: boolean[] = []
  return {
    add(failed) {
      latest.push(failed)
      if (latest.length > window) latest.shift()
    },
    get isAbove() {
      const failures = latest.filter(Boolean).length
      return latest.length >= least && failures * 100 > limitPercent * latest.length
    },
  }
}
