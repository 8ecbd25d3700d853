import { prefix, rolePath, tag } from './aws/resources.ts'
import { boundsOf, boundsOfAll, type Quantities } from './bounds.ts'
import type { Experiment } from './experiments/experiment.ts'

/** Names of quantities that a price may be given for. */
export const priced = ['lambdaRequests', 'sqsRequests', 'gigabyteSeconds'] as const
/** Price of one unit of each, in a currency of the user's. */
export type Prices = Readonly<Partial<Record<(typeof priced)[number], number>>>

export interface PlanOptions {
  readonly prices: Prices
  readonly createsRole: boolean
  readonly place: string
}

/** What a run would do, as text: what it creates, calls and deletes, how long that takes, and upper bounds of its use. */
export function formatPlan(experiments: readonly Experiment[], { prices, createsRole, place }: PlanOptions): string {
  const all = boundsOfAll(experiments, createsRole)
  return [
    `${experiments.length} experiments in ${place}, one after the other:`,
    '',
    ...experiments.flatMap((each) => [
      `${each.name}: ${each.about}`,
      `  settles ${each.settles.join(', ')}`,
      `  creates ${each.creates.functions} functions and ${each.creates.queues} queues, and deletes them`,
      `  calls ${each.uses.join(', ')}`,
      `  takes at most ${minutes(each.lasts)}; ${quantities(boundsOf(each))}`,
    ]),
    '',
    `All: at most ${minutes(all.seconds)} of waiting; ${quantities(all)}${createsRole ? `; ${all.iamRequests} requests to IAM` : ''}.`,
    ...cost(all, prices),
    `Names begin with ${prefix}${createsRole ? `, the execution role's path is ${rolePath}` : ''}; everything has the tag ${tag.key}.`,
    'Each experiment deletes what it has created, also when it fails or is interrupted; `--clean` deletes what a killed run left.',
  ].join('\n')
}

function quantities({ lambdaRequests, sqsRequests, gigabyteSeconds, messages }: Quantities): string {
  return `at most ${lambdaRequests} requests to Lambda, ${sqsRequests} to SQS, ${gigabyteSeconds} GB-seconds, ${messages} messages`
}

function cost(all: Quantities, prices: Prices): readonly string[] {
  const known = priced.filter((name) => prices[name] !== undefined)
  if (known.length === 0)
    return ['No price was given: --price lambdaRequests=… sqsRequests=… gigabyteSeconds=…, of one unit each.']
  // Lambda sends each message by a request to SQS.
  const units = { ...all, sqsRequests: all.sqsRequests + all.messages }
  const sum = known.reduce((total, name) => total + units[name] * (prices[name] ?? 0), 0)
  return [`At the prices given for ${known.join(', ')}: at most ${Number(sum.toPrecision(3))}.`]
}

function minutes(seconds: number): string {
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}
