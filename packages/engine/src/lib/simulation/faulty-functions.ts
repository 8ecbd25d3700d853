import { eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import type { EngineOptions } from '../loop/engine-options.ts'
import type { Attempt, AttemptResult, DeadLetterDelivery, Delivery, Resolution } from '../ports.ts'
import type { VirtualClock } from '../time/clock.ts'
import type { Random } from '../time/seeded-random.ts'
import { type CheckedStore, maxClockErrorMs } from './checked-store.ts'
import type { FaultyProcess } from './faulty-process.ts'
import type { History } from './history.ts'

interface FunctionsWorld {
  readonly clock: VirtualClock
  readonly random: Random
  readonly history: History
  readonly store: CheckedStore
  /** True for a store on a server, whose time is known within a call. */
  readonly remote: boolean
}

/** Functions of a simulation with faults: their settings, runs and destinations, shared by all processes. */
export class FaultyFunctions {
  readonly #world: FunctionsWorld
  readonly #engineOptions: Partial<EngineOptions>
  readonly #resolutions: readonly Resolution[]
  /** Number of current runs by process and function; functions without a reservation count together. */
  readonly #running = new Map<string, number>()

  constructor(world: FunctionsWorld, engineOptions: Partial<EngineOptions>) {
    this.#world = world
    this.#engineOptions = engineOptions
    this.#resolutions = Array.from({ length: 1 + this.#below(4) }, (_, index) => this.#drawFunction(index))
  }

  drawName(): string {
    return `f-${this.#below(this.#resolutions.length)}`
  }

  async resolve(process: FaultyProcess, functionName: string): Promise<Resolution> {
    if (process.happens('resolverFails')) {
      const slow = this.#world.random() < 0.5
      this.#world.history.fault(process.name, slow ? 'resolver slow' : 'resolver fails')
      if (!slow) throw new Error('the resolver failed')
      await process.sleep(this.#world.random() * 30_000)
      await process.running()
    }
    return this.#resolutionOf(functionName)
  }

  async invoke(process: FaultyProcess, { requestId, reference, signal }: Attempt): Promise<AttemptResult> {
    const { clock, random, history, store } = this.#world
    const { config, reservedConcurrency } = this.#resolutionOf(reference.functionName)
    const item = store.items.get(requestId)
    const ageMs = clock.nowMs() - (item?.acceptedAtMs ?? 0)
    const maxAgeMs = (config.MaximumEventAgeInSeconds ?? eventInvokeDefaults.MaximumEventAgeInSeconds) * 1_000
    if (ageMs >= maxAgeMs + (this.#world.remote ? 2 * maxClockErrorMs : 0))
      history.violation(`${requestId} was attempted at an age of ${ageMs} ms`)
    const { unreservedConcurrency = Number.POSITIVE_INFINITY } = this.#engineOptions
    const shared = reservedConcurrency === undefined ? 'functions without a reservation' : reference.functionName
    const slots = `${process.name} ${shared}`
    const now = (this.#running.get(slots) ?? 0) + 1
    this.#running.set(slots, now)
    if (now > (reservedConcurrency ?? unreservedConcurrency))
      history.violation(`${shared} ran ${now} times at once in ${process.name}`)
    history.note(process.name, `run ${requestId}`)
    process.work.started(requestId)
    // Some runs outlast every lease.
    const interrupted = await sleptOrAborted(process, random() ** 4 * 300_000, signal)
    await process.running()
    this.#running.set(slots, (this.#running.get(slots) ?? 1) - 1)
    process.work.ended(requestId, interrupted ? 'interrupted' : 'ended')
    if (interrupted) throw signal.reason
    const result = this.#drawResult()
    if (result.outcome === 'success' && item !== undefined) item.succeeded = true
    return result
  }

  async deliver(process: FaultyProcess, delivery: Delivery | DeadLetterDelivery): Promise<void> {
    const { random, history, store } = this.#world
    const { requestId, route, signal } = delivery
    const id = `${requestId}/${route}`
    process.work.started(id)
    const interrupted = await sleptOrAborted(process, random() * 2_000, signal)
    await process.running()
    const fails = !interrupted && process.happens('sinkFails')
    if (fails) history.fault(process.name, 'sink fails')
    // The engine cannot distinguish a sink that fails at a stop from one that the stop interrupted: either is an outcome.
    if (!fails) process.work.ended(id, interrupted ? 'interrupted' : 'ended')
    const item = store.items.get(id)
    const hasOutcome = fails ? this.#engineOptions.failedDeliveries !== 'keep' : !interrupted
    if (item !== undefined && hasOutcome) item.hasOutcome = true
    if (interrupted || fails) throw new Error(interrupted ? 'the delivery was interrupted' : 'the sink failed')
  }

  #resolutionOf(functionName: string): Resolution {
    const resolution = this.#resolutions[Number(functionName.slice(2))]
    if (resolution === undefined) throw new TypeError(`there is no function ${functionName}`)
    return resolution
  }

  #drawResult(): AttemptResult {
    const drawn = this.#world.random()
    const payload = new TextEncoder().encode('{"errorMessage":"no"}')
    if (drawn < 0.4) return { outcome: 'functionError', executedVersion: '$LATEST', payload }
    if (drawn < 0.5) return { outcome: 'throttle' }
    if (drawn < 0.55) return { outcome: 'systemError', statusCode: 502 }
    if (drawn < 0.6) return { outcome: 'notFound' }
    return { outcome: 'success', executedVersion: '$LATEST' }
  }

  #drawFunction(index: number): Resolution {
    const arn = (service: string, name: string): string => `arn:aws:${service}:us-east-1:123456789012:${name}`
    return {
      functionArn: arn('lambda', `function:f-${index}:$LATEST`),
      target: 'present',
      deadLetterTargetArn: arn('sqs', `dead-${index}`),
      config: {
        MaximumRetryAttempts: this.#below(3),
        MaximumEventAgeInSeconds: [60, 120, 600, 3_600, 21_600][this.#below(this.#world.remote ? 3 : 5)] ?? 60,
        OnSuccess: arn('sqs', 'successes'),
        OnFailure: arn('sqs', 'failures'),
      },
      ...(this.#below(2) === 0 && { reservedConcurrency: 1 + this.#below(3) }),
    }
  }

  #below(limit: number): number {
    return Math.floor(this.#world.random() * limit)
  }
}

/** Waits `ms`, or until the engine stops. Resolves with true if it stopped first. */
function sleptOrAborted(process: FaultyProcess, ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(true)
    signal.addEventListener('abort', () => resolve(true), { once: true })
    void process.sleep(ms).then(() => resolve(false))
  })
}
