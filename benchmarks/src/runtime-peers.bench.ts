import { acceptLoad, connections } from './accept-load.ts'
import { median } from './rounds.ts'
import { startAcceptServer } from './servers/accept-server.ts'
import { inTurn } from './servers/in-turn.ts'
import { type LambdaServer, withLambdaPeers } from './servers/lambda-peers.ts'
import { credentialFor } from './servers/moto.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const ours = (['memory', 'durable'] as const).map(
  (kind): LambdaServer => ({
    title: `local-runtime, ${kind === 'memory' ? 'in memory' : kind}`,
    functionName: 'f',
    start: () => startAcceptServer(kind),
  }),
)

async function rowsOf(all: readonly LambdaServer[], { short }: RunOptions): Promise<readonly Row[]> {
  const seen = await inTurn(all, short ? 1 : 5, ({ address }, { functionName }) =>
    acceptLoad(address, functionName, short ? 1 : 4, credentialFor('lambda')),
  )
  const rates = seen.map((own) => (typeof own === 'string' ? [] : own.map(({ perSecond }) => perSecond)))
  /** Events that our first or second server accepts per event that the server at `index` accepts. */
  const ratio = (of: 0 | 1, index: number): string =>
    index <= of
      ? ''
      : `${median((rates[index] ?? []).map((rate, round) => (rates[of]?.[round] ?? Number.NaN) / rate)).toFixed(1)}x`
  return all.map(({ title }, index) => {
    const own = seen[index] ?? []
    if (typeof own === 'string') return { server: `${title}: SKIPPED: ${own}` }
    return {
      server: title,
      'accepted/s': median(rates[index] ?? []).toFixed(0),
      'memory : this': ratio(0, index),
      'durable : this': ratio(1, index),
      'p99 ms': median(own.map(({ p99Ms }) => p99Ms)).toFixed(0),
      failed: String(own.reduce((sum, { failed }) => sum + failed, 0)),
    }
  })
}

const suite: Suite = {
  title: 'Local runtime: beside others',
  note: `${connections} connections, events of 1 KB, the same requests to all. moto_server answers 202 itself and runs nothing, since it would start a container, and it closes every connection; serverless-offline runs a no-op handler in its own process, and has no queue. Medians of interleaved rounds. Goal: 20x moto_server.`,
  run: (options) => withLambdaPeers(options, (peers) => rowsOf([...ours, ...peers], options)),
}

export default suite
