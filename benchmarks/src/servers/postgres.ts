import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { findProgram } from './find-program.ts'
import { startServer } from './server-process.ts'
import type { Started } from './started.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

const installed = '/usr/lib/postgresql'
// Memory and log for a small machine. Each commit is flushed, which is the default.
const settings = ['shared_buffers=512MB', 'max_wal_size=4GB', 'listen_addresses=']

/** Starts a PostgreSQL server behind a Unix socket. PostgreSQL refuses to run as root, so it then runs as nobody. */
export async function startPostgres(env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : []
  const folders = versions.map((version) => join(installed, version, 'bin'))
  const initdb = findProgram('initdb', folders)
  if (initdb === undefined) return { skipped: 'no PostgreSQL on the path or in its usual folder' }
  const folder = temporaryFolder()
  try {
    const uid =
      process.getuid?.() === 0 ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : undefined
    if (uid !== undefined) chownSync(folder, uid, uid)
    const owner = uid === undefined ? {} : { uid, gid: uid }
    const data = join(folder, 'data')
    const options = ['--pgdata', data, '--username', 'postgres', '--auth', 'trust', '--no-locale', '--encoding', 'UTF8']
    execFileSync(initdb, [...options, '--no-sync'], { ...owner, cwd: folder, stdio: 'pipe' })
    const server = await startServer({
      command: findProgram('postgres', [dirname(initdb), ...folders]) ?? 'postgres',
      args: ['-D', data, '-k', folder, ...settings.flatMap((setting) => ['-c', setting])],
      folder,
      env,
      readyText: 'ready to accept connections',
      stopSignal: 'SIGQUIT',
      ...(uid === undefined ? {} : { uid }),
    })
    return { ...server, address: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}` }
  } catch (error) {
    removeFolder(folder)
    throw error
  }
}

/** Removes the dead rows of all tables. */
export async function vacuum(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  await client.query('vacuum')
  await client.end()
}
