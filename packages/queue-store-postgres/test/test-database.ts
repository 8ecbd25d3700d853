import pg from 'pg'
import { afterAll, inject } from 'vitest'

/** Why the tests have no server; `undefined` if they have one. */
export function whyNoServer(): string | undefined {
  const server = inject('server')
  return 'skipped' in server ? server.skipped : undefined
}

export function serverUrl(): string {
  const server = inject('server')
  return 'skipped' in server ? '' : server.url
}

/** Returns a function that makes pools on the server, which end after the tests of the block. */
export function poolsOfTests(): (settings?: pg.PoolConfig) => pg.Pool {
  const pools: pg.Pool[] = []
  afterAll(() => Promise.all(pools.map((pool) => pool.end())))
  return (settings = {}) => {
    const pool = new pg.Pool({ connectionString: serverUrl(), ...settings })
    pools.push(pool)
    return pool
  }
}
