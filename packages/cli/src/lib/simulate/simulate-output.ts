import {
  about,
  count,
  kind,
  list,
  map,
  members,
  type OutputSchema,
  oneOf,
  text,
  truth,
} from '../command/output-schema.ts'

const number = { type: 'number' }
const spread = members({ mean: number, min: number, p10: number, p50: number, p90: number, max: number })
const band = about(
  'By step, percentiles over the seeds.',
  members({ p10: list(number), p50: list(number), p90: list(number) }),
)
const numbers = about('By name, such as eventAgeExceeded.', map(spread))

const variant = members(
  {
    name: text,
    numbers,
    functions: list(
      members({
        name: text,
        settings: members(
          { MaximumRetryAttempts: count, MaximumEventAgeInSeconds: count },
          { ReservedConcurrentExecutions: count },
        ),
        ...{ events: spread, succeeded: spread, dropped: spread, runs: spread, throttles: spread, mostRunning: spread },
      }),
    ),
    messages: list(
      members({
        ...{ functionName: text, side: oneOf('OnSuccess', 'OnFailure', 'DeadLetter'), target: text },
        count: spread,
      }),
    ),
    quantities: about('What was used of everything that can have a price.', map(spread)),
    course: members({
      ...{ stepSeconds: number, pending: band, oldestAgeMs: band },
      ...{ succeeded: band, dropped: band, throttles: band },
    }),
  },
  { about: text, cost: members({ currency: text, total: spread, items: map(spread) }) },
)

/** What `simulate` prints, and `config plan --simulate` as a member of its plan. */
export const simulateOutput: OutputSchema = members({
  version: kind('1.0'),
  title: text,
  seeds: list(count),
  isComplete: about('False if it was interrupted after these seeds.', truth),
  variants: list(variant),
  comparisons: about(
    'The other variants less the first, seed by seed on the same load.',
    list(members({ from: text, to: text, numbers }, { cost: spread })),
  ),
})
