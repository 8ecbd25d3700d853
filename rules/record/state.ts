import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Something that a run has created, or is about to create. */
export interface Resource {
  readonly kind: 'queue' | 'function' | 'role'
  readonly name: string
}

/** What a run has to remember, so that another process can go on, or clean up. */
export interface RecorderState {
  /** Part of every name that the run makes. */
  readonly run: string
  /** Where the run happens: `aws` or the endpoint, with the region. */
  readonly place: string
  /** Experiments whose evidence is written. */
  readonly done: readonly string[]
  /** How often each experiment was begun, so that no name is used twice. */
  readonly tries: Readonly<Record<string, number>>
  /** Known before they are created, and until their deletion was answered. */
  readonly resources: readonly Resource[]
}

export interface StateStore {
  /**
   * Keeps other processes from the same state, which would delete what this one creates.
   *
   * @returns what ends that
   * @throws {Error} if another process has it
   */
  lock(): () => void
  read(): RecorderState | undefined
  /** Resolves once the state survives the end of the process. */
  write(state: RecorderState): void
  /** Forgets the run, which has ended. */
  remove(): void
}

/** Keeps the state in a file that is replaced as a whole. A lock beside it names the process that has it. */
export function fileStateStore(path: string): StateStore {
  const lockPath = `${path}.lock`
  return {
    lock() {
      mkdirSync(dirname(path), { recursive: true })
      const holder = existsSync(lockPath) ? Number(readFileSync(lockPath, 'utf8')) : undefined
      if (holder !== undefined && holder !== process.pid && runs(holder))
        throw new Error(`process ${holder} records with the state ${path}; wait for it, or name another --state`)
      rmSync(lockPath, { force: true })
      writeFileSync(lockPath, String(process.pid), { flag: 'wx' })
      return () => rmSync(lockPath, { force: true })
    },
    read: () => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined),
    write(state) {
      mkdirSync(dirname(path), { recursive: true })
      const file = openSync(`${path}.new`, 'w')
      try {
        writeSync(file, `${JSON.stringify(state, null, 2)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(`${path}.new`, path)
    },
    remove: () => rmSync(path, { force: true }),
  }
}

/** Whether a process runs. A lock outlives one that was killed. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
