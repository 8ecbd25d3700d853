import { describe, expect, it, vi } from 'vitest'
import { playedTo, sleeping } from '../../../test/drive.ts'
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
} from '../../../test/engine-world.ts'
import type { Attempt, Resolution } from '../ports.ts'
import { VirtualClock } from '../time/clock.ts'

describe('an attempt (DSP-2)', () => {
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

  it('draws a version of a weighted alias; the last one drawn names the dead-letter target (DSP-5, DSP-7)', async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, (_, seed) => drawn({}, seed)))
    for (const { seen, target } of runs) expect(target).toBe(`${deadLetters}-${seen.at(-1)}`)
    expect(new Set(runs.map(({ seen }) => seen.join('')))).toContain('778')
    expect(runs.flatMap(({ seen }) => seen).filter((version) => version === '7').length).toBeGreaterThan(15)
  })

  it('keeps the first version drawn if weightedAlias is once (U-08)', async () => {
    const runs = await Promise.all(Array.from({ length: 20 }, (_, seed) => drawn({ weightedAlias: 'once' }, seed)))
    expect(new Set(runs.map(({ seen }) => seen.join('')))).toEqual(new Set(['777', '888']))
  })

  it('resolves the reference once, and passes the executable on', async () => {
    const executables: unknown[] = []
    let lookups = 0
    const { engine, run } = world({
      resolve: () => ({ functionArn, config: {}, target: 'present', version: '7', executable: { lookup: ++lookups } }),
      invoke: async ({ executable }: Attempt) => {
        executables.push(executable)
        return error
      },
    })
    await engine.accept({ requestId: 'r-1', reference: { functionName: 'f' }, payload: bytes('1'), functionArn })
    await run()
    expect(executables).toEqual([{ lookup: 1 }, { lookup: 2 }, { lookup: 3 }])
    expect(lookups).toBe(3)
  })

  it('passes on the executable of the version drawn (DSP-5)', async () => {
    const seen: unknown[] = []
    const { accept, run } = world({
      resolution: {
        config: { MaximumRetryAttempts: 2 },
        executable: 'neither',
        weightedVersions: versions.map((version) => ({ ...version, executable: `code of ${version.version}` })),
      },
      invoke: async ({ version, executable }: Attempt) => {
        seen.push([version, executable])
        return error
      },
    })
    await accept()
    await run()
    expect(seen).toHaveLength(3)
    for (const [version, executable] of seen as [string, string][]) expect(executable).toBe(`code of ${version}`)
  })

  it('uses settings and dead-letter target of its own time, not of acceptance (DSP-8)', async () => {
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

  it('waits when the reference cannot be resolved, and reports the fault', async () => {
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

  it('keeps its counts of runs and attempts when a resolution fails (RTY-4)', async () => {
    const broken = new Error('the registry is away')
    const resolution = { functionArn, config: { OnFailure: failures }, target: 'present' } as const
    // One for acceptance, then one for each attempt.
    const answers = [resolution, resolution, broken, resolution, broken, broken, resolution]
    const seen: number[] = []
    const { delivered, accept, run, attemptsAt } = world({
      resolve: () => {
        const answer = answers.shift() ?? resolution
        if (answer instanceof Error) throw answer
        return answer
      },
      invoke: async ({ attempt }: Attempt) => {
        seen.push(attempt)
        return error
      },
    })
    await accept()
    await run()
    expect(seen).toEqual([1, 2, 3])
    expect(attemptsAt()).toEqual([0, 61, 184])
    expect(JSON.parse(delivered[0]?.recordText ?? '').requestContext).toMatchObject({
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    })
  })

  it('is not made at zero reserved concurrency, and emits no metrics (4.2.2, TRM-2)', async () => {
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

describe('an event that expires in the queue (RTY-12)', () => {
  it('ends without an attempt, and its record shows none (U-09)', async () => {
    const clock = new VirtualClock(startMs)
    const { delivered, deadLettered, accept, attemptsAt } = world({
      clock,
      maxInFlight: 1,
      resolution: { config: { MaximumEventAgeInSeconds: 60, OnFailure: failures }, deadLetterTargetArn: deadLetters },
      invoke: () => sleeping(clock, 60_000, success),
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

describe('loop detection (REC-L1, REC-L2)', () => {
  const header = 'Root=1-5f;Lineage=16:0a1b2c3d:15'

  it('stops the seventeenth run of a chain, by default without record and dead letter (U-01)', async () => {
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

  it('sends the unverified record if loopRecord says so (U-01)', async () => {
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
    { recursiveLoop: 'Allow', seen: /^Root=1-5f;Lineage=17:[0-9a-f]{8}:16$/ },
    { recursiveLoop: 'Off', seen: /^Root=1-5f;Lineage=16:0a1b2c3d:15$/ },
  ] as const)('runs the event and passes the chain on when set to $recursiveLoop', async ({ recursiveLoop, seen }) => {
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

  it('starts a chain at an event without one', async () => {
    const { delivered, accept, run } = world({ resolution: { recursiveLoop: 'Terminate' } })
    await accept()
    await run()
    expect(delivered[0]?.traceHeader).toMatch(/^Lineage=1:[0-9a-f]{8}:0$/)
  })
})
