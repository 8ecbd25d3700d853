/** Prints the bytes per waiting event: `node --expose-gc memory-of-events.ts simulate|store events`. */
import { createEngine, createMemoryStore, VirtualClock } from '@async-invoke/engine'
import { simulate } from '@async-invoke/engine/simulation'

const [, , mode, count] = process.argv
const events = Number(count)
const payloadBytes = 1_000
console.log(Math.round(mode === 'simulate' ? await simulated() : await stored()))

function used(): number {
  if (globalThis.gc === undefined) throw new Error('needs --expose-gc')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** All events arrive before the first has run. Measures from within, when the second run reads its duration. */
async function simulated(): Promise<number> {
  const before = used()
  let during = before
  let read = 0
  simulate({
    seed: 1,
    arrivals: { events, perSecond: 1e9 },
    functions: [
      {
        name: 'f',
        reservedConcurrency: 1,
        get durationMs() {
          if (++read === 2) during = used()
          return 1_000
        },
        config: { MaximumEventAgeInSeconds: 1e9 },
      },
    ],
    concurrency: 'wait',
  })
  if (read < 2) throw new Error('the second run never started')
  return (during - before) / events
}

async function stored(): Promise<number> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 1))
  const store = createMemoryStore({ clock, maxItems: events, maxBytes: Number.MAX_SAFE_INTEGER })
  const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'
  const engine = createEngine({
    clock,
    store,
    resolve: () => ({ functionArn, config: {}, target: 'present' }),
    invoke: async () => ({ outcome: 'notFound' }),
    deliver: async () => {},
  })
  const payload = new Uint8Array(payloadBytes).fill(0x31)
  const before = used()
  for (let first = 0; first < events; first += 1_000)
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) => {
        const requestId = `00000000-0000-4000-8000-${String(first + index).padStart(12, '0')}`
        return engine.accept({ requestId, reference: { functionName: 'f' }, payload })
      }),
    )
  while (!engine.idle) await new Promise((resolve) => setImmediate(resolve))
  const bytes = (used() - before) / events - payloadBytes
  await engine.stop()
  return bytes
}
