import { setImmediate } from 'node:timers'
import { FunctionLoads } from '../concurrency/function-loads.ts'
import { createSlots } from '../concurrency/slots.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import { EngineError } from '../engine-error.ts'
import type { Metric } from '../observe/metrics.ts'
import type { TimelineEntry } from '../observe/timeline.ts'
import type { Deliver, DeliverDeadLetter, Invoke, Quarantine, Resolve } from '../ports.ts'
import type { Settlement } from '../queue/queue-store.ts'
import { LaneLimits } from '../store-calls/lane-limits.ts'
import type { Clock } from '../time/clock.ts'
import { type Random, seededRandom } from '../time/seeded-random.ts'
import type { EngineOptions } from './engine-options.ts'
import { delayConfiguration, failFirst } from './faults.ts'

/** Collaborators that process a claim. */
export interface EngineDependencies {
  /** For ages and timestamps. */
  readonly clock: Clock
  /** For deadlines and leases: the clock of this process, where `clock` shows the time of a store. */
  readonly pacer: Clock
  readonly resolve: Resolve
  readonly invoke: Invoke
  readonly deliver: Deliver
  readonly deliverDeadLetter: DeliverDeadLetter | undefined
  readonly quarantine: Quarantine | undefined
  readonly failedDeliveries: 'drop' | 'keep'
  readonly choices: UnsettledChoices
  readonly loads: FunctionLoads
  /** The limits in the store; `undefined` if each engine counts its own runs. */
  readonly laneLimits: LaneLimits | undefined
  readonly random: Random
  /** Called when a function's concurrency limit is known for the first time or has changed, so that more may be claimed. */
  limitChanged(): void
  /** Called when a poison item has been put back into the queue until a time, or has left it. */
  poisonEnded(itemId: string, keptUntilMs: number | undefined): void
  emitTimeline(entry: TimelineEntry): void
  /** Emits samples; `metrics` is called only if there is an observer. */
  emitMetrics(metrics: () => readonly Metric[]): void
  /** Reports a fault; the engine goes on. */
  fault(fault: unknown): void
}

/** Outcome of a claim. */
export interface ClaimOutcome {
  readonly settlement: Settlement
  /** Runs once the store has committed the settlement; never runs if the lease was lost. */
  readonly onCommitted?: () => void
  /** Runs instead if the store may have committed it, and its answer was lost. */
  readonly onUnknown?: () => void
}

/**
 * Creates the collaborators from the options, with injected faults.
 *
 * @throws {@link EngineError} with code `invalid-options` if both `slots` and `unreservedConcurrency` are given
 */
export function engineDependencies(
  options: EngineOptions,
  { pacer, limitChanged, poisonEnded }: Pick<EngineDependencies, 'pacer' | 'limitChanged' | 'poisonEnded'>,
): EngineDependencies {
  const { clock, store, faults = {}, onTimeline, onMetric } = options
  const fault = (fault: unknown): void => {
    if (options.onFault !== undefined) options.onFault(fault)
    else
      setImmediate(() => {
        throw fault
      })
  }
  const notify = <Event>(observer: ((event: Event) => void) | undefined, event: Event): void => {
    try {
      observer?.(event)
    } catch (thrown) {
      fault(thrown)
    }
  }
  // A throttle is an attempt, which needs a claim: with `as-lambda`, each engine counts its own runs.
  const hasLimits = store.capabilities.laneLimits === 'fleet' && store.setLaneLimits !== undefined
  const limitsInStore = hasLimits && options.concurrency === 'wait'
  return {
    clock,
    pacer,
    resolve: delayConfiguration(options.resolve, clock, faults),
    invoke: failFirst(options.invoke, faults),
    deliver: options.deliver,
    deliverDeadLetter: options.deliverDeadLetter,
    quarantine: options.quarantine,
    failedDeliveries: options.failedDeliveries ?? 'drop',
    choices: options.unsettled ?? {},
    loads: functionLoads(options, limitsInStore),
    laneLimits: limitsInStore ? new LaneLimits(store) : undefined,
    random: seededRandom(options.seed ?? clock.nowMs()),
    limitChanged,
    poisonEnded,
    emitTimeline: (entry) => notify(onTimeline, entry),
    emitMetrics(metrics) {
      if (onMetric !== undefined) for (const metric of metrics()) notify(onMetric, metric)
    },
    fault,
  }
}

function functionLoads(
  { concurrency = 'as-lambda', backpressure = 'off', ...options }: EngineOptions,
  limitsInStore: boolean,
): FunctionLoads {
  const { slots, unreservedConcurrency, serves } = options
  if (slots !== undefined && unreservedConcurrency !== undefined)
    throw new EngineError(
      'invalid-options',
      'unreservedConcurrency has no effect beside slots, which have their own limit',
    )
  const counted = slots ?? createSlots(() => unreservedConcurrency ?? Number.POSITIVE_INFINITY)
  return new FunctionLoads({ concurrency, slots: counted, backpressure, limitsInStore, serves })
}

/** Back-off after a fault of a port: 1 s, doubling up to 300 s, as after throttles. */
export function faultDelayMs(failuresBefore: number): number {
  return Math.min(300_000, 1_000 * 2 ** failuresBefore)
}
