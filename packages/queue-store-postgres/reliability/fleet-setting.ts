import type { Clock } from '@async-invoke/engine'
import type { FunctionPromises } from '@async-invoke/engine/internal'
import pg from 'pg'
import { fastClock } from '../../queue-store-sqlite/reliability/fast-clock.ts'
import { promisesOf as promisesOfKills } from '../../queue-store-sqlite/reliability/kill9-events.ts'
import type { PostgresDatabase, PostgresShard } from '../src/index.ts'
import { brokenText } from './fleet-breakages.ts'

/** The setting that the processes of a run share. */
export interface FleetSetting {
  /** Folder of the files in which each process notes its facts. */
  readonly folder: string
  /** Addresses of the databases, through their proxies. */
  readonly urls: readonly string[]
  /** From here on, time runs `speed` times as fast. */
  readonly startMs: number
  /** Name of the process. */
  readonly name: string
  /** Name of the promise that the store breaks on purpose. */
  readonly broken?: string | undefined
}

/** A minute lasts 3 s, so that retries come within the run. */
export const speed = 20
/** 3 s in the machine's time: less than a stop, more than a fault of the network. */
export const leaseMs = 60_000
/** Maximum number of leases at once in the lanes of the first two functions. */
export const limit = 3
export const limited: readonly string[] = ['f-0', 'f-1']

export function promisesOf(functionName: string): FunctionPromises {
  const promises = promisesOfKills(functionName)
  if (!limited.includes(functionName)) return promises
  return { ...promises, limit: { slots: functionName, maxRuns: limit, inStore: true, fromStart: true } }
}

/**
 * How long a run takes. One event in nine runs so long that another worker, which has got it from a stopped one, is still at work when that
 * one goes on. Leases are renewed meanwhile.
 */
export function durationMs(id: string): number {
  const isLong = Number(id.split('-').at(-2)) % 9 === 0
  return isLong ? 1_500 + Math.random() * 2_500 : Math.random() * 40
}

/** SQL for a moment of the server in the fleet's time. */
export function fastTime(startMs: number, moment: string): string {
  return `floor(${startMs} + (extract(epoch from ${moment}) * 1000 - ${startMs}) * ${speed})::bigint`
}

/** A clock of a process that is wrong by `skewMs`. */
export function skewedClock(startMs: number, skewMs: number): Clock {
  const clock = fastClock(startMs, speed)
  return {
    nowMs: () => clock.nowMs() + skewMs,
    wakeAt: (atMs, wake) => clock.wakeAt(atMs - skewMs, wake),
  }
}

/** The databases of a process, whose connections have its name. Each gives up a connection that does not answer. */
export function databasesOf({
  urls,
  name,
  broken,
}: Pick<FleetSetting, 'urls' | 'name' | 'broken'>): readonly PostgresDatabase[] {
  const times = { query_timeout: 1_500, connectionTimeoutMillis: 1_500, idleTimeoutMillis: 5_000 }
  return urls.map((connectionString) => {
    const pool = new pg.Pool({ connectionString, application_name: name, max: 4, keepAlive: true, ...times })
    pool.on('error', () => {})
    return { query: (text, values) => pool.query(brokenText(text, broken), values) }
  })
}

/** The databases by their names, in the order of the servers. */
export function shardsOf(databases: readonly PostgresDatabase[]): readonly PostgresShard[] {
  return databases.map((database, index) => ({ name: `s${index}`, database }))
}
