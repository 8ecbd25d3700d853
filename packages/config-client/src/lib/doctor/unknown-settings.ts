import { nameUnknown } from '../plan/unknown-settings.ts'
import type { FindingFacts } from './finding.ts'
import type { Setup } from './setup.ts'

/** Says which settings a diagnosis could not take into account (CFG-26). */
export function unknownSettings({ unknown = [] }: Setup): readonly FindingFacts[] {
  return unknown.map((each) => ({
    severity: 'info',
    rule: 'unknown-settings',
    subject: nameUnknown(each),
    statement: 'CFG-26',
    evidence: `the ${each.setting === 'DeadLetterConfig' ? 'dead-letter queue is' : 'settings are'} unknown: ${each.reason}`,
    remedy:
      'Correct the template where it is wrong, give the values that it takes from its deployment, or diagnose the deployed functions.',
  }))
}
