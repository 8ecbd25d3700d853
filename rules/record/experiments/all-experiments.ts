import { delayExperiments } from './delays.ts'
import { functionExperiments } from './functions.ts'
import { outcomeExperiments } from './outcomes.ts'
import { referenceExperiments } from './references.ts'
import { requestExperiments } from './requests.ts'

/** Every experiment, the quick ones first. */
export const allExperiments = [
  ...requestExperiments,
  ...functionExperiments,
  ...outcomeExperiments,
  ...referenceExperiments,
  ...delayExperiments,
]

/** Open questions that no experiment here answers, and why. */
export const unanswered: Readonly<Record<string, string>> = {
  'U-04': 'A system error of Lambda cannot be caused from outside.',
  'U-05': 'It is split into U-05a and U-05b.',
  'U-09': 'No call makes Lambda keep an event without an attempt until it expires.',
  'U-12': 'A function is Inactive after weeks without a call.',
  'U-13': 'A rule on a bus shows an entry without the parameters of its request.',
  'U-16': 'The recorder creates no buckets.',
  'U-22': 'It depends on the runtime.',
}
