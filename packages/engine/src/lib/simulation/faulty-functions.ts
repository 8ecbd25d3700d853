import { eventInvokeDefaults } from '@async-invoke/schemas/event-invoke-config'
import type { EngineOptions } from '../loop/engine-options.ts'
import type { Attempt, AttemptResult, DeadLetterDelivery, Delivery, Resolution } from '../ports.ts'
import type { Random } from '../time/seeded-random.ts'
import type { FaultyProcess } from './faulty-process.ts'
import type { FunctionPromises } from './history/promises.ts'
import { textOf } from './history/recorded.ts'

interface FunctionsWorld {
  readonly random: Random
  /** True for a store on a server. */
  readonly remote: boolean
}

const error = new TextEncoder().encode('{"errorMessage":"no"}')
const answer = new TextEncoder().encode('{"total": 129.50}')

/** Every function has a target on each side. */
const routes = new Set(['DeadLetter', 'OnSuccess', 'OnFailure'])

/** Functions of a simulation with faults: their settings, runs and destinations, shared by all processes. */
export class FaultyFunctions {
  /** True if the store keeps to limits over all processes. */
  limitsInStore = false
  readonly #world: FunctionsWorld
  readonly #engineOptions: Partial<EngineOptions>
  readonly #resolutions: readonly Resolution[]

  constructor(world: FunctionsWorld, engineOptions: Partial<EngineOptions>) {
    this.#world = world
    this.#engineOptions = engineOptions
    this.#resolutions = Array.from({ length: 1 + this.#below(4) }, (_, index) => this.#drawFunction(index))
  }

  drawName(): string {
    return `f-${this.#below(this.#resolutions.length)}`
  }

  /** Returns what the settings of a function promise. */
  promisesOf(functionName: string): FunctionPromises {
    const { functionArn, config, reservedConcurrency } = this.#resolutionOf(functionName)
    const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = { ...eventInvokeDefaults, ...config }
    const shared = this.#engineOptions.unreservedConcurrency
    const maxRuns = reservedConcurrency ?? shared
    const isReserved = reservedConcurrency !== undefined
    const slots = isReserved ? functionName : 'functions without a reservation'
    const inStore = isReserved && this.limitsInStore && this.#engineOptions.concurrency === 'wait'
    return {
      ...{ functionArn, maxRetries: MaximumRetryAttempts, maxAgeMs: MaximumEventAgeInSeconds * 1_000, routes },
      ...(maxRuns !== undefined && { limit: { slots, maxRuns, inStore } }),
    }
  }

  async resolve(process: FaultyProcess, functionName: string): Promise<Resolution> {
    if (process.happens('resolverFails')) {
      const slow = this.#world.random() < 0.5
      process.fault(slow ? 'resolver slow' : 'resolver fails')
      if (!slow) throw new Error('the resolver failed')
      await process.sleep(this.#world.random() * 30_000)
      await process.running()
    }
    return this.#resolutionOf(functionName)
  }

  async invoke(
    process: FaultyProcess,
    { requestId: id, reference, attempt, payload, signal }: Attempt,
  ): Promise<AttemptResult> {
    const { functionName } = reference
    process.note({ type: 'run-started', id, functionName, attempt, payload: textOf(payload) })
    // Some runs outlast every lease.
    const interrupted = await sleptOrAborted(process, this.#world.random() ** 4 * 300_000, signal)
    await process.running()
    if (interrupted) {
      process.note({ type: 'run-ended', id, functionName })
      throw signal.reason
    }
    const { payload: response, ...result } = this.#drawResult()
    const answer = response === undefined ? {} : { payload: textOf(response) }
    process.note({ type: 'run-ended', id, functionName, result: { ...result, ...answer } })
    return response === undefined ? result : { ...result, payload: response }
  }

  async deliver(process: FaultyProcess, delivery: Delivery | DeadLetterDelivery): Promise<void> {
    const { requestId, route, signal } = delivery
    const id = `${requestId}/${route}`
    const content =
      'recordText' in delivery
        ? { text: delivery.recordText }
        : { text: textOf(delivery.payload), attributes: JSON.stringify(delivery.attributes) }
    process.note({ type: 'delivering', id, route, ...content })
    const interrupted = await sleptOrAborted(process, this.#world.random() * 2_000, signal)
    await process.running()
    const fails = !interrupted && process.happens('sinkFails')
    if (fails) process.fault('sink fails')
    const failed = this.#engineOptions.failedDeliveries === 'keep' ? 'failed' : 'dropped'
    process.note({ type: 'delivery-ended', id, how: interrupted ? 'interrupted' : fails ? failed : 'delivered' })
    if (interrupted || fails) throw new Error(interrupted ? 'the delivery was interrupted' : 'the sink failed')
  }

  #resolutionOf(functionName: string): Resolution {
    const resolution = this.#resolutions[Number(functionName.slice(2))]
    if (resolution === undefined) throw new TypeError(`there is no function ${functionName}`)
    return resolution
  }

  #drawResult(): AttemptResult {
    const drawn = this.#world.random()
    if (drawn < 0.4) return { outcome: 'functionError', executedVersion: '$LATEST', payload: error }
    if (drawn < 0.5) return { outcome: 'throttle' }
    if (drawn < 0.55) return { outcome: 'systemError', statusCode: 502 }
    if (drawn < 0.6) return { outcome: 'notFound' }
    if (drawn < 0.62) return { outcome: 'refused', statusCode: 400, errorMessage: 'the payload cannot be read' }
    return { outcome: 'success', executedVersion: '$LATEST', ...(drawn < 0.8 && { payload: answer }) }
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
