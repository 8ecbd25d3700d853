/**
 * Measures one queue in its own process: `node case.ts MODULE ADDRESS ITEMS MODE [PID]`, with a mode of {@link Mode} and the id of
 * the server's first process. Prints its figures as JSON.
 */
import { vacuum } from '../servers/postgres.ts'
import { type ServerCosts, serverCosts } from '../servers/server-costs.ts'
import { addedAtOnce, callsAtOnce, type Event, type QueuePeerModule } from './queue-peer.ts'

/** Events per second; a cycle is an event added, claimed and settled. */
export interface QueueFigures {
  readonly adds: number
  readonly cycles: number
  /** Costs of an event, where the server is known. */
  readonly costs?: ServerCosts
}

const [name = '', address = '', itemsText = '', mode = '', pidText = ''] = process.argv.slice(2)
const items = Number(itemsText)
const callers = 64
/** A worker runs for days: the code of each is compiled first. */
const warmUpMs = 2_000
const warmUpItems = 1_000

const { open } = (await import(`./${name}.ts`)) as QueuePeerModule
const peer = await open(address)
let created = 0
const createEvent = (): Event => ({ n: created++, text: 'x'.repeat(1_000) })

async function timed(act: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await act()
  return performance.now() - startMs
}

/** Adds the events in calls of `size`, `calls` of them at once. */
async function addAll(events: readonly Event[], calls: number, size: number): Promise<void> {
  let next = 0
  const call = async (): Promise<void> => {
    while (next < events.length) {
      const some = events.slice(next, next + size)
      next += size
      const [first] = some
      if (first !== undefined) await (size === 1 ? peer.add(first) : peer.addAll(some))
    }
  }
  await Promise.all(Array.from({ length: calls }, call))
}

async function cycle(count: number): Promise<QueueFigures> {
  const events = Array.from({ length: count }, createEvent)
  const addMs = await timed(() =>
    mode === 'singles' ? addAll(events, callers, 1) : addAll(events, callsAtOnce, addedAtOnce),
  )
  const drainMs = await timed(async () => (mode === 'delivered' ? peer.deliver?.(count) : peer.drain(count)))
  return { adds: (count / addMs) * 1_000, cycles: (count / (addMs + drainMs)) * 1_000 }
}

async function withCosts(pid: number): Promise<QueueFigures> {
  const before = await serverCosts(pid, address)
  const figures = await cycle(items)
  const after = await serverCosts(pid, address)
  const per = (of: (costs: ServerCosts) => number): number => (of(after) - of(before)) / items
  return { ...figures, costs: { cpuUs: per(({ cpuUs }) => cpuUs), walBytes: per(({ walBytes }) => walBytes) } }
}

const startMs = performance.now()
while (performance.now() - startMs < warmUpMs) await cycle(warmUpItems)
if (address.startsWith('postgres:')) await vacuum(address)
console.log(JSON.stringify(await (pidText === '' ? cycle(items) : withCosts(Number(pidText)))))
await peer.close()
