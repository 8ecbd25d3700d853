import type { EngineLoop } from '../loop/engine-options.ts'
import { acceptedItem } from '../loop/item-state.ts'
import type { QueueStore } from '../queue/queue-store.ts'
import type { VirtualClock } from '../time/clock.ts'
import type { Random } from '../time/seeded-random.ts'
import type { History } from './history.ts'

interface ClientWorld {
  readonly clock: VirtualClock
  readonly random: Random
  readonly history: History
  /** The store, as a process without faults reaches it. */
  readonly store: QueueStore
  /** True if some events are queued by a process that runs none. */
  readonly remote: boolean
  /** One of the engines that accept events; `undefined` while all are down. */
  engine(): EngineLoop | undefined
}

/** A client that sends each event until it is confirmed. */
export class FaultyClient {
  readonly #world: ClientWorld

  constructor(world: ClientWorld) {
    this.#world = world
  }

  send(requestId: string, functionName: string, atMs: number): void {
    const { clock, random, engine, history } = this.#world
    const text = `{"id": "${requestId}", "amount": 1.50}`
    const payload = new TextEncoder().encode(text)
    const attempt = (): void => {
      const receiver = this.#world.remote && random() < 0.3 ? this.#directly : engine()
      if (receiver === undefined) {
        later()
        return
      }
      let answered = false
      const answer = (result: string): void => {
        if (answered) return
        answered = true
        cancel()
        if (result === 'accepted' || result === 'duplicate')
          history.note('client', { type: 'confirmed', id: requestId })
        else later()
      }
      const cancel = clock.wakeAt(clock.nowMs() + 60_000, () => answer('no answer'))
      receiver.accept({ requestId, reference: { functionName }, payload }).then(answer, () => answer('rejected'))
    }
    const later = (): void => {
      clock.wakeAt(clock.nowMs() + 1 + Math.floor(random() * 30_000), attempt)
    }
    clock.wakeAt(atMs, () => {
      history.note('client', { type: 'sent', id: requestId, functionName, payload: text })
      attempt()
    })
  }

  /** Queues events as a process without functions does, and loses an answer now and then. */
  readonly #directly: Pick<EngineLoop, 'accept'> = {
    accept: async ({ requestId, reference, payload }) => {
      const { clock, random, store } = this.#world
      const item = acceptedItem(requestId, payload, { reference, acceptedAtMs: clock.nowMs() })
      const [result = 'unavailable'] = await store.enqueue([item])
      return random() < 0.1 ? 'unknown' : result
    },
  }
}
