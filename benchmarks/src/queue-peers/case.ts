/**
 * Measures one queue in its own process: `node case.ts MODULE ADDRESS ITEMS CALLERS`, where `CALLERS` is `batched` for
 * calls with many events. Prints its figures as JSON.
 */
import { addedAtOnce, callsAtOnce, type Event, type QueuePeerModule } from './queue-peer.ts'

/** Events per second; a cycle is an event added, claimed and settled. */
export interface QueueFigures {
  readonly adds: number
  readonly cycles: number
}

const [name = '', address = '', itemsText = '', callersText = ''] = process.argv.slice(2)
const items = Number(itemsText)
const warmUpItems = 500

const { open } = (await import(`./${name}.ts`)) as QueuePeerModule
const peer = await open(address)
let created = 0
const createEvent = (): Event => ({ n: created++, text: 'x'.repeat(1_000) })

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await act()
  return performance.now() - startMs
}

/** Adds the events in calls of `size`, with `callers` concurrent calls. */
async function addAll(events: readonly Event[], callers: number, size: number): Promise<void> {
  let next = 0
  const call = async (): Promise<void> => {
    while (next < events.length) {
      const some = events.slice(next, next + size)
      next += size
      const [first] = some
      if (first !== undefined) await (size === 1 ? peer.add(first) : peer.addAll(some))
    }
  }
  await Promise.all(Array.from({ length: callers }, call))
}

async function cycle(count: number): Promise<QueueFigures> {
  const events = Array.from({ length: count }, createEvent)
  const addMs = await timed(() =>
    callersText === 'batched' ? addAll(events, callsAtOnce, addedAtOnce) : addAll(events, Number(callersText), 1),
  )
  const drainMs = await timed(() => peer.drain(count))
  return { adds: (count / addMs) * 1_000, cycles: (count / (addMs + drainMs)) * 1_000 }
}

await cycle(warmUpItems)
console.log(JSON.stringify(await cycle(items)))
await peer.close()
