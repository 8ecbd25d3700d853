import type { ConformanceState, EndpointReport } from './endpoint-report.ts'

/** States as people read them. */
export const stateWords: Readonly<Record<ConformanceState, string>> = {
  pass: 'pass',
  differs: 'differs',
  'not-offered': 'not offered',
  'not-run': 'not run',
}

/** Counts of a report in words: `pass 3, differs 1, not offered 0, not run 0`. */
export function describeCounts(counts: EndpointReport['counts']): string {
  const { pass, differs, 'not-offered': notOffered, 'not-run': notRun } = counts
  return `pass ${pass}, differs ${differs}, not offered ${notOffered}, not run ${notRun}`
}
