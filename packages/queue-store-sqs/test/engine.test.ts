import { createEngine, eventItem, type QueueStore } from '@async-invoke/engine'
import { describe, expect, it } from 'vitest'
import { countingClient } from './counting-client.ts'
import { type OpenedStore, storesOfTests } from './open-stores.ts'

const open = storesOfTests()

/** Moves the time in steps, so that calls get their answers between them, until something has happened. */
async function until(happened: () => boolean, { clock }: OpenedStore, stepMs = 1_000): Promise<void> {
  for (let steps = 0; !happened(); steps += 1) {
    if (steps > 20_000) throw new Error('it never happened')
    await clock.advanceMs(stepMs)
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }
}

interface Seen {
  readonly runs: { readonly requestId: string; readonly attempt: number; readonly atMs: number }[]
  readonly delivered: string[]
}

/** An engine that fails the attempts of an event whose id ends with a number up to that number. */
function engineOf({ clock }: OpenedStore, store: QueueStore, options: { reserved?: number } = {}) {
  const seen: Seen = { runs: [], delivered: [] }
  const engine = createEngine({
    store,
    clock,
    maxInFlight: 20,
    concurrency: 'wait',
    resolve: ({ functionName }) => ({
      functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
      config: { OnSuccess: 'sink', OnFailure: 'sink' },
      target: 'present',
      ...(options.reserved !== undefined && { reservedConcurrency: options.reserved }),
    }),
    invoke: async ({ requestId, attempt }) => {
      seen.runs.push({ requestId, attempt, atMs: clock.nowMs() })
      const isFailing = attempt <= Number(/\d+$/.exec(requestId)?.[0] ?? 0)
      const payload = Buffer.from(isFailing ? '{"errorMessage":"no"}' : '1')
      return { outcome: isFailing ? 'functionError' : 'success', executedVersion: '$LATEST', payload }
    },
    deliver: async ({ requestId, condition }) => void seen.delivered.push(`${requestId} ${condition}`),
  })
  return { engine, seen }
}

const accepted = (requestId: string, functionName = 'f') => ({ requestId, reference: { functionName }, payload: {} })

describe('an engine on the SQS store', () => {
  it('runs, retries after 60 s and 120 s, and delivers each outcome once', async () => {
    const opened = await open()
    const { engine, seen } = engineOf(opened, opened.store)
    for (const id of ['ok-0', 'once-1', 'never-9']) expect(await engine.accept(accepted(id))).toBe('accepted')
    await until(() => seen.delivered.length === 3, opened, 10_000)
    expect([...seen.delivered].sort()).toEqual(['never-9 RetriesExhausted', 'ok-0 Success', 'once-1 Success'])
    const times = seen.runs.filter(({ requestId }) => requestId === 'never-9').map(({ atMs }) => atMs)
    expect(times).toHaveLength(3)
    const [first = 0, second = 0, third = 0] = times
    expect(second - first).toBeGreaterThanOrEqual(60_000)
    expect(third - second).toBeGreaterThanOrEqual(120_000)
    expect(seen.runs).toHaveLength(6)
    await engine.stop()
    expect(await opened.store.stats()).toMatchObject({ ready: 0, delayed: 0, leased: 0 })
  })

  it('chains the delays of a wait of an hour, without an attempt before its end', async () => {
    const opened = await open()
    const atMs = opened.clock.nowMs()
    const event = eventItem(accepted('late-0'), atMs)
    const state = { ...JSON.parse(Buffer.from(event.state).toString()), dueAtMs: atMs + 3_600_000 }
    const sends = countingClient(opened.server.sqs)
    const store = await opened.openAnother({ client: sends.client })
    await store.enqueue([{ ...event, delayMs: 3_600_000, state: Buffer.from(JSON.stringify(state)) }])
    const { engine, seen } = engineOf(opened, store)
    await until(() => seen.delivered.length === 1, opened, 100_000)
    expect(seen.runs).toHaveLength(1)
    const [run] = seen.runs
    expect((run?.atMs ?? 0) - atMs).toBeGreaterThanOrEqual(3_600_000)
    expect((run?.atMs ?? 0) - atMs).toBeLessThan(3_900_000)
    // The event four times, and its record.
    expect(sends.counts.SendMessageBatch).toBeLessThanOrEqual(6)
    await engine.stop()
  })

  it('keeps to the reserved concurrency of a worker, and delays no other function for long', async () => {
    const opened = await open({ queues: 3 })
    const { engine, seen } = engineOf(opened, opened.store, { reserved: 1 })
    await Promise.all(Array.from({ length: 12 }, (_, n) => engine.accept(accepted(`noisy-${n}-0`, 'noisy'))))
    await engine.accept(accepted('quiet-0', 'quiet'))
    await until(() => seen.delivered.length === 13, opened)
    expect(new Set(seen.runs.map(({ requestId }) => requestId)).size).toBe(13)
    expect(seen.runs.every(({ attempt }) => attempt === 1)).toBe(true)
    await engine.stop()
  })

  it('is woken by a message of another process while it polls, and asks no more often than its polls', async () => {
    const opened = await open()
    const polls = countingClient(opened.server.sqs)
    const store = await opened.openAnother({ client: polls.client, pollMs: 20_000 })
    const { engine, seen } = engineOf(opened, store)
    // Claims of a minute: one poll serves them all.
    await until(() => opened.clock.nowMs() > 0 && polls.counts.ReceiveMessage === 1, opened)
    for (let seconds = 0; seconds < 10; seconds += 1) await opened.clock.advanceMs(1_000)
    expect(polls.counts.ReceiveMessage).toBe(1)
    await opened.store.enqueue([eventItem(accepted('woken-0'), opened.clock.nowMs())])
    await expect.poll(() => seen.runs.length).toBe(1)
    await until(() => seen.delivered.length === 1, opened)
    await engine.stop()
  })

  it('stops and closes without waiting for its polls, and leaves nothing leased', async () => {
    const opened = await open()
    const store = await opened.openAnother({ pollMs: 20_000 })
    const { engine } = engineOf(opened, store)
    await new Promise((resolve) => setTimeout(resolve, 50))
    const startMs = performance.now()
    await engine.stop()
    await store.close()
    expect(performance.now() - startMs).toBeLessThan(10_000)
    expect(await opened.store.stats()).toMatchObject({ leased: 0 })
    await expect(store.enqueue([])).rejects.toMatchObject({ code: 'closed' })
  })
})
