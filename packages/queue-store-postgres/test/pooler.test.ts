import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { freePort } from '../../../scripts/free-port.ts'
import { manyLanes, storeCases } from './store-cases.ts'
import { serverUrl, whyNoServer } from './test-database.ts'

const program = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find((file) => existsSync(file))

/** Two connections for all clients, so that each statement may find another session than the one before. */
function settings({ hostname, port, pathname }: URL, own: number, folder: string): string {
  return `[databases]
* = host=${hostname} port=${port} dbname=${pathname.slice(1)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${own}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users')}
pool_mode = transaction
default_pool_size = 2
server_reset_query_always = 1
`
}

describe('the PostgreSQL store through PgBouncer in transaction mode', () => {
  const skipped =
    whyNoServer() ??
    (program === undefined
      ? 'no PgBouncer'
      : process.env.DATABASE_URL
        ? 'the server is not one of the tests'
        : undefined)
  let folder = ''
  let pooler: ChildProcess | undefined
  let pool: pg.Pool | undefined
  beforeAll(async () => {
    if (skipped !== undefined || program === undefined) return
    folder = mkdtempSync(join(tmpdir(), 'async-invoke-pgbouncer-'))
    const port = await freePort()
    writeFileSync(join(folder, 'ini'), settings(new URL(serverUrl()), port, folder))
    writeFileSync(join(folder, 'users'), '"postgres" ""\n')
    const uid =
      process.getuid?.() === 0 ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : undefined
    if (uid !== undefined) chownSync(folder, uid, uid)
    pooler = spawn(program, [join(folder, 'ini')], { stdio: 'ignore', ...(uid !== undefined && { uid, gid: uid }) })
    while (!(await listens(port))) {
      if (pooler.exitCode !== null) throw new Error(`PgBouncer ended with ${pooler.exitCode}`)
      await setTimeout(50)
    }
    pool = new pg.Pool({ connectionString: `postgres://postgres@127.0.0.1:${port}/postgres` })
  })
  afterAll(async () => {
    await pool?.end()
    if (pooler?.exitCode === null) {
      const ended = once(pooler, 'exit')
      pooler.kill()
      await ended
    }
    if (folder !== '') rmSync(folder, { recursive: true, force: true })
  })
  storeCases(() => (pool === undefined ? (skipped ?? 'PgBouncer did not start') : [pool]), [manyLanes])
})

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
