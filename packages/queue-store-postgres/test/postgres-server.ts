import { execFileSync, spawnSync } from 'node:child_process'
import { chownSync, closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../../scripts/free-port.ts'

/** A server of PostgreSQL that tests may break, unless it is the one that `DATABASE_URL` names. */
export interface PostgresServer {
  readonly port: number
  /** Creates an empty database and returns its address; with a port, that of a proxy or pooler. */
  createDatabase(name: string): void
  url(database: string, port?: number): string
  /** Ends the server at once, as a crash does. Its clients lose their connections. */
  crash(): void
  start(): void
  stop(): void
}

const installed = '/usr/lib/postgresql'

/** Finds PostgreSQL's programs: on the path, or where Debian keeps them, the newest first. */
function findBinaries(): string | undefined {
  const versions = existsSync(installed) ? readdirSync(installed).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(installed, version, 'bin')),
    ...(process.env.PATH ?? '').split(':').filter((folder) => folder !== ''),
  ]
  return folders.find((folder) => ['initdb', 'postgres', 'pg_ctl'].every((name) => existsSync(join(folder, name))))
}

/** Settings of a small server. Each commit is flushed, which is the default. */
const settings = ['shared_buffers=64MB', 'max_connections=60', 'listen_addresses=127.0.0.1', 'autovacuum_naptime=5s']

/**
 * Starts a server in a folder of the system's temporary folder, which `stop` removes. PostgreSQL refuses to run as root, and
 * then runs as `nobody`.
 *
 * @returns why there is none, if there are no programs
 */
export async function startPostgresServer(): Promise<PostgresServer | { readonly skipped: string }> {
  const binaries = findBinaries()
  if (binaries === undefined) return { skipped: `no PostgreSQL on the path or in ${installed}` }
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-postgres-'))
  let port = await freePort()
  const uid = process.getuid?.() === 0 ? Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' })) : undefined
  if (uid !== undefined) chownSync(folder, uid, uid)
  const data = join(folder, 'data')
  const run = (program: string, ...args: readonly string[]): void => {
    const owner = uid === undefined ? {} : { uid, gid: uid }
    // Its output goes to a file: a pipe would stay open as long as the server runs.
    const output = openSync(join(folder, 'output'), 'w')
    const stdio = ['ignore', output, output] as const
    const { status, error } = spawnSync(join(binaries, program), args, { ...owner, cwd: folder, stdio: [...stdio] })
    closeSync(output)
    if (status === 0) return
    const logs = ['output', 'log'].map((name) => join(folder, name)).filter((file) => existsSync(file))
    const text = logs.map((file) => readFileSync(file, 'utf8').slice(-1_000)).join('\n')
    throw new Error(`${program} ${args[0] ?? ''} failed with ${error?.message ?? status}: ${text}`)
  }
  const start = (): void => {
    const options = [`-p ${port}`, `-k ${folder}`, ...settings.map((setting) => `-c ${setting}`)].join(' ')
    run('pg_ctl', 'start', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options)
  }
  const url = (database: string, at = port): string => `postgres://postgres@127.0.0.1:${at}/${database}`
  const end = (mode: string): void => run('pg_ctl', 'stop', '-D', data, '-w', '-m', mode)
  try {
    run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-locale', '-E', 'UTF8', '--no-sync')
    for (let tries = 1; ; tries += 1) {
      try {
        start()
        break
      } catch (error) {
        // Another program may have taken the port.
        if (tries === 5) throw error
        port = await freePort()
      }
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return {
    port,
    url,
    createDatabase: (name) => run('psql', '-q', '-c', `create database "${name}"`, url('postgres')),
    crash: () => end('immediate'),
    start,
    stop() {
      try {
        end('immediate')
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}
