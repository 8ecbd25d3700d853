import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
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
  read(): RecorderState | undefined
  /** Resolves once the state survives the end of the process. */
  write(state: RecorderState): void
  /** Forgets the run, which has ended. */
  remove(): void
}

/** Keeps the state in a file that is replaced as a whole. */
export function fileStateStore(path: string): StateStore {
  return {
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
