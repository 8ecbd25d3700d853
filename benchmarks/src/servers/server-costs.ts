import { existsSync, readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

/** The costs of a server so far. */
export interface ServerCosts {
  /** Processor time of all its processes, in microseconds. */
  readonly cpuUs: number
  /** Bytes of its write-ahead log; 0 of a server other than PostgreSQL. */
  readonly walBytes: number
}

/** Clock ticks of `/proc` last 10 ms. */
const tickUs = 10_000

/** Reads the costs of a server, by the id of its first process. */
export async function serverCosts(pid: number, address: string): Promise<ServerCosts> {
  return { cpuUs: cpuUs(pid), walBytes: address.startsWith('postgres:') ? await walBytes(address) : 0 }
}

async function walBytes(address: string): Promise<number> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  const { rows } = await client.query("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes")
  await client.end()
  return Number(rows[0]?.bytes)
}

/** Processes that have ended count through their parent. */
function cpuUs(pid: number): number {
  const own = timesOf(pid)
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => timesOf(Number(name)))
    .filter((times) => times?.parent === pid)
  const ticks = [own, ...children].reduce((sum, times) => sum + (times?.ticks ?? 0), own?.ofEnded ?? 0)
  return ticks * tickUs
}

function timesOf(pid: number): { parent: number; ticks: number; ofEnded: number } | undefined {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return undefined
  try {
    // The name in parentheses may contain spaces.
    const fields = readFileSync(file, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number)
    const at = (index: number): number => fields[index] ?? 0
    return { parent: at(1), ticks: at(11) + at(12), ofEnded: at(13) + at(14) }
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}
