import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { QueueFigures } from './case.ts'

export interface Contender {
  readonly title: string
  /** Module in this folder. */
  readonly file: string
  /** Address of its server, if it has one. */
  readonly address?: string
  /** Id of its server's first process, for the costs of an event. */
  readonly pid?: number
  /** Number of events that take about a second when 64 callers add them one by one. */
  readonly singles: number
}

/**
 * - `singles`: 64 callers add one by one.
 * - `batched`: 4 callers add 100 per call.
 * - `delivered`: as `batched`, and the end of each event queues a delivery in the same commit.
 */
export type Mode = 'singles' | 'batched' | 'delivered'

export interface Rounds {
  readonly rounds: number
  /** Fraction of the usual number of events. */
  readonly share: number
  /** Environment of the measuring processes. */
  readonly env?: Readonly<Record<string, string>>
}

const caseFile = fileURLToPath(new URL('./case.ts', import.meta.url))
const batchedEvents = 20_000

/**
 * Measures the contenders in turn, so that other load on the machine affects all of them; returns one list per round.
 */
export async function queueRounds(
  contenders: readonly Contender[],
  mode: Mode,
  { rounds, share, env }: Rounds,
): Promise<readonly (readonly QueueFigures[])[]> {
  const seen: QueueFigures[][] = []
  for (let round = 0; round < rounds; round += 1) {
    const figures: QueueFigures[] = []
    for (const { file, address = '', singles, pid = '' } of contenders) {
      const items = Math.round((mode === 'singles' ? singles : batchedEvents) * share)
      const args = ['--conditions=@async-invoke/source', caseFile, file, address, String(items), mode, String(pid)]
      const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } })
      figures.push(JSON.parse(stdout) as QueueFigures)
    }
    seen.push(figures)
  }
  return seen
}
