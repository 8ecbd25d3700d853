import type { Attempt, AttemptResult, Faults } from '@async-invoke/engine'

/**
 * Faults to inject, to test that functions and consumers tolerate them. All are off by default, and each can be changed
 * while the runtime runs.
 */
export interface RuntimeFaults {
  /**
   * Probability that an event is queued twice and therefore runs twice. From 0 to 1.
   *
   * @defaultValue `0`
   */
  readonly duplicateDelivery?: number
  /**
   * Probability that an event is acknowledged and never runs. From 0 to 1.
   *
   * @defaultValue `0`
   */
  readonly lostEvent?: number
  /**
   * Number of attempts of every event, from the first, that are throttled. From 0 to 100.
   *
   * @defaultValue `0`
   */
  readonly throttles?: number
  /**
   * Number of attempts after these that are system errors with status code 500. From 0 to 100.
   *
   * @defaultValue `0`
   */
  readonly systemErrors?: number
  /**
   * Probability that the delivery of a record or dead letter fails. From 0 to 1.
   *
   * @defaultValue `0`
   */
  readonly failedDelivery?: number
}

/** The faults, and the delay of settings, as they are now. */
export type FaultSettings = Required<RuntimeFaults> & { readonly settingsDelayMs: number }

const none: Required<RuntimeFaults> = {
  duplicateDelivery: 0,
  lostEvent: 0,
  throttles: 0,
  systemErrors: 0,
  failedDelivery: 0,
}

/** The faults that a runtime injects, which people switch while it runs. */
export class FaultSwitches {
  #now: FaultSettings
  /** The same object for the life of the engine, which reads its members for every event. */
  readonly ofEngine: { -readonly [Name in 'duplicateDelivery' | 'lostEvent']: NonNullable<Faults[Name]> }
  readonly #random: () => number

  constructor(faults: RuntimeFaults, settingsDelayMs: number, random: () => number) {
    this.#now = { ...none, ...faults, settingsDelayMs }
    const { duplicateDelivery, lostEvent } = this.#now
    this.ofEngine = { duplicateDelivery, lostEvent }
    this.#random = random
  }

  get now(): FaultSettings {
    return this.#now
  }

  /** Changes the faults that are named; the others stay. */
  set(faults: Partial<FaultSettings>): void {
    this.#now = { ...this.#now, ...faults }
    const { duplicateDelivery, lostEvent } = this.#now
    Object.assign(this.ofEngine, { duplicateDelivery, lostEvent })
  }

  /** The result to inject in the place of an attempt; `undefined` if the function runs. */
  resultOf({ attempt }: Pick<Attempt, 'attempt'>): AttemptResult | undefined {
    const { throttles, systemErrors } = this.#now
    if (attempt <= throttles) return { outcome: 'throttle' }
    return attempt <= throttles + systemErrors ? { outcome: 'systemError', statusCode: 500 } : undefined
  }

  /** @throws an Error if this delivery is one of those that fail */
  failDelivery(): void {
    const { failedDelivery } = this.#now
    if (failedDelivery > 0 && this.#random() < failedDelivery) throw new Error('injected by faults.failedDelivery')
  }
}
