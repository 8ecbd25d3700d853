import { createAcceptLoad } from './accept-load.ts'
import { median } from './rounds.ts'
import { startAcceptServer } from './servers/accept-server.ts'
import { processCpuMicros } from './servers/process-cpu.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const kinds = ['bare', 'memory', 'durable'] as const
const connectionCounts = [64, 256]

interface Found {
  readonly perSecond: number
  readonly cpuMicros: number
  readonly p99Ms: number
  readonly failed: number
}

interface Running {
  readonly measure: () => Promise<Found>
  readonly stop: () => Promise<void>
}

/** Starts a server, and warms it up: until its code is compiled, the compiler takes a quarter of the processor's time. */
async function startWarm(kind: (typeof kinds)[number], connections: number, short: boolean): Promise<Running> {
  const { address, pid, stop } = await startAcceptServer(kind)
  const load = await createAcceptLoad({ address, functionName: 'f', connections })
  const seconds = short ? 1 : 2
  await load(seconds * 2)
  return {
    stop,
    async measure() {
      const before = processCpuMicros(pid)
      const { perSecond, p99Ms, failed } = await load(seconds)
      return { perSecond, p99Ms, failed, cpuMicros: (processCpuMicros(pid) - before) / (perSecond * seconds) }
    },
  }
}

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const rounds = short ? 1 : 5
  const rows: Row[] = []
  for (const connections of short ? [64] : connectionCounts) {
    const found = new Map(kinds.map((kind): [string, Found[]] => [kind, []]))
    const servers = new Map<string, Running>()
    try {
      for (const kind of kinds) servers.set(kind, await startWarm(kind, connections, short))
      // In turn, so that other load on the machine affects all of them; each is compared with `bare` of its round.
      for (let round = 0; round < rounds; round += 1)
        for (const [kind, { measure }] of servers) found.get(kind)?.push(await measure())
    } finally {
      await Promise.all([...servers.values()].map(({ stop }) => stop()))
    }
    for (const [kind, own] of found) rows.push(row(kind, connections, own, found.get('bare') ?? []))
  }
  return rows
}

function row(kind: string, connections: number, own: readonly Found[], bare: readonly Found[]): Row {
  const of = (read: (found: Found) => number): number => median(own.map(read))
  const rates = own.map(({ perSecond }, round) => perSecond / (bare[round]?.perSecond ?? Number.NaN))
  const costs = own.map(({ cpuMicros }, round) => (bare[round]?.cpuMicros ?? Number.NaN) / cpuMicros)
  return {
    server: kind,
    connections: String(connections),
    'accepted/s': of(({ perSecond }) => perSecond).toFixed(0),
    'of bare': withSpread(rates),
    'CPU µs each': of(({ cpuMicros }) => cpuMicros).toFixed(0),
    'of bare, by CPU': withSpread(costs),
    'p99 ms': of(({ p99Ms }) => p99Ms).toFixed(0),
    refused: String(own.reduce((sum, { failed }) => sum + failed, 0)),
  }
}

function withSpread(ratios: readonly number[]): string {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)]
  return `${median(ratios).toFixed(2)}x (${least.toFixed(2)} to ${most.toFixed(2)})`
}

export default {
  title: 'Local runtime: events accepted',
  note: 'Bodies of 1 KB, each server in its own process and warm, compared with `node:http` that answers 202 after a JSON check. Medians of five rounds with their spread; CPU is that of the server with all its threads. Two cores are shared with the load generator. Goals: 0.8x in memory, 0.6x durable.',
  run,
} satisfies Suite
