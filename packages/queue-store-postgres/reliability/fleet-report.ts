import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultMaxWithoutOutcome, type Fact, HistoryChecker } from '@async-invoke/engine/internal'
import type { PostgresDatabase } from '../src/index.ts'
import { shardToken } from '../src/lib/sharded/shard-token.ts'
import { tokenOf } from '../src/lib/statements/tokens.ts'
import { effectsOf } from './fleet-effects.ts'
import { type FleetLine, inOrder } from './fleet-facts.ts'
import { limit, promisesOf, shardsOf } from './fleet-setting.ts'

/** How far an engine's estimate of the server's time may be off, from calls that take long. */
const maxClockErrorMs = 5_000

/** A store that is broken for good violates promises without end. */
const enoughViolations = 1_000

/** What a run has left. */
export interface FleetRemains {
  /** Folder of the lines of processes. */
  readonly folder: string
  readonly databases: readonly PostgresDatabase[]
  /** Number of items in the queue. */
  readonly left: number
}

/** The findings about a run, and its figures. */
export interface FleetReport {
  readonly violations: readonly string[]
  readonly text: string
}

/** Checks the facts that processes and servers have noted. */
export async function reportOf({ folder, databases, left }: FleetRemains): Promise<FleetReport> {
  const processes = readdirSync(folder).map((name) => linesOf(join(folder, name)))
  const servers = shardsOf(databases).map(({ name, database }) =>
    effectsOf(database, (lease, id) => {
      const token = tokenOf({ lease, id })
      return databases.length > 1 ? shardToken(name, token) : token
    }),
  )
  const facts = inOrder([...(await Promise.all(servers)), ...processes])
  const checker = new HistoryChecker({
    ...{ functionOf: promisesOf, maxWithoutOutcome: defaultMaxWithoutOutcome, effectsByStore: true },
    maxClockErrorMs,
  })
  for (const fact of facts) {
    checker.read(fact)
    if (checker.violations.length >= enoughViolations) break
  }
  const atMs = facts.at(-1)?.atMs ?? 0
  checker.read({ atMs, process: 'fleet', type: 'counted', items: left })
  checker.finish()
  const figures = figuresOf(facts)
  const violations = [
    ...checker.violations,
    ...(left > 0 ? [`${left} items are left in the queue`] : []),
    ...(figures.accepted === 0 ? ['no event was accepted'] : []),
  ]
  const lost = new Set(violations.flatMap((violation) => /^(\S+) was confirmed and is lost/.exec(violation)?.[1] ?? []))
  const text =
    `accepted ${figures.accepted}, extra runs ${figures.extraRuns}, extra deliveries ${figures.extraDeliveries}, ` +
    `renewed ${figures.renewed}, stale ${figures.stale}, facts ${facts.length}, left in the queue ${left}, ` +
    `most leases of a limit of ${limit}: ${checker.mostLeases}, violations ${violations.length}, lost ${lost.size}`
  return { violations, text }
}

function linesOf(file: string): readonly FleetLine[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as FleetLine)
}

interface FleetFigures {
  readonly accepted: number
  readonly extraRuns: number
  readonly extraDeliveries: number
  /** Number of leases that were renewed, and of settlements that came too late. */
  readonly renewed: number
  readonly stale: number
}

function figuresOf(facts: readonly Fact[]): FleetFigures {
  const [runs, deliveries] = [new Set<string>(), new Set<string>()]
  const counts = { accepted: 0, extraRuns: 0, extraDeliveries: 0, renewed: 0, stale: 0 }
  for (const fact of facts) {
    if (fact.type === 'confirmed') counts.accepted += 1
    else if (fact.type === 'extended') counts.renewed += 1
    else if (fact.type === 'settle-answered' && fact.result === 'stale') counts.stale += 1
    else if (fact.type === 'run-started') {
      if (runs.has(`${fact.id} ${fact.attempt}`)) counts.extraRuns += 1
      runs.add(`${fact.id} ${fact.attempt}`)
    } else if (fact.type === 'delivering') {
      if (deliveries.has(fact.id)) counts.extraDeliveries += 1
      deliveries.add(fact.id)
    }
  }
  return counts
}
