import type { Clock } from '@async-invoke/engine'
import pg from 'pg'
import { fastClock } from '../../queue-store-sqlite/reliability/fast-clock.ts'
import type { PostgresShard } from '../src/index.ts'

/** The setting that the processes of a run share. */
export interface FleetSetting {
  /** Folder of the files in which each process notes its facts. */
  readonly folder: string
  /** Addresses of the databases, through their proxies. */
  readonly urls: readonly string[]
  /** From here on, time runs `speed` times as fast. */
  readonly startMs: number
}

/** A minute lasts 3 s, so that retries come within the run. */
export const speed = 20
/** 3 s in the machine's time: less than a stop, more than a fault of the network. */
export const leaseMs = 60_000
export const functions = ['f-0', 'f-1', 'f-2', 'f-3', 'f-4'] as const
/** Maximum number of leases at once in the lanes of the first two functions. */
export const limit = 3

/** The id tells the outcome: `ok` succeeds, `once` fails the first time, `always` fails every time. */
export const kinds = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'once', 'always'] as const
export const conditionOf: Readonly<Record<string, string>> = {
  ok: 'Success',
  once: 'Success',
  always: 'RetriesExhausted',
}

/** SQL that makes the database's time run as fast as the workers'. */
export function fastTime(startMs: number): string {
  return `create or replace function async_invoke.now_ms(virtual_now bigint default null) returns bigint language sql volatile as $sql$
    select floor(${startMs} + (extract(epoch from clock_timestamp()) * 1000 - ${startMs}) * ${speed})::bigint
  $sql$`
}

/** A clock of a process that is wrong by `skewMs`. */
export function skewedClock(startMs: number, skewMs: number): Clock {
  const clock = fastClock(startMs, speed)
  return {
    nowMs: () => clock.nowMs() + skewMs,
    wakeAt: (atMs, wake) => clock.wakeAt(atMs - skewMs, wake),
  }
}

/** A pool that gives up a connection that does not answer. */
export function poolOf(url: string): pg.Pool {
  const times = { query_timeout: 1_500, connectionTimeoutMillis: 1_500, idleTimeoutMillis: 5_000 }
  return new pg.Pool({ connectionString: url, max: 4, keepAlive: true, ...times })
}

/** The databases by their names, in the order of the servers. */
export function shardsOf(databases: readonly pg.Pool[]): readonly PostgresShard[] {
  return databases.map((database, index) => ({ name: `s${index}`, database }))
}
