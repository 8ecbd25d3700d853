import type { EngineLoop } from '../loop/engine-options.ts'
import type { VirtualClock } from '../time/clock.ts'
import type { Random } from '../time/seeded-random.ts'
import type { CheckedStore } from './checked-store.ts'
import type { History } from './history.ts'

interface ClientWorld {
  readonly clock: VirtualClock
  readonly random: Random
  readonly history: History
  readonly store: CheckedStore
  /** One of the engines that accept events; `undefined` while all are down. */
  engine(): EngineLoop | undefined
}

/** A client that sends each event until it is confirmed, and remembers confirmed events. */
export class FaultyClient {
  readonly confirmed = new Set<string>()
  readonly #world: ClientWorld

  constructor(world: ClientWorld) {
    this.#world = world
  }

  send(requestId: string, functionName: string, atMs: number): void {
    const { clock, random, engine } = this.#world
    const payload = new TextEncoder().encode(`{"id":"${requestId}"}`)
    const attempt = (): void => {
      const receiver = engine()
      if (receiver === undefined) {
        later()
        return
      }
      let answered = false
      const answer = (result: string): void => {
        if (answered) return
        answered = true
        cancel()
        if (result === 'accepted' || result === 'duplicate') this.#confirm(requestId)
        else later()
      }
      const cancel = clock.wakeAt(clock.nowMs() + 60_000, () => answer('no answer'))
      receiver.accept({ requestId, reference: { functionName }, payload }).then(answer, () => answer('rejected'))
    }
    const later = (): void => {
      clock.wakeAt(clock.nowMs() + 1 + Math.floor(random() * 30_000), attempt)
    }
    clock.wakeAt(atMs, attempt)
  }

  #confirm(requestId: string): void {
    this.confirmed.add(requestId)
    if (!this.#world.store.items.has(requestId))
      this.#world.history.violation(`${requestId} was confirmed and is not in the store`)
  }
}
