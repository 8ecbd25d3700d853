import type { TimelineEvent } from '../observe/timeline.ts'
import type { Resolution } from '../ports.ts'
import type { Claim, ClaimAnswer, QueueStore } from '../queue/queue-store.ts'
import { type Held, LeaseKeeper } from '../store-calls/lease-keeper.ts'
import { Settlements } from '../store-calls/settlements.ts'
import type { CancelWake, Clock } from '../time/clock.ts'
import { ClaimPace } from '../time/pace.ts'
import { StoreClock } from '../time/store-clock.ts'
import { waitUntil } from '../time/wait-until.ts'
import { adapted } from './adapt-settlement.ts'
import { DrainWatch } from './drain-watch.ts'
import { type ClaimOutcome, type EngineDependencies, engineDependencies } from './engine-dependencies.ts'
import type { AcceptResult, AdmittedEvent, EngineLoop, EngineOptions, StopOptions } from './engine-options.ts'
import { Intake } from './intake.ts'
import { decodeState, defaultMaxWithoutOutcome, withoutOutcome } from './item-state.ts'
import { runDelivery } from './run-delivery.ts'
import { runEvent } from './run-event.ts'
import { runPoison } from './run-poison.ts'

/** Pause after a failed call to the store. */
const storePauseMs = 1_000
/** Maximum number of bytes in the states and bodies of one claim. */
const maxClaimBytes = 64 * 1_048_576

/**
 * Creates the loop that drives events from acceptance to their destinations: claim what is due, resolve, run, decide,
 * settle, deliver.
 *
 * @throws {@link EngineError} with code `invalid-options` if both `slots` and `unreservedConcurrency` are given
 */
export function createEngineLoop(options: EngineOptions): EngineLoop {
  return new DrivingLoop(options)
}

class DrivingLoop implements EngineLoop {
  readonly #options: EngineOptions
  readonly #store: QueueStore
  /** For ages and timestamps. */
  readonly #clock: Clock
  /** For pauses and leases: it runs evenly, where the time of a store is corrected. */
  readonly #pacer: Clock
  /** The clock, if its time is the store's. */
  readonly #storeClock: StoreClock | undefined
  readonly #maxInFlight: number
  readonly #leaseMs: number
  readonly #maxWithoutOutcome: number
  readonly #dependencies: EngineDependencies
  readonly #leases: LeaseKeeper
  readonly #intake: Intake
  readonly #settlements: Settlements
  readonly #drain: DrainWatch
  /** Until when each poison item that this engine has put back cannot be claimed and is therefore still in the queue. */
  readonly #keptPoison = new Map<string, number>()
  readonly #stopping = new AbortController()
  /** Work by item id: an item that comes back while its last attempt still runs waits for that one. */
  readonly #inFlight = new Map<string, Promise<void>>()
  #closed = false
  #pumping: Promise<void> | undefined
  #pumpAgain = false
  #cancelWake: CancelWake = () => {}
  #forgetSlots: () => void = () => {}
  #forgetWakeUps: () => void = () => {}
  readonly #claimPace: ClaimPace

  constructor(options: EngineOptions) {
    const { store, signal } = options
    this.#storeClock = store.capabilities.clock === 'server' ? new StoreClock(options.clock) : undefined
    const clock = this.#storeClock ?? options.clock
    this.#options = options
    this.#store = store
    this.#clock = clock
    this.#pacer = options.clock
    this.#maxInFlight = options.maxInFlight ?? 1_000
    this.#leaseMs = options.leaseMs ?? (store.extend === undefined ? 930_000 : 30_000)
    this.#maxWithoutOutcome = options.maxDeliveriesWithoutOutcome ?? defaultMaxWithoutOutcome
    const limitChanged = (): void => this.#pump()
    const poisonEnded = (itemId: string, keptUntilMs: number | undefined): void => {
      if (keptUntilMs === undefined) this.#keptPoison.delete(itemId)
      else this.#keptPoison.set(itemId, keptUntilMs)
    }
    this.#dependencies = engineDependencies({ ...options, clock }, { pacer: options.clock, limitChanged, poisonEnded })
    const { fault, random } = this.#dependencies
    this.#claimPace = new ClaimPace(store.capabilities.shared === true, random)
    this.#drain = new DrainWatch({
      clock: this.#pacer,
      fault,
      retryMs: storePauseMs,
      recountMs: this.#leaseMs,
      claimDue: () => this.#pump(),
      isIdle: () => this.idle,
      countLeft: () => this.#countLeft(),
    })
    this.#leases = new LeaseKeeper({ store, clock: this.#pacer, leaseMs: this.#leaseMs, fault })
    this.#settlements = new Settlements({ store, clock: this.#pacer, pauseMs: storePauseMs, fault })
    const { resolve, faults = {} } = options
    this.#intake = new Intake({ ...this.#dependencies, store, resolve, faults, onAnswered: () => this.#pump() })
    if (signal?.aborted) void this.stop()
    else signal?.addEventListener('abort', () => void this.stop(), { once: true })
    if (this.#dependencies.loads.waits && !this.#closed)
      this.#forgetSlots = this.#dependencies.loads.onFree(() => this.#pump())
    if (store.onWake !== undefined && !this.#closed) this.#forgetWakeUps = store.onWake(() => this.#woken())
    this.#pump()
  }

  get idle(): boolean {
    return this.#inFlight.size === 0 && this.#intake.accepting === 0 && this.#pumping === undefined
  }

  drained(): Promise<void> {
    return this.#drain.drained()
  }

  accept(event: AdmittedEvent, check?: (resolution: Resolution) => void): Promise<AcceptResult> {
    const storeClock = this.#storeClock
    if (storeClock === undefined || storeClock.isMeasured) return this.#intake.accept(event, check)
    // The age of an event begins with the store's time, which is not known yet.
    return storeClock.whenMeasured().then((isMeasured) => {
      if (!isMeasured && !this.#closed) return 'unavailable'
      return this.#intake.accept(event, check)
    })
  }

  async stop({ graceMs = 0 }: StopOptions = {}): Promise<void> {
    this.#closed = true
    this.#intake.close()
    this.#storeClock?.close()
    this.#cancelWake()
    this.#forgetSlots()
    this.#forgetWakeUps()
    if (graceMs > 0 && this.#inFlight.size > 0) await waitUntil(this.#pacer, this.#ended(), graceMs)
    const reason = new Error('the engine is stopping')
    this.#stopping.abort(reason)
    this.#leases.abortAll(reason)
    await this.#ended()
    // The caller may close the store once this resolves.
    await this.#intake.answered()
    await this.#drain.close()
  }

  /** Resolves once the claim in progress is answered and all work in flight has ended. */
  async #ended(): Promise<void> {
    await this.#pumping
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight.values())
  }

  /** Claims and starts due items, now or after the current claim. */
  #pump(): void {
    this.#pumpAgain = true
    // At the maximum in flight, the next one to end calls this again.
    if (this.#pumping !== undefined || this.#closed || this.#inFlight.size >= this.#maxInFlight) return
    this.#pumping = this.#claimAllDue().then(() => {
      this.#pumping = undefined
      if (this.#pumpAgain && !this.#closed) this.#pump()
      else if (this.idle) {
        this.#drain.check()
        this.#options.onIdle?.()
      }
    })
  }

  /** Notes a wake-up of the store. One that this engine's own calls have caused is left to their ends. */
  #woken(): void {
    if (this.#pumping !== undefined || (this.#intake.accepting === 0 && this.#settlements.waiting === 0)) this.#pump()
  }

  async #claimAllDue(): Promise<void> {
    this.#cancelWake()
    try {
      let answer: ClaimAnswer | undefined
      while (this.#pumpAgain && !this.#closed) {
        this.#pumpAgain = false
        const max = Math.min(this.#maxInFlight - this.#inFlight.size, this.#store.capabilities.maxBatch ?? 1_000)
        // The next one to end claims again.
        if (max <= 0) return
        // Nothing can be decided before the time is known.
        const isTimeKnown = this.#storeClock?.isMeasured ?? true
        answer = await this.#claim(isTimeKnown ? max : 0)
        if (!isTimeKnown) this.#pumpAgain = true
        for (const claim of answer.claims) this.#start(claim)
        const mayBeMore = answer.nextInMs === 0 || this.#dependencies.loads.hasSharedSlots
        if (answer.claims.length > 0 && mayBeMore) this.#pumpAgain = true
      }
      if (answer === undefined || this.#closed) return
      const pauseMs = this.#claimPace.nextMs(answer.claims.length, answer.nextInMs)
      if (pauseMs !== undefined) this.#wakeIn(pauseMs)
    } catch (fault) {
      this.#dependencies.fault(fault)
      if (!this.#closed) this.#wakeIn(storePauseMs)
    }
  }

  #claim(max: number): Promise<ClaimAnswer> {
    const budget = this.#dependencies.loads.budget()
    const { signal } = this.#stopping
    const query = {
      max,
      leaseMs: this.#leaseMs,
      maxBytes: maxClaimBytes,
      signal,
      ...(budget !== undefined && { budget }),
    }
    const ask = (): Promise<ClaimAnswer> => this.#store.claim(query)
    return this.#storeClock === undefined ? ask() : this.#storeClock.measured(ask)
  }

  /** Number of items in the store, without poison that this engine has put back. */
  async #countLeft(): Promise<number> {
    const { ready, delayed, leased } = await this.#store.stats()
    // Once it is due, another engine may take poison out: it counts again until this engine has reported it again.
    for (const [itemId, untilMs] of this.#keptPoison)
      if (untilMs <= this.#clock.nowMs()) this.#keptPoison.delete(itemId)
    return Math.max(0, ready + delayed + leased - this.#keptPoison.size)
  }

  #wakeIn(ms: number): void {
    this.#cancelWake = this.#pacer.wakeAt(this.#pacer.nowMs() + ms, () => this.#pump())
  }

  #start(claim: Claim): void {
    const ended = (): void => {
      if (this.#inFlight.get(claim.id) === work) this.#inFlight.delete(claim.id)
      this.#pump()
    }
    const work = this.#process(claim, this.#inFlight.get(claim.id)).then(ended, (fault) => {
      // An unsettled item returns when its lease ends: at least once, never lost.
      this.#dependencies.fault(fault)
      ended()
    })
    this.#inFlight.set(claim.id, work)
  }

  /** @param before - an attempt of the same item that has lost its lease and has not ended yet */
  async #process(claim: Claim, before: Promise<void> | undefined): Promise<void> {
    const load = this.#dependencies.loads.of(claim.lane)
    load.claimed += 1
    const held = this.#leases.hold(claim.token, () =>
      this.#dependencies.emitTimeline({ type: 'lease-lost', ...eventOf(claim), atMs: this.#clock.nowMs() }),
    )
    try {
      await before
      if (held.isLost) return
      // What a claim in progress brings to an engine that stops has not begun, and does not begin.
      const { settlement, onCommitted, onUnknown } = this.#closed ? released(claim) : await this.#dispatch(claim, held)
      if (held.isLost) return
      const result = await this.#settlements.settle(adapted(settlement, claim, this.#store.capabilities), held)
      if (result === 'ok') onCommitted?.()
      else if (result === 'stale') held.lose()
      else if (result === 'unknown') {
        this.#dependencies.emitTimeline({ type: 'outcome-unknown', ...eventOf(claim), atMs: this.#clock.nowMs() })
        onUnknown?.()
      }
    } finally {
      held.drop()
      load.claimed -= 1
    }
  }

  #dispatch(claim: Claim, held: Held): Promise<ClaimOutcome> {
    if (claim.damaged === true) return runPoison(this.#dependencies, claim, held.signal, 'damaged')
    const state = decodeState(claim.state)
    if (state === undefined) return runPoison(this.#dependencies, claim, held.signal, 'undecodable-state')
    if (withoutOutcome(state, claim.deliveries) > this.#maxWithoutOutcome)
      return runPoison(this.#dependencies, claim, held.signal, 'no-outcome')
    return state.kind === 'event'
      ? runEvent(this.#dependencies, claim, state, held)
      : runDelivery(this.#dependencies, claim, state, held)
  }
}

function released({ token }: Claim): ClaimOutcome {
  return { settlement: { token, to: 'release' } }
}

function eventOf({ id, state }: Claim): Pick<TimelineEvent, 'requestId' | 'acceptedAtMs'> {
  const { requestId = id, acceptedAtMs } = decodeState(state) ?? {}
  return { requestId, ...(acceptedAtMs !== undefined && { acceptedAtMs }) }
}
