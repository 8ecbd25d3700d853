import { type AcceptFigures, acceptLoad, connections } from './accept-load.ts'
import { median } from './rounds.ts'
import { startAcceptServer } from './servers/accept-server.ts'
import { credentialFor, startMoto } from './servers/moto.ts'
import {
  type Installed,
  installServerlessOffline,
  serverlessFunction,
  startServerlessOffline,
} from './servers/serverless-offline.ts'
import { type Started, withServers } from './servers/started.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

interface Contender {
  readonly title: string
  readonly functionName: string
  start(): Promise<Started>
}

const contenders = (installed: Installed): readonly Contender[] => [
  { title: 'local-runtime, in memory', functionName: 'f', start: () => startAcceptServer('memory') },
  { title: 'local-runtime, durable', functionName: 'f', start: () => startAcceptServer('durable') },
  { title: 'moto_server', functionName: 'f', start: startMoto },
  { title: 'serverless-offline', functionName: serverlessFunction, start: () => startServerlessOffline(installed) },
]

const measured = ({ functionName, start }: Contender, seconds: number): Promise<AcceptFigures | string> =>
  withServers([start], async ([server = { skipped: 'no server' }]) =>
    'skipped' in server ? server.skipped : acceptLoad(server.address, functionName, seconds, credentialFor('lambda')),
  )

/** The contenders in turn, round after round, so that what else the machine does falls on all of them. */
async function rowsOf(all: readonly Contender[], { short }: RunOptions): Promise<readonly Row[]> {
  const seen = all.map((): AcceptFigures[] => [])
  const skipped = new Map<Contender, string>()
  for (let round = 0; round < (short ? 1 : 5); round += 1)
    for (const [index, contender] of all.entries()) {
      if (skipped.has(contender)) continue
      const found = await measured(contender, short ? 1 : 4)
      if (typeof found === 'string') skipped.set(contender, found)
      else seen[index]?.push(found)
    }
  return all.map((contender, index) => {
    const reason = skipped.get(contender)
    const own = seen[index] ?? []
    if (reason !== undefined) return { server: `${contender.title}: SKIPPED: ${reason}` }
    const toIt = (ours: number): string =>
      index <= ours
        ? ''
        : `${median(own.map(({ perSecond }, round) => (seen[ours]?.[round]?.perSecond ?? Number.NaN) / perSecond)).toFixed(1)}x`
    return {
      server: contender.title,
      'accepted/s': median(own.map(({ perSecond }) => perSecond)).toFixed(0),
      'memory to it': toIt(0),
      'durable to it': toIt(1),
      'p99 ms': median(own.map(({ p99Ms }) => p99Ms)).toFixed(0),
      failed: String(own.reduce((sum, { failed }) => sum + failed, 0)),
    }
  })
}

const suite: Suite = {
  title: 'Local runtime and its peers: events accepted',
  note: `${connections} connections, events of 1 KB, the same requests to all. moto_server answers 202 itself and runs nothing, for otherwise it starts a container, and it closes every connection; serverless-offline runs a handler that does nothing in its own process, and has no queue. Medians of interleaved rounds. Goal: 20x moto_server.`,
  async run({ short }) {
    const installed: Installed = short
      ? { skipped: 'its installation takes longer than a short run' }
      : await installServerlessOffline()
    try {
      return await rowsOf(contenders(installed), { short })
    } finally {
      if ('remove' in installed) installed.remove()
    }
  },
}

export default suite
