import { describe, expect, it, vi } from 'vitest'
import { driven, settled } from '../../test/drive.ts'
import {
  bytes,
  deadLetters,
  error,
  failures,
  functionArn,
  startMs,
  success,
  successes,
  world,
} from '../../test/engine-world.ts'
import { VirtualClock } from './clock.ts'
import { createMemoryStore } from './memory-store.ts'
import type { Attempt, AttemptResult, PoisonItem, Resolution } from './ports.ts'
import type { Claim } from './queue-store.ts'
import { PoisonItemFault } from './run-poison.ts'

const sleeping = (clock: VirtualClock, ms: number, result: AttemptResult = success) =>
  new Promise<AttemptResult>((resolve) => {
    clock.wakeAt(clock.nowMs() + ms, () => resolve(result))
  })
/** The clock of an engine that does no more by itself, as after a crash. */
const unwoken = (clock: VirtualClock) => ({ nowMs: () => clock.nowMs(), wakeAt: () => () => {} })
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
/** Moves the clock on from wake-up to wake-up, also while something runs. */
async function playedTo(clock: VirtualClock, endMs: number): Promise<void> {
  for (;;) {
    await turn()
    const nextMs = clock.nextWakeAtMs()
    if (nextMs === undefined || nextMs > endMs) return clock.advanceToMs(endMs)
    clock.advanceToMs(nextMs)
  }
}

describe('dead letters and destinations are independent (DLQ-6)', () => {
  const both = {
    resolution: { deadLetterTargetArn: deadLetters, config: { MaximumRetryAttempts: 0, OnFailure: failures } },
  }

  it('sends the event itself with its attributes, and the record (DLQ-1, DLQ-2)', async () => {
    const { deadLettered, delivered, timeline, accept, run } = world({ ...both, invoke: async () => error })
    await accept('r-1', '{"orderId": "A-1002"}\n', 'f', 'Root=1-5f')
    await run()
    expect(deadLettered).toMatchObject([
      {
        route: 'DeadLetter',
        destinationArn: deadLetters,
        condition: 'RetriesExhausted',
        traceHeader: 'Root=1-5f',
        attributes: { RequestID: 'r-1', ErrorCode: 200, ErrorMessage: 'no' },
      },
    ])
    expect(deadLettered[0]?.body).toEqual(bytes('{"orderId": "A-1002"}\n'))
    expect(delivered).toMatchObject([{ route: 'OnFailure', traceHeader: 'Root=1-5f' }])
    expect(timeline.slice(-2).map(({ type }) => type)).toEqual(['dead-letter-delivered', 'delivered'])
  })

  it('one that fails does not keep the other from being sent', async () => {
    const broken = () => Promise.reject(new Error('no such queue'))
    const first = world({ ...both, invoke: async () => error, deliverDeadLetter: broken })
    await first.accept()
    await first.run()
    expect(first.delivered).toHaveLength(1)
    expect(first.timeline).toContainEqual(expect.objectContaining({ type: 'dead-letter-failed' }))
    const second = world({ ...both, invoke: async () => error, deliver: broken })
    await second.accept()
    await second.run()
    expect(second.deadLettered).toHaveLength(1)
  })

  it('a success involves no dead-letter target', async () => {
    const { deadLettered, delivered, accept, run } = world({
      resolution: { deadLetterTargetArn: deadLetters, config: { OnSuccess: successes } },
    })
    await accept()
    await run()
    expect([deadLettered.length, delivered.length]).toEqual([0, 1])
  })

  it('a dead-letter target without anybody to send there is a failed delivery', async () => {
    const { timeline, metrics, accept, run } = world({
      resolution: { target: 'missing', deadLetterTargetArn: deadLetters, config: { MaximumRetryAttempts: 0 } },
      ...{ deliverDeadLetter: undefined },
    } as never)
    await accept()
    await run()
    expect(timeline.at(-1)).toMatchObject({ type: 'dead-letter-failed', attributes: { ErrorCode: 404 } })
    expect(metrics.at(-1)).toMatchObject({ name: 'DeadLetterErrors', value: 1, dimensions: { Resource: 'f' } })
  })

  it('keeps a failed delivery where asked, until it gets through', async () => {
    let refusals = 3
    const { timeline, accept, run } = world({
      failedDeliveries: 'keep',
      deliver: async () => {
        if (refusals-- > 0) throw new Error('busy')
      },
    })
    await accept()
    await run()
    const deliveries = timeline.filter(({ type }) => type.startsWith('deliver'))
    expect(deliveries.map(({ type, atMs }) => [type, (atMs - startMs) / 1_000])).toEqual([
      ['delivery-failed', 0],
      ['delivery-failed', 1],
      ['delivery-failed', 3],
      ['delivered', 7],
    ])
  })

  it('a crash between answer and acknowledgement repeats the delivery and not the run', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const invoke = vi.fn(async () => success)
    const hung = world({ clock: unwoken(clock), store, invoke, leaseMs: 1_000, deliver: () => new Promise(() => {}) })
    await hung.accept()
    await turn()
    await turn()
    expect(invoke).toHaveBeenCalledTimes(1)
    // The first engine is never heard of again.
    clock.advanceMs(1_000)
    const other = world({ clock, store, invoke })
    await settled(other.engine)
    expect(invoke).toHaveBeenCalledTimes(1)
    expect(other.delivered).toHaveLength(1)
  })
})

describe('every attempt resolves anew (DSP-2)', () => {
  const versions = [
    { version: '7', weight: 1, deadLetterTargetArn: `${deadLetters}-7` },
    { version: '8', weight: 1, deadLetterTargetArn: `${deadLetters}-8` },
  ]
  const drawn = async (unsettled: object, seed: number) => {
    const seen: (string | undefined)[] = []
    const { deadLettered, accept, run } = world({
      seed,
      unsettled,
      resolution: { weightedVersions: versions, config: {} },
      invoke: async ({ version }: Attempt) => {
        seen.push(version)
        return error
      },
    })
    await accept()
    await run()
    return { seen, target: deadLettered[0]?.destinationArn }
  }

  it('draws the version behind a weighted alias for each attempt; its dead-letter target is the last one (DSP-5, DSP-7)', async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, (_, seed) => drawn({}, seed)))
    for (const { seen, target } of runs) expect(target).toBe(`${deadLetters}-${seen.at(-1)}`)
    expect(new Set(runs.map(({ seen }) => seen.join('')))).toContain('778')
    expect(runs.flatMap(({ seen }) => seen).filter((version) => version === '7').length).toBeGreaterThan(15)
  })

  it('draws it once where asked (U-08)', async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, (_, seed) => drawn({ weightedAlias: 'once' }, seed)))
    expect(new Set(runs.map(({ seen }) => seen.join('')))).toEqual(new Set(['777', '888']))
  })

  it('reads the configuration and the dead-letter target at the attempt, not at acceptance (DSP-8)', async () => {
    const answers: Partial<Resolution>[] = [
      { config: { MaximumRetryAttempts: 2 } },
      { config: { MaximumRetryAttempts: 2 } },
      { config: { MaximumRetryAttempts: 1, OnFailure: failures }, deadLetterTargetArn: deadLetters },
    ]
    const { deadLettered, delivered, accept, run, attemptsAt } = world({
      resolve: () => ({ functionArn, config: {}, target: 'present', ...answers.shift() }),
      invoke: async () => error,
    })
    await accept()
    await run()
    expect(attemptsAt()).toEqual([0, 60])
    expect([deadLettered.length, delivered.length]).toEqual([1, 1])
  })

  it('waits and reports when the reference cannot be resolved, and drops nothing', async () => {
    const broken = new Error('the registry is away')
    let failing = 3
    const { faults, delivered, accept, run, attemptsAt } = world({
      resolve: () => {
        if (failing-- <= 3 && failing >= 0 && failing < 2) throw broken
        return { functionArn, config: { OnSuccess: successes }, target: 'present' }
      },
    })
    await accept()
    await run()
    expect(faults).toEqual([broken, broken])
    expect(attemptsAt()).toEqual([3])
    expect(delivered).toHaveLength(1)
  })

  it('discards at zero reserved concurrency, without an attempt and its metrics (4.2.2, TRM-2)', async () => {
    const { metrics, deadLettered, accept, run, attemptsAt } = world({
      resolution: { reservedConcurrency: 0, deadLetterTargetArn: deadLetters },
    })
    await accept()
    await run()
    expect(attemptsAt()).toEqual([])
    expect(deadLettered[0]?.attributes).toEqual({
      RequestID: 'r-1',
      ErrorMessage: 'Function not invoked. Function isconfigured with zero reserved concurrent executions',
    })
    expect(metrics.map(({ name, value }) => [name, value])).toEqual([
      ['AsyncEventsReceived', 1],
      ['AsyncEventsDropped', 1],
    ])
  })
})

describe('an event that grew too old in the queue (RTY-12)', () => {
  it('ends without an attempt, as if it had never been one (U-09)', async () => {
    const clock = new VirtualClock(startMs)
    const { delivered, deadLettered, accept, attemptsAt } = world({
      clock,
      maxInFlight: 1,
      resolution: { config: { MaximumEventAgeInSeconds: 60, OnFailure: failures }, deadLetterTargetArn: deadLetters },
      invoke: () => sleeping(clock, 60_000),
    })
    await accept('r-1')
    await accept('r-2')
    await playedTo(clock, startMs + 120_000)
    expect(attemptsAt()).toEqual([0])
    expect(JSON.parse(delivered[0]?.recordText ?? '')).toMatchObject({
      requestContext: { requestId: 'r-2', condition: 'EventAgeExceeded', approximateInvokeCount: 0 },
    })
    expect(delivered[0]?.recordText).not.toContain('responseContext')
    expect(deadLettered[0]?.attributes).not.toHaveProperty('ErrorCode')
  })
})

describe('concurrency at its limit', () => {
  const busy = (concurrency: 'as-lambda' | 'wait', reserved: Partial<Resolution>, options = {}) => {
    const clock = new VirtualClock(startMs)
    let running = 0
    let most = 0
    const made = world({
      clock,
      concurrency,
      resolution: { config: { OnFailure: failures }, ...reserved },
      invoke: async () => {
        most = Math.max(most, ++running)
        await sleeping(clock, 500)
        running -= 1
        return success
      },
      ...options,
    })
    return { ...made, clock, most: () => most }
  }

  it('as-lambda: the attempt is a throttle, with its back-off and its metrics (RTY-2, section 13)', async () => {
    const { clock, accept, attemptsAt, timeline, metrics, most } = busy('as-lambda', { reservedConcurrency: 1 })
    await Promise.all([accept('r-1'), accept('r-2')])
    await playedTo(clock, startMs + 10_000)
    expect(attemptsAt()).toEqual([0, 0, 1])
    const ended = timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))
    expect(ended).toEqual(['throttle', 'success', 'success'])
    expect(metrics.filter(({ name }) => name === 'Throttles').map(({ value }) => value)).toEqual([1, 0, 0])
    expect(most()).toBe(1)
  })

  it('wait: the event starts when a place is free, and is never throttled', async () => {
    const { clock, accept, attemptsAt, metrics, most } = busy('wait', { reservedConcurrency: 2 })
    await Promise.all(['1', '2', '3', '4', '5'].map((id) => accept(id)))
    await playedTo(clock, startMs + 10_000)
    expect(attemptsAt()).toEqual([0, 0, 0.5, 0.5, 1])
    expect(metrics.filter(({ name, value }) => name === 'Throttles' && value > 0)).toEqual([])
    expect(most()).toBe(2)
  })

  it.each(['as-lambda', 'wait'] as const)('%s: functions without a reservation share the pool', async (mode) => {
    const { clock, accept, most, timeline } = busy(mode, {}, { unreservedConcurrency: 3 })
    await Promise.all(Array.from({ length: 12 }, (_, n) => accept(`r-${n}`, '1', `f-${n % 4}`)))
    await playedTo(clock, startMs + 60_000)
    expect(most()).toBe(3)
    expect(timeline.filter((entry) => entry.type === 'decided' && entry.decision.kind === 'terminal')).toHaveLength(12)
  })

  it('wait: looks at nothing while no place is free', async () => {
    const { clock, accept, store } = busy('wait', { reservedConcurrency: 1 })
    await Promise.all(['1', '2', '3'].map((id) => accept(id)))
    await turn()
    const claim = vi.spyOn(store, 'claim')
    await playedTo(clock, startMs + 499)
    expect(claim).not.toHaveBeenCalled()
  })

  it('wait: a limit that was raised from 0 is seen', async () => {
    let reservedConcurrency = 1
    const { clock, accept, attemptsAt } = busy('wait', {}, {
      resolve: () => ({ functionArn, config: {}, target: 'present', reservedConcurrency }),
    } as never)
    await accept('1')
    await playedTo(clock, startMs + 1_000)
    reservedConcurrency = 0
    await accept('2')
    await playedTo(clock, startMs + 2_000)
    reservedConcurrency = 1
    await accept('3')
    await playedTo(clock, startMs + 3_000)
    expect(attemptsAt()).toEqual([0, 2])
  })
})

describe('adaptive back-pressure (RTY-10)', () => {
  const storm = async (backpressure: 'off' | 'adaptive') => {
    const clock = new VirtualClock(startMs)
    const config = { MaximumEventAgeInSeconds: 600, OnFailure: failures, OnSuccess: successes }
    const { accept, timeline, delivered } = world({
      clock,
      backpressure,
      resolution: { reservedConcurrency: 3, config },
      invoke: () => sleeping(clock, 500),
    })
    await Promise.all(Array.from({ length: 200 }, (_, n) => accept(`r-${n}`)))
    await playedTo(clock, startMs + 1_200_000)
    const outcomes = timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))
    const started = timeline.filter(({ type }) => type === 'attempt-started')
    expect(Math.max(...started.map(({ atMs }) => atMs))).toBeLessThan(startMs + 600_000)
    expect(delivered).toHaveLength(200)
    const by = timeline.flatMap((entry) => (entry.type === 'decided' ? [...entry.decision.rules] : []))
    return { throttles: outcomes.filter((outcome) => outcome === 'throttle').length, stretched: by.includes('RTY-10') }
  }

  it('throttles less, stretches the waits, and keeps to the age', async () => {
    const off = await storm('off')
    const adaptive = await storm('adaptive')
    expect([off.stretched, adaptive.stretched]).toEqual([false, true])
    expect(adaptive.throttles).toBeLessThan(off.throttles)
  })
})

describe('one function that floods', () => {
  const waits = async (flood: number, concurrency: 'as-lambda' | 'wait', options = {}) => {
    const clock = new VirtualClock(startMs)
    const { accept, timeline } = world({
      clock,
      concurrency,
      maxInFlight: 20,
      resolution: { config: {} },
      invoke: () => sleeping(clock, 100),
      ...options,
    })
    await Promise.all(Array.from({ length: flood }, (_, n) => accept(`noisy-${n}`, '1', 'noisy')))
    await Promise.all(Array.from({ length: 100 }, (_, n) => accept(`quiet-${n}`, '1', `quiet-${n}`)))
    await playedTo(clock, startMs + 5_000)
    const quiet = timeline.filter(({ type, requestId }) => type === 'attempt-started' && requestId.startsWith('quiet'))
    expect(quiet).toHaveLength(100)
    return Math.max(...quiet.map(({ atMs }) => atMs - startMs))
  }

  it.each([
    ['as-lambda', {}],
    ['wait', {}],
    ['wait', { unreservedConcurrency: 20 }],
  ] as const)('%s keeps the others waiting no longer the more it sends: %j', async (mode, options) => {
    const few = await waits(100, mode, options)
    expect(await waits(3_000, mode, options)).toBeLessThanOrEqual(few + 200)
    expect(few).toBeLessThanOrEqual(1_200)
  })
})

describe('loops (REC-L1, REC-L2)', () => {
  const header = 'Root=1-5f;Lineage=16:0a1b2c3d:15'

  it('stops the seventeenth run of a chain, and by default says nothing elsewhere (U-01)', async () => {
    const invoke = vi.fn(async () => success)
    const { timeline, metrics, delivered, accept, run } = world({
      invoke,
      resolution: { recursiveLoop: 'Terminate', deadLetterTargetArn: deadLetters },
    })
    await accept('r-1', '1', 'f', header)
    await run()
    expect(invoke).not.toHaveBeenCalled()
    expect(timeline.at(-1)).toMatchObject({ type: 'decided', decision: { rules: ['REC-L1', 'U-01'] } })
    expect(metrics.map(({ name }) => name)).toContain('RecursiveInvocationsDropped')
    expect(delivered).toEqual([])
  })

  it('writes the unverified record where asked', async () => {
    const { delivered, deadLettered, accept, run } = world({
      unsettled: { loopRecord: 'unverified' },
      resolution: { recursiveLoop: 'Terminate', deadLetterTargetArn: deadLetters },
    })
    await accept('r-1', '1', 'f', header)
    await run()
    expect(JSON.parse(delivered[0]?.recordText ?? '').requestContext.condition).toBe('RecursiveInvocation')
    expect(deadLettered[0]?.attributes.ErrorCode).toBe(400)
  })

  it.each([
    ['Allow', /^Root=1-5f;Lineage=17:[0-9a-f]{8}:16$/],
    ['Off', /^Root=1-5f;Lineage=16:0a1b2c3d:15$/],
  ] as const)('%s runs it, and its destination gets the chain', async (recursiveLoop, seen) => {
    const headers: (string | undefined)[] = []
    const { delivered, accept, run } = world({
      resolution: { recursiveLoop },
      invoke: async ({ traceHeader }: Attempt) => {
        headers.push(traceHeader)
        return success
      },
    })
    await accept('r-1', '1', 'f', header)
    await run()
    expect(headers[0]).toMatch(seen)
    expect(delivered[0]?.traceHeader).toMatch(seen)
  })

  it('starts a chain at an event that comes from outside', async () => {
    const { delivered, accept, run } = world({ resolution: { recursiveLoop: 'Terminate' } })
    await accept()
    await run()
    expect(delivered[0]?.traceHeader).toMatch(/^Lineage=1:[0-9a-f]{8}:0$/)
  })
})

describe('poison items are routed with their bytes, never dropped and never run in a loop', () => {
  const state = new Uint8Array([0xff, 1])
  const enqueuePoison = async (options: Parameters<typeof world>[0]) => {
    const made = world(options)
    await made.store.enqueue([{ id: 'p-1', lane: 'function:f', delayMs: 0, state, body: bytes('body') }])
    await made.accept('r-1')
    await settled(made.engine)
    return made
  }

  it('hands state that it cannot read to the quarantine', async () => {
    const items: PoisonItem[] = []
    const { store, timeline } = await enqueuePoison({
      resolution: { config: {} },
      quarantine: async (item) => {
        items.push(item)
      },
    })
    expect(items).toMatchObject([
      { id: 'p-1', lane: 'function:f', reason: 'undecodable-state', state, body: bytes('body') },
    ])
    expect(timeline).toContainEqual(expect.objectContaining({ type: 'quarantined', requestId: 'p-1', kept: false }))
    expect(await store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
  })

  it('keeps it in the queue, and reports it once an hour, where there is no quarantine', async () => {
    const { store, faults, clock, engine } = await enqueuePoison({ resolution: { config: {} } })
    expect(await store.stats()).toMatchObject({ delayed: 1 })
    clock.advanceMs(3_600_000)
    await settled(engine)
    expect(faults).toEqual([expect.any(PoisonItemFault), expect.any(PoisonItemFault)])
    await engine.stop()
    clock.advanceMs(3_600_000)
    const [claim] = await store.claim({ max: 1, leaseMs: 1_000 })
    expect([claim?.state, claim?.body]).toEqual([state, bytes('body')])
  })

  it('takes an event that was handed out again and again without an outcome for poison', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    // Engines that die with the event in their hands.
    const dying = world({ clock: unwoken(clock), store, invoke: () => new Promise(() => {}), leaseMs: 1_000 })
    await dying.accept()
    await turn()
    for (let crash = 1; crash < 4; crash += 1) {
      clock.advanceMs(1_000)
      await store.claim({ max: 1, leaseMs: 1_000 })
    }
    clock.advanceMs(1_000)
    const quarantined: string[] = []
    const invoke = vi.fn(async () => success)
    const survivor = world({
      clock,
      store,
      invoke,
      maxDeliveriesWithoutOutcome: 4,
      quarantine: async ({ id, reason }) => {
        quarantined.push(`${id} ${reason}`)
      },
    })
    await settled(survivor.engine)
    expect(quarantined).toEqual(['r-1 no-outcome'])
    expect(invoke).not.toHaveBeenCalled()
  })

  it('does not count throttles and retries as missing outcomes', async () => {
    const { delivered, accept, run, faults } = world({
      maxDeliveriesWithoutOutcome: 1,
      resolution: { config: { OnFailure: failures } },
      invoke: async () => ({ outcome: 'throttle' }),
    })
    await accept()
    await run()
    expect(faults).toEqual([])
    expect(delivered).toHaveLength(1)
  })
})

describe('faults that are asked for', () => {
  it('throttles and system errors come first, in that number', async () => {
    const { timeline, accept, run, attemptsAt } = world({ faults: { throttles: 2, systemErrors: 1 } })
    await accept()
    await run()
    expect(timeline.flatMap((entry) => (entry.type === 'attempt-ended' ? [entry.outcome] : []))).toEqual([
      'throttle',
      'throttle',
      'systemError',
      'success',
    ])
    expect(attemptsAt()).toEqual([0, 1, 3, 7])
  })

  it('duplicates run twice under one request id, and lost events never run', async () => {
    const ids: string[] = []
    const invoke = async ({ requestId }: Attempt) => {
      ids.push(requestId)
      return success
    }
    const twice = world({ faults: { duplicateDelivery: 1 }, invoke })
    await twice.accept()
    await twice.run()
    expect(ids).toEqual(['r-1', 'r-1'])
    expect(twice.delivered).toHaveLength(2)
    const lost = world({ faults: { lostEvent: 1 }, invoke })
    expect(await lost.accept('r-2')).toBe('accepted')
    await lost.run()
    expect(lost.timeline.map(({ type }) => type)).toEqual(['accepted', 'lost'])
  })

  it('draws them from the seed', async () => {
    const lostOf = async (seed: number) => {
      const { accept, run, timeline } = world({ seed, faults: { lostEvent: 0.5 } })
      for (let n = 0; n < 20; n += 1) await accept(`r-${n}`)
      await run()
      return timeline.filter(({ type }) => type === 'lost').map(({ requestId }) => requestId)
    }
    expect(await lostOf(7)).toEqual(await lostOf(7))
    expect(await lostOf(7)).not.toEqual(await lostOf(8))
    expect((await lostOf(7)).length).toBeGreaterThan(2)
  })

  it('a change of the configuration stays unseen for a while (DSP-8)', async () => {
    const clock = new VirtualClock(startMs)
    let retries = 2
    const { accept, attemptsAt, engine } = world({
      clock,
      faults: { configurationDelayMs: 90_000 },
      resolve: () => ({ functionArn, target: 'present', config: { MaximumRetryAttempts: retries } }),
      invoke: async () => error,
    })
    await accept()
    await settled(engine)
    retries = 1
    await driven(engine, clock)
    // At 60 s the change is first seen and not in force, at 180 s it is.
    expect(attemptsAt()).toEqual([0, 60, 180])
    await accept('r-2')
    await driven(engine, clock)
    expect(attemptsAt().slice(3)).toEqual([180, 240])
  })
})

describe('the engine as a good neighbour', () => {
  it('renews the leases of long runs', async () => {
    const clock = new VirtualClock(startMs)
    const invoke = vi.fn(() => sleeping(clock, 3_600_000))
    const { accept, delivered } = world({ clock, invoke, leaseMs: 60_000 })
    await accept()
    await playedTo(clock, startMs + 3_600_000)
    expect(invoke).toHaveBeenCalledTimes(1)
    expect(delivered).toHaveLength(1)
  })

  it('drops what it found out when its lease was lost, and says so', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const { accept, timeline, engine } = world({
      clock: unwoken(clock),
      store,
      leaseMs: 1_000,
      invoke: () => sleeping(clock, 5_000),
    })
    await accept()
    await turn()
    clock.advanceMs(1_500)
    const stolen: readonly Claim[] = await store.claim({ max: 1, leaseMs: 1_000_000 })
    expect(stolen).toHaveLength(1)
    clock.advanceMs(4_000)
    await settled(engine)
    expect(timeline.at(-1)).toMatchObject({ type: 'lease-lost', requestId: 'r-1' })
    expect(timeline.some(({ type }) => type === 'decided')).toBe(false)
  })

  it('settles again when the store failed to, instead of running twice', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    const invoke = vi.fn(async () => success)
    vi.spyOn(store, 'settle').mockRejectedValueOnce(new Error('disk is busy'))
    const { accept, delivered, faults } = world({ clock, store, invoke })
    await accept()
    await playedTo(clock, startMs + 5_000)
    expect(invoke).toHaveBeenCalledTimes(1)
    expect([delivered.length, faults.length]).toEqual([1, 1])
  })

  it('answers unavailable when the store cannot take an event', async () => {
    const clock = new VirtualClock(startMs)
    const store = createMemoryStore({ clock })
    vi.spyOn(store, 'enqueue').mockRejectedValueOnce(new Error('disk is full'))
    const { accept, timeline, faults } = world({ clock, store })
    expect(await accept()).toBe('unavailable')
    expect([timeline, faults]).toEqual([[], [new Error('disk is full')]])
  })

  it('gives the store what comes together in one call', async () => {
    const { store, accept, run } = world({ resolution: { config: {} } })
    const [enqueue, settle] = [vi.spyOn(store, 'enqueue'), vi.spyOn(store, 'settle')]
    await Promise.all(Array.from({ length: 50 }, (_, n) => accept(`r-${n}`)))
    await run()
    expect(enqueue.mock.calls.length).toBeLessThanOrEqual(2)
    expect(settle.mock.calls.length).toBeLessThanOrEqual(5)
  })

  it('lets runs finish within the grace it is given', async () => {
    const clock = new VirtualClock(startMs)
    const { accept, engine, store, timeline } = world({
      clock,
      resolution: { config: {} },
      invoke: ({ payload, signal }: Attempt) =>
        payload.length === 1
          ? sleeping(clock, 1_000)
          : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    await accept('short', '1')
    await accept('long', '22')
    await turn()
    const stopped = engine.stop({ graceMs: 5_000 })
    await playedTo(clock, startMs + 10_000)
    await stopped
    expect(timeline.filter(({ type }) => type === 'decided').map(({ requestId }) => requestId)).toEqual(['short'])
    expect(await store.stats()).toMatchObject({ ready: 1, leased: 0 })
  })

  it('stops when its signal is aborted', async () => {
    const controller = new AbortController()
    const { accept } = world({ signal: controller.signal })
    controller.abort()
    await expect(accept()).rejects.toThrow('stopped')
  })

  it('goes on when an observer throws, and reports it', async () => {
    const thrown = new Error('observer')
    const { accept, run, faults, delivered } = world({
      onMetric: () => {
        throw thrown
      },
    })
    await accept()
    await run()
    expect(faults[0]).toBe(thrown)
    expect(delivered).toHaveLength(1)
  })
})
