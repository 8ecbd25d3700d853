import type { CancelWake, Clock } from './clock.ts'
import { type AttemptOutcome, decideNext } from './decide-next.ts'
import { type DeliveryState, decodeState, type EventState, encodeState } from './item-state.ts'
import { outboxOf } from './outbox.ts'
import type { AttemptResult, Deliver, Invoke, InvokedReference, Resolution, Resolve } from './ports.ts'
import type { Claim, EnqueueResult, QueueStore, Settlement } from './queue-store.ts'
import type { TimelineEntry } from './timeline.ts'

export interface EngineOptions {
  readonly store: QueueStore
  readonly clock: Clock
  readonly resolve: Resolve
  readonly invoke: Invoke
  readonly deliver: Deliver
  /** Told everything that happens to every event; must not throw. */
  readonly onTimeline?: (entry: TimelineEntry) => void
  /** Told of faults of the engine's own parts (a store that fails); the engine goes on. Default: thrown as uncaught. */
  readonly onFault?: (fault: unknown) => void
  /** Told when nothing is running any more and all that is left waits for a later time. */
  readonly onIdle?: () => void
  /** Most attempts and deliveries at one time; default 1,000, Lambda's default account concurrency. */
  readonly maxInFlight?: number
  /** How long a claimed item stays hidden; longer than any run. Default 930,000: the longest function timeout and 30 s. */
  readonly leaseMs?: number
}

/** An event to accept. The caller has checked it: the payload is JSON text in UTF-8, or empty (2.3). */
export interface AsyncEvent {
  readonly requestId: string
  readonly reference: InvokedReference
  readonly payload: Uint8Array
  readonly traceHeader?: string
}

export interface Engine {
  /**
   * Queues an event; when it resolves with `accepted`, the event is as safe as the store keeps it and the 202 may be
   * given. `full` and `too-large` refuse it, and nothing of it remains.
   */
  accept(event: AsyncEvent): Promise<EnqueueResult>
  /** Whether nothing is running: what is left waits for a later time. */
  readonly idle: boolean
  /**
   * Takes no new work, aborts the signal of what runs, and resolves when all of it has ended; attempts that reject
   * because of it go back to the queue. The store stays open.
   */
  stop(): Promise<void>
}

/** How long the engine leaves a store alone that has just failed. */
const storePauseMs = 1_000

const emptyBody = new TextEncoder().encode('{}')

/**
 * Drives events from acceptance to their destinations: claims what is due, resolves, runs, lets
 * {@link decideNext} decide, settles, delivers.
 *
 * @example
 * const clock = new VirtualClock()
 * const engine = createEngine({
 *   store: createMemoryStore({ clock }), clock,
 *   resolve: ({ functionName }) => ({ functionArn: `arn:…:${functionName}:$LATEST`, config: {}, target: 'present' }),
 *   invoke: async () => ({ outcome: 'success', executedVersion: '$LATEST' }),
 *   deliver: async ({ recordText }) => console.log(recordText),
 * })
 * await engine.accept({ requestId: 'r-1', reference: { functionName: 'f' }, payload: new Uint8Array() })
 */
export function createEngine(options: EngineOptions): Engine {
  return new DrivingEngine(options)
}

class DrivingEngine implements Engine {
  readonly #options: EngineOptions
  readonly #maxInFlight: number
  readonly #leaseMs: number
  readonly #stopping = new AbortController()
  readonly #inFlight = new Set<Promise<void>>()
  #accepting = 0
  #pumping: Promise<void> | undefined
  #pumpAgain = false
  #cancelWake: CancelWake = () => {}

  constructor(options: EngineOptions) {
    this.#options = options
    this.#maxInFlight = options.maxInFlight ?? 1_000
    this.#leaseMs = options.leaseMs ?? 930_000
    this.#pump()
  }

  get idle(): boolean {
    return this.#inFlight.size === 0 && this.#accepting === 0 && this.#pumping === undefined
  }

  async accept({ requestId, reference, payload, traceHeader }: AsyncEvent): Promise<EnqueueResult> {
    if (this.#stopping.signal.aborted) throw new Error('the engine has been stopped')
    const { clock, store, resolve } = this.#options
    this.#accepting += 1
    try {
      const { functionArn } = await resolve(reference)
      const acceptedAtMs = clock.nowMs()
      const progress = { acceptedAtMs, failures: 0, backoff: 0, attempts: 0 }
      const event: EventState = {
        kind: 'event',
        reference,
        ...progress,
        ...(traceHeader !== undefined && { traceHeader }),
      }
      const body = payload.length === 0 ? emptyBody : payload
      const lane = `function:${reference.functionName}`
      const item = { id: requestId, lane, delayMs: 0, state: encodeState(event), body }
      const [result = 'full'] = await store.enqueue([item])
      if (result === 'accepted') this.#note({ type: 'accepted', requestId, functionArn, atMs: acceptedAtMs })
      return result
    } finally {
      this.#accepting -= 1
      this.#pump()
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the engine is stopping'))
    this.#cancelWake()
    await this.#pumping
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight)
  }

  /** Claims and starts what is due, now or right after the claim that is under way. */
  #pump(): void {
    this.#pumpAgain = true
    if (this.#pumping !== undefined || this.#stopping.signal.aborted) return
    this.#pumping = this.#claimUntilNothingIsDue().finally(() => {
      this.#pumping = undefined
      if (this.#pumpAgain) this.#pump()
      else if (this.idle) this.#options.onIdle?.()
    })
  }

  async #claimUntilNothingIsDue(): Promise<void> {
    const { store, clock } = this.#options
    this.#cancelWake()
    try {
      while (this.#pumpAgain && !this.#stopping.signal.aborted) {
        this.#pumpAgain = false
        const max = this.#maxInFlight - this.#inFlight.size
        // When no place is free, the end of a run pumps again.
        if (max <= 0) return
        const claims = await store.claim({ max, leaseMs: this.#leaseMs })
        for (const claim of claims) this.#start(claim)
        if (claims.length > 0) this.#pumpAgain = true
      }
      const nextMs = await store.nextDueAtMs()
      if (nextMs !== undefined && !this.#stopping.signal.aborted && this.#inFlight.size < this.#maxInFlight)
        this.#cancelWake = clock.wakeAt(nextMs, () => this.#pump())
    } catch (fault) {
      this.#fault(fault)
      if (!this.#stopping.signal.aborted)
        this.#cancelWake = clock.wakeAt(clock.nowMs() + storePauseMs, () => this.#pump())
    }
  }

  #start(claim: Claim): void {
    const work = this.#handle(claim)
      .then((settlement) => this.#options.store.settle([settlement]))
      // Unsettled, the item comes back when its lease ends: done twice rather than lost.
      .then(undefined, (fault) => this.#fault(fault))
      .then(() => {
        this.#inFlight.delete(work)
        this.#pump()
      })
    this.#inFlight.add(work)
  }

  async #handle(claim: Claim): Promise<Settlement> {
    const state = decodeState(claim.state)
    return state.kind === 'event' ? this.#attempt(claim, state) : this.#deliver(claim, state)
  }

  async #attempt({ id: requestId, token, body }: Claim, event: EventState): Promise<Settlement> {
    const { resolve, clock } = this.#options
    const resolution = await resolve(event.reference)
    const attempts = event.attempts + 1
    const result = await this.#run(requestId, event, attempts, body, resolution)
    if (result === 'handed back') return { token, to: 'release' }

    const nowMs = clock.nowMs()
    const decision = decideNext(event, result, resolution.config, nowMs)
    this.#note({ type: 'decided', requestId, decision, atMs: nowMs })
    if (decision.kind === 'requeue') {
      const state = encodeState({ ...event, ...decision.progress, attempts })
      return { token, to: 'again', delayMs: decision.delayMs, state }
    }
    const response = 'payload' in result ? result.payload : undefined
    return {
      token,
      to: 'done',
      outbox: outboxOf({ requestId, event, payload: body, resolution, decision, response, nowMs }),
    }
  }

  async #run(
    requestId: string,
    event: EventState,
    attempt: number,
    payload: Uint8Array,
    { target }: Resolution,
  ): Promise<AttemptResult | AttemptOutcome | 'handed back'> {
    if (target === 'zeroReserved') return { outcome: 'zeroReserved' }
    const { invoke, clock } = this.#options
    const { reference, traceHeader } = event
    const { signal } = this.#stopping
    this.#note({ type: 'attempt-started', requestId, attempt, atMs: clock.nowMs() })
    let result: AttemptResult
    try {
      const asked = {
        requestId,
        reference,
        payload,
        attempt,
        signal,
        ...(traceHeader !== undefined && { traceHeader }),
      }
      result = target === 'missing' ? { outcome: 'notFound' } : await invoke(asked)
    } catch (fault) {
      if (signal.aborted) return 'handed back'
      this.#fault(fault)
      result = { outcome: 'systemError', statusCode: 500 }
    }
    const { outcome } = result
    const answered = result.payload === undefined ? {} : { payload: result.payload }
    this.#note({ type: 'attempt-ended', requestId, attempt, outcome, atMs: clock.nowMs(), ...answered })
    return result
  }

  async #deliver({ token, body }: Claim, { kind: _, ...addressed }: DeliveryState): Promise<Settlement> {
    const { deliver, clock } = this.#options
    const { requestId, route, destinationArn } = addressed
    const { signal } = this.#stopping
    const recordText = new TextDecoder().decode(body)
    const to = { requestId, route, destinationArn, recordText }
    try {
      await deliver({ ...addressed, recordText, signal })
      this.#note({ type: 'delivered', ...to, atMs: clock.nowMs() })
    } catch (error) {
      if (signal.aborted) return { token, to: 'release' }
      this.#note({ type: 'delivery-failed', ...to, error, atMs: clock.nowMs() })
    }
    return { token, to: 'done' }
  }

  #note(entry: TimelineEntry): void {
    this.#options.onTimeline?.(entry)
  }

  #fault(fault: unknown): void {
    const { onFault } = this.#options
    if (onFault !== undefined) onFault(fault)
    else
      queueMicrotask(() => {
        throw fault
      })
  }
}
