/** One store with a backlog, in its own process: `node --expose-gc scale-case.ts memory|sqlite waiting functions`. Prints {@link Costs}. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMemoryStore, type NewItem, type QueueStore, systemClock } from '@async-invoke/engine'
import { openSqliteStore } from '@async-invoke/queue-store-sqlite'
import { median } from '../rounds.ts'
import { bodyBytes, type Costs } from './costs.ts'

const [, , kind, waitingText, functionsText] = process.argv
const [waiting, functions] = [Number(waitingText), Number(functionsText)]
const perCall = 1_000
const sample = Math.min(20_000, waiting)
const rounds = 5
const encoder = new TextEncoder()
const body = new Uint8Array(bodyBytes).fill(0x31)
let next = 0

function newItem(): NewItem {
  const n = next++
  const state = `{"kind":"event","reference":{"functionName":"f-${n % functions}"},"acceptedAtMs":${Date.now()},"failures":0,"attempts":0}`
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    lane: `function:f-${n % functions}`,
    delayMs: 0,
    state: encoder.encode(state),
    body,
  }
}

async function add(store: QueueStore, events: number): Promise<void> {
  for (let left = events; left > 0; left -= perCall)
    await store.enqueue(Array.from({ length: Math.min(perCall, left) }, newItem))
}

/** Microseconds of processor time of all threads. */
async function timed(work: () => Promise<void>, events = sample): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / events
}

/** Heap and buffers in bytes. */
function used(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function claim(store: QueueStore, tokens: string[]): Promise<void> {
  while (tokens.length < sample)
    for (const { token } of (await store.claim({ max: 100, leaseMs: 600_000 })).claims) tokens.push(token)
}

async function settle(store: QueueStore, tokens: readonly string[]): Promise<void> {
  for (let at = 0; at < tokens.length; at += perCall)
    await store.settle(tokens.slice(at, at + perCall).map((token) => ({ token, to: 'done' as const })))
}

/** Adds, claims and settles a sample while the backlog stays; a first round does not count. */
async function measure(store: QueueStore): Promise<Pick<Costs, 'accept' | 'claim' | 'settle'>> {
  const [adds, claims, settlements]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round <= rounds; round += 1) {
    const tokens: string[] = []
    adds.push(await timed(() => add(store, sample)))
    claims.push(await timed(() => claim(store, tokens)))
    settlements.push(await timed(() => settle(store, tokens)))
  }
  const middle = (values: readonly number[]): number => median(values.slice(1))
  return { accept: middle(adds), claim: middle(claims), settle: middle(settlements) }
}

async function inMemory(): Promise<Costs> {
  const store = createMemoryStore({ clock: systemClock, maxItems: 2 * waiting, maxBytes: Number.MAX_SAFE_INTEGER })
  const before = used()
  await add(store, waiting)
  const memory = (used() - before) / waiting - bodyBytes
  const costs = { ...(await measure(store)), memory }
  await store.close()
  return costs
}

async function onDisk(): Promise<Costs> {
  const folder = mkdtempSync(join(tmpdir(), 'scale-'))
  const path = join(folder, 'queue.db')
  const options = { path, clock: systemClock, maxItems: 2 * waiting, maxBytes: 2 ** 40, maxFileBytes: 2 ** 40 }
  try {
    const filled = await openSqliteStore(options)
    await add(filled, waiting)
    await filled.close()
    const before = used()
    const store = await openSqliteStore(options)
    await store.restored
    const memory = (used() - before) / waiting
    const disk = statSync(path).size / waiting - bodyBytes
    const costs = await measure(store)
    // The journal, which was empty, holds all that was measured.
    const apply = await timed(() => store.close(), (rounds + 1) * sample)
    return { ...costs, apply, memory, disk }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

console.log(JSON.stringify(await (kind === 'memory' ? inMemory() : onDisk())))
