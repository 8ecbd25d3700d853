import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { sendOnce } from './load-by-connection.ts'
import { median } from './rounds.ts'
import { startBareHttp } from './servers/bare-http.ts'
import { startDevCommand } from './servers/dev-command.ts'
import { inTurn, type Running } from './servers/in-turn.ts'
import { type LambdaServer, withLambdaPeers } from './servers/lambda-peers.ts'
import { credentialFor } from './servers/moto.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const ours: readonly LambdaServer[] = [
  { title: 'bare node:http', functionName: 'f', start: startBareHttp },
  { title: 'async-invoke dev --memory', functionName: 'f', start: () => startDevCommand('memory') },
  { title: 'async-invoke dev, durable', functionName: 'f', start: () => startDevCommand('data') },
]
const headers = { ...credentialFor('lambda'), 'X-Amz-Invocation-Type': 'Event', 'Content-Type': 'application/json' }

async function measured({ address, pid }: Running, functionName: string, startMs: number, idleMs: number) {
  const url = `${address}/2015-03-31/functions/${functionName}/invocations`
  const { status } = await sendOnce({ url, headers, body: '{"a":1}' })
  const firstMs = performance.now() - startMs
  if (status !== 202) throw new Error(`${url} answered ${status}`)
  await sleep(idleMs)
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return { firstMs, residentMb: Number(kilobytes) / 1_024 }
}

async function rowsOf(all: readonly LambdaServer[], { short }: RunOptions): Promise<readonly Row[]> {
  const idleMs = short ? 200 : 2_000
  const seen = await inTurn(all, short ? 3 : 11, (running, { functionName }, startMs) =>
    measured(running, functionName, startMs, idleMs),
  )
  const times = seen.map((own) => (typeof own === 'string' ? [] : own.map(({ firstMs }) => firstMs)))
  return all.map(({ title }, index) => {
    const own = seen[index] ?? []
    if (typeof own === 'string') return { command: `${title}: SKIPPED: ${own}` }
    const toBare = (times[index] ?? []).map((ms, round) => ms / (times[0]?.[round] ?? Number.NaN))
    return {
      command: title,
      'first 202, ms': median(times[index] ?? []).toFixed(0),
      fastest: Math.min(...(times[index] ?? [])).toFixed(0),
      'vs. bare': `${median(toBare).toFixed(1)}x`,
      'idle resident MB': median(own.map(({ residentMb }) => residentMb)).toFixed(0),
    }
  })
}

const suite: Suite = {
  title: 'Local runtime: start to first event',
  note: 'Time from the start of the process to the 202 of one event, and resident memory after idling; the process of the function does not count. The command is the built one, with a new data directory. moto_server needs a role and a function first. Medians of interleaved rounds.',
  run: (options) => withLambdaPeers(options, (peers) => rowsOf([...ours, ...peers], options)),
}

export default suite
