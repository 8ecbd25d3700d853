import { createEngine, createMemoryStore, systemClock } from '@async-invoke/engine'
import type { Suite } from './suite.ts'

const suite: Suite = {
  title: 'The engine on the real clock',
  note: 'Lateness is the time from the due time of an event to the start of its attempt. The second row shows the share of one core that is used while all events wait.',
  async run({ short }) {
    const [dueEvents, idleEvents] = short ? [10_000, 100_000] : [100_000, 1_000_000]
    return [await lateness(dueEvents, short ? 2_000 : 10_000), await idle(idleEvents, short ? 1_000 : 5_000)]
  },
}

export default suite

const payload = new Uint8Array([0x31])
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'
const encoder = new TextEncoder()

/** An item with the state that the engine writes for an event that waits for its first retry. */
function waiting(index: number, acceptedAtMs: number, delayMs: number) {
  const counts = { acceptedAtMs, failures: 0, backoff: 1, attempts: 1, dueAtMs: acceptedAtMs + delayMs }
  const state = encoder.encode(JSON.stringify({ kind: 'event', reference: { functionName: 'f' }, ...counts }))
  return { id: `r-${index}`, lane: 'function:f', delayMs, state, body: payload }
}

async function lateness(events: number, overMs: number) {
  const store = createMemoryStore({ clock: systemClock })
  const leadMs = 2_000
  const acceptedAtMs = systemClock.nowMs()
  const due = Float64Array.from({ length: events }, (_, index) => leadMs + Math.floor((index * 7_919) % overMs))
  for (let first = 0; first < events; first += 1_000)
    await store.enqueue(
      Array.from({ length: Math.min(1_000, events - first) }, (_, offset) => {
        const index = first + offset
        return waiting(index, acceptedAtMs, acceptedAtMs + (due[index] as number) - systemClock.nowMs())
      }),
    )
  const late: number[] = []
  const before = process.cpuUsage()
  await new Promise<void>((resolve) => {
    createEngine({
      clock: systemClock,
      store,
      resolve: () => ({ functionArn, config: {}, target: 'present' }),
      invoke: async ({ requestId }) => {
        late.push(systemClock.nowMs() - acceptedAtMs - (due[Number(requestId.slice(2))] as number))
        if (late.length === events) resolve()
        return { outcome: 'success', executedVersion: '$LATEST' }
      },
      deliver: async () => {},
    })
  })
  late.sort((a, b) => a - b)
  const at = (share: number): string => `${late[Math.min(events - 1, Math.floor(share * events))]} ms`
  const { user, system } = process.cpuUsage(before)
  return {
    load: `${events.toLocaleString('en')} events due over ${overMs / 1_000} s`,
    p50: at(0.5),
    p99: at(0.99),
    max: at(1),
    early: String(late.filter((ms) => ms < 0).length),
    core: `${Math.round((user + system) / 10 / (leadMs + overMs))} %`,
  }
}

async function idle(events: number, forMs: number) {
  const store = createMemoryStore({ clock: systemClock })
  const nowMs = systemClock.nowMs()
  for (let first = 0; first < events; first += 1_000)
    await store.enqueue(Array.from({ length: 1_000 }, (_, offset) => waiting(first + offset, nowMs, 3_600_000)))
  const engine = createEngine({
    clock: systemClock,
    store,
    resolve: () => ({ functionArn, config: {}, target: 'present' }),
    invoke: async () => ({ outcome: 'success', executedVersion: '$LATEST' }),
    deliver: async () => {},
  })
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  await pause(500)
  const before = process.cpuUsage()
  await pause(forMs)
  const { user, system } = process.cpuUsage(before)
  await engine.stop()
  const core = `${((user + system) / 10 / forMs).toFixed(1)} %`
  return {
    load: `${events.toLocaleString('en')} events waiting, none due`,
    p50: '',
    p99: '',
    max: '',
    early: '',
    core,
  }
}
