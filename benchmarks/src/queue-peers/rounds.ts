import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { QueueFigures } from './case.ts'

export interface Contender {
  readonly title: string
  /** Its file in this folder. */
  readonly file: string
  /** Of its server, where it has one. */
  readonly address?: string
  /** How many it gets through in about a second when 64 callers add them one by one. */
  readonly singles: number
}

/** 64 callers add one by one; or 4 add 100 in each call. */
export type Way = '64' | 'batched'

export interface Rounds {
  readonly rounds: number
  /** Of the usual number of events. */
  readonly share: number
  /** What the processes that measure run under. */
  readonly env?: Readonly<Record<string, string>>
}

const caseFile = fileURLToPath(new URL('./case.ts', import.meta.url))
const inBatches = 20_000

/** The contenders in turn, round after round, so that what else the machine does falls on all: a list for each round. */
export async function queueRounds(
  contenders: readonly Contender[],
  way: Way,
  { rounds, share, env }: Rounds,
): Promise<readonly (readonly QueueFigures[])[]> {
  const seen: QueueFigures[][] = []
  for (let round = 0; round < rounds; round += 1) {
    const figures: QueueFigures[] = []
    for (const { file, address = '', singles } of contenders) {
      const items = Math.round((way === 'batched' ? inBatches : singles) * share)
      const args = ['--conditions=@async-invoke/source', caseFile, file, address, String(items), way]
      const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } })
      figures.push(JSON.parse(stdout) as QueueFigures)
    }
    seen.push(figures)
  }
  return seen
}
