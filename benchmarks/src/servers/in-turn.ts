import type { LambdaServer } from './lambda-peers.ts'
import { type Started, withServers } from './started.ts'

export type Running = Exclude<Started, { readonly skipped: string }>

/**
 * Starts, measures and stops the servers in turn, round after round, so that other load on the machine affects all of
 * them.
 *
 * @returns per server, its figures by round, or the reason why it was skipped.
 */
export async function inTurn<Figures>(
  servers: readonly LambdaServer[],
  rounds: number,
  measure: (running: Running, server: LambdaServer, startMs: number) => Promise<Figures>,
): Promise<readonly (readonly Figures[] | string)[]> {
  const seen = servers.map((): Figures[] => [])
  const skipped = new Map<number, string>()
  for (let round = 0; round < rounds; round += 1)
    for (const [index, server] of servers.entries()) {
      if (skipped.has(index)) continue
      const startMs = performance.now()
      await withServers([server.start], async ([started = { skipped: 'it was not started' }]) => {
        if ('skipped' in started) skipped.set(index, started.skipped)
        else seen[index]?.push(await measure(started, server, startMs))
      })
    }
  return seen.map((figures, index) => skipped.get(index) ?? figures)
}
