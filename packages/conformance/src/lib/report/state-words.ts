import type { ConformanceState } from './endpoint-report.ts'

/** States as people read them. */
export const stateWords: Readonly<Record<ConformanceState, string>> = {
  pass: 'pass',
  differs: 'differs',
  'not-offered': 'not offered',
  'not-run': 'not run',
}
