import { readTarget, type TargetUse, targets } from '@async-invoke/schemas/target'
import type { FunctionRun, RunResult } from '../run/run-once.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { VariantSetup } from '../scenario/variants.ts'
import { type Priced, type Prices, pricedNames } from './prices.ts'

/** Records or dead letters of a function to one target. */
export interface Messages {
  readonly functionName: string
  readonly side: TargetUse
  readonly target: string
  readonly count: number
}

/** What a run used of everything that can have a price; `gbSeconds` is `undefined` where a function has no memory. */
export type Quantities = Readonly<Record<Exclude<Priced, 'gbSeconds'>, number>> & { readonly gbSeconds?: number }

/**
 * Lists what a run sent where. Each failure, expiry and reserved concurrency 0 included, sends a record and a dead letter, whichever
 * are set up (DLQ-6, DLQ-7).
 */
export function messagesOf(scenario: Scenario, variant: VariantSetup, { functions }: RunResult): readonly Messages[] {
  return Object.keys(scenario.functions).flatMap((functionName, index) => {
    const { config = {}, deadLetterTargetArn } = variant.functions[index] ?? {}
    const outcomes = functions[index]?.outcomes
    const succeeded = outcomes?.Success ?? 0
    const failed = outcomes === undefined ? 0 : droppedOf(outcomes)
    const to = (side: TargetUse, target: string | undefined, count: number): readonly Messages[] =>
      target === undefined ? [] : [{ functionName, side, target, count }]
    return [
      ...to('OnSuccess', config.OnSuccess, succeeded),
      ...to('OnFailure', config.OnFailure, failed),
      ...to('DeadLetter', deadLetterTargetArn, failed),
    ]
  })
}

/** Counts what a run used: events, runs, GB-seconds and one call for each message (DST-1 to DST-6, DLQ-1). */
export function quantitiesOf(scenario: Scenario, run: RunResult, messages: readonly Messages[]): Quantities {
  const counts: Record<Exclude<Priced, 'gbSeconds'>, number> = {
    events: run.numbers.events,
    runs: run.numbers.runs,
    'sqs:SendMessage': 0,
    'sns:Publish': 0,
    'lambda:InvokeFunction': 0,
    'events:PutEvents': 0,
    's3:PutObject': 0,
  }
  for (const { target, count } of messages) {
    const read = readTarget(target)
    const action = 'kind' in read && read.kind !== undefined ? targets[read.kind].sendAction : undefined
    if (isCounted(action)) counts[action] += count
  }
  const memories = Object.values(scenario.functions).map(({ memoryMegabytes }) => memoryMegabytes)
  if (memories.includes(undefined)) return counts
  const gbSeconds = run.functions.reduce(
    (sum, { runMs }, index) => sum + (runMs / 1_000) * ((memories[index] ?? 0) / 1_024),
    0,
  )
  return { ...counts, gbSeconds }
}

/** The amount for each unit that has a price. */
export function amountsOf(quantities: Quantities, { prices }: Prices): Readonly<Partial<Record<Priced, number>>> {
  return Object.fromEntries(
    pricedNames.flatMap((name) => {
      const price = prices[name]
      return price === undefined ? [] : [[name, ((quantities[name] ?? 0) / price.per) * price.amount]]
    }),
  )
}

function isCounted(action: string | undefined): action is Exclude<Priced, 'gbSeconds'> {
  return pricedNames.some((name) => name === action && name !== 'gbSeconds')
}

/** Events that ended without success. */
export function droppedOf(outcomes: FunctionRun['outcomes']): number {
  return outcomes.RetriesExhausted + outcomes.EventAgeExceeded + outcomes.ZeroReservedConcurrency
}
