import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { makePrivate } from './private-file.ts'

/** Number of the last commit, and whether it was flushed before the number was written. */
export interface CommitNumber {
  readonly commits: number
  readonly synchronous: 'full' | 'normal'
}

const bytes = 64

export const commitNumberPath = (path: string): string => `${path}-commits`

function textOf({ commits, synchronous }: CommitNumber): string {
  const text = `${commits} ${synchronous}`
  return `${text} ${crc32(text)}`.padEnd(bytes - 1).concat('\n')
}

export function readCommitNumber(path: string): CommitNumber | 'missing' | 'damaged' {
  const file = commitNumberPath(path)
  if (!existsSync(file)) return 'missing'
  const text = readFileSync(file, 'latin1')
  const [commits = '', synchronous = ''] = text.split(' ')
  if (synchronous !== 'full' && synchronous !== 'normal') return 'damaged'
  const number = { commits: Number(commits), synchronous } as const
  return text === textOf(number) ? number : 'damaged'
}

/**
 * The number of the last commit in a small file beside the database, `<path>-commits`. SQLite takes a write-ahead log that
 * was cut or damaged for one that ends there; this file knows better.
 *
 * It is written after the commit and not flushed, except at opening, so it is never ahead of what is durable.
 */
export class CommitNumberFile {
  readonly #file: number
  readonly #synchronous: CommitNumber['synchronous']

  constructor(path: string, synchronous: CommitNumber['synchronous'], commits: number) {
    makePrivate(commitNumberPath(path))
    this.#file = openSync(commitNumberPath(path), 'r+')
    this.#synchronous = synchronous
    this.#write(commits)
    fsyncSync(this.#file)
  }

  /** Never throws: the commit cannot be taken back, and a number that stays behind is no sign of damage. */
  note(commits: number): void {
    try {
      this.#write(commits)
    } catch {
      // The next commit tries again.
    }
  }

  #write(commits: number): void {
    writeSync(this.#file, textOf({ commits, synchronous: this.#synchronous }), 0, 'latin1')
  }

  close(): void {
    closeSync(this.#file)
  }
}
