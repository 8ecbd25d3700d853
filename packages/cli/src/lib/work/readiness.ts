import { setTimeout } from 'node:timers/promises'
import type { QueueStore } from '@async-invoke/engine'
import type { HealthAnswer } from './health-server.ts'
import { lately } from './lately.ts'

const freshMs = 1_000
/** A probe that waits longer is answered by its caller's own time limit, which says less. */
const patienceMs = 2_000

/** Answers whether a worker takes events: not once it drains, and not while its store does not answer. */
export function createReadiness(store: QueueStore, isDraining: () => boolean): () => Promise<HealthAnswer> {
  const reached = lately(freshMs, () => reach(store))
  return async () => {
    if (isDraining()) return { status: 503, body: 'draining\n' }
    const problem = await Promise.race([reached(), setTimeout(patienceMs, 'it does not answer', { ref: false })])
    if (problem !== undefined) return { status: 503, body: `the store cannot be reached: ${problem}\n` }
    return { status: 200, body: 'ready\n' }
  }
}

/** Asks a store for nothing, and returns why it does not answer; `undefined` if it does. */
async function reach(store: QueueStore): Promise<string | undefined> {
  try {
    // A claim of nothing is one look at the schedule. A store without a schedule may answer it by itself.
    if (store.capabilities.exactNext === false) await store.stats()
    else await store.claim({ max: 0, leaseMs: 1_000 })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
