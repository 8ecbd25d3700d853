import type { EventCosts } from './event-costs.ts'
import { busiestShare, waitMs } from './simulated-database.ts'

/** A database server as this page assumes it. */
const cores = 16
const busy = 0.5
const maxWalBytes = 100 * 1_000_000
const statementsPerEvent = 5
const functions = 1_000
const maxDatabases = 64
const cases = [
  { perSecond: 1_000, skew: 0 },
  { perSecond: 10_000, skew: 0 },
  { perSecond: 10_000, skew: 0.5 },
  { perSecond: 100_000, skew: 0 },
  { perSecond: 100_000, skew: 0.5 },
] as const
/** Round trip and flush of a statement besides its processor time. */
const tripMs = 3
const workerBusy = 0.5

interface Need {
  readonly perSecond: number
  readonly skew: number
  readonly databases: number
  /** Load of the busiest database, as a multiple of an equal share. */
  readonly share: number
  readonly cpu: number
  readonly walBytes: number
  readonly workers: number
  readonly connections: number
  readonly waitMs: number
}

/** Databases are added until the busiest one stays below its limits. */
function needOf({ perSecond, skew }: (typeof cases)[number], costs: EventCosts): Need {
  for (let databases = 1; ; databases += 1) {
    const share = busiestShare(databases, functions, skew)
    const ofBusiest = (perSecond / databases) * share
    const cpu = (ofBusiest * costs.serverUs) / 1_000_000
    if (cpu > cores * busy || ofBusiest * costs.walBytes > maxWalBytes) {
      if (databases === maxDatabases)
        throw new Error(`${maxDatabases} databases are too few for ${perSecond} events a second`)
      continue
    }
    const statements = (perSecond * statementsPerEvent) / costs.batch
    const ms = (costs.serverUs * costs.batch) / statementsPerEvent / 1_000
    return {
      ...{ perSecond, skew, databases, share, cpu },
      walBytes: perSecond * costs.walBytes,
      workers: Math.ceil((perSecond * costs.workerUs) / 1_000_000 / workerBusy),
      connections: Math.ceil((statements * (ms + tripMs)) / 1_000 / workerBusy),
      waitMs: waitMs({ perSecond: (ofBusiest * statementsPerEvent) / costs.batch, ms, cores }),
    }
  }
}

/** The page in Markdown. */
export function sizingPage(costs: EventCosts): string {
  const { serverVersion, serverUs, walBytes, workerUs, batch } = costs
  const needs = cases.map((given) => needOf(given, costs))
  const row = (name: string, of: (need: Need) => string): string => `| ${name} | ${needs.map(of).join(' | ')} |`
  const oneDatabase = Math.floor((cores * busy * 1_000_000) / serverUs / 100) * 100
  const ofWal = Math.floor(maxWalBytes / walBytes / 100) * 100
  return `# Sizing a fleet on PostgreSQL

Written by \`pnpm sizing\`, which measures the costs of an event on this machine and computes the rest. Run it on yours.
[Scale](scale.md) says what one machine holds without a server.

## Measured

An event of 1 KB from its acceptance to the delivery of its record: queued, claimed, settled together with its delivery, which is claimed
and settled; ${batch} events in each of ${statementsPerEvent} statements. PostgreSQL ${serverVersion}, each commit flushed.

| an event costs | |
| --- | ---: |
| processor time of the server | ${serverUs} µs |
| write-ahead log | ${walBytes.toLocaleString('en')} bytes |
| processor time of the worker's store, without engine and handler | ${workerUs} µs |

## Computed

A database server has ${cores} cores and is ${busy * 100} % busy at most; it writes ${maxWalBytes / 1_000_000} MB of log a second at most. There are ${functions.toLocaleString('en')} functions:
all alike, or the nth with 1/√n of the events of the first. A statement takes ${tripMs} ms besides its processor time. Workers and connections are ${workerBusy * 100} % busy.

${row('events a second', ({ perSecond }) => perSecond.toLocaleString('en'))}
| --- | ${needs.map(() => '---:').join(' | ')} |
${row('functions', ({ skew }) => (skew === 0 ? 'alike' : '1/√n'))}
${row('databases', ({ databases }) => String(databases))}
${row('load of the busiest, of an equal share', ({ share }) => `${share.toFixed(2)}x`)}
${row('cores of the busiest in use', ({ cpu }) => cpu.toFixed(1))}
${row('log of all, MB/s', ({ walBytes }) => (walBytes / 1_000_000).toFixed(1))}
${row('cores of workers for the store', ({ workers }) => String(workers))}
${row('connections in all', ({ connections }) => String(connections))}
${row('wait for a core of the busiest, p99, simulated', ({ waitMs }) => `${waitMs.toFixed(1)} ms`)}

Handlers come on top: a function that runs for 100 ms at 10,000 events a second runs 1,000 times at once.

## Limits

- One function lives in one database: it gets at most what one database can do, here ${Math.min(oneDatabase, ofWal).toLocaleString('en')} events a second (${oneDatabase.toLocaleString('en')} by processor time, ${ofWal.toLocaleString('en')} by
  log).
- Functions are not spread evenly, since few of them have most of the events: the busiest database decides. Names of databases decide where
  functions live; the line above is for one set of names.
- A retry costs a claim and a settlement more, a body of more than 1 KB its bytes of log.
- The simulation knows cores, and no locks, no disk and no vacuum.
`
}
