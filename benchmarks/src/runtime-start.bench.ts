import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { sendOnce } from './load-by-connection.ts'
import { median } from './rounds.ts'
import { startBareHttp } from './servers/bare-http.ts'
import { startDevCommand } from './servers/dev-command.ts'
import { credentialFor, startMoto } from './servers/moto.ts'
import { type Started, withServers } from './servers/started.ts'
import type { Row, Suite } from './suite.ts'

interface StartFigures {
  readonly firstMs: number
  readonly residentMb: number
}

const contenders: readonly (readonly [title: string, start: () => Promise<Started>])[] = [
  ['bare node:http', startBareHttp],
  ['async-invoke dev --memory', () => startDevCommand('memory')],
  ['async-invoke dev, durable', () => startDevCommand('data')],
  ['moto_server', startMoto],
]
const headers = { ...credentialFor('lambda'), 'X-Amz-Invocation-Type': 'Event', 'Content-Type': 'application/json' }

function measured(start: () => Promise<Started>, idleMs: number): Promise<StartFigures | string> {
  const startMs = performance.now()
  return withServers([start], async ([server = { skipped: 'no server' }]) => {
    if ('skipped' in server) return server.skipped
    const url = `${server.address}/2015-03-31/functions/f/invocations`
    const { status } = await sendOnce({ url, headers, body: '{"a":1}' })
    const firstMs = performance.now() - startMs
    if (status !== 202) throw new Error(`${url} answered ${status}`)
    await sleep(idleMs)
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' })
    return { firstMs, residentMb: Number(kilobytes) / 1_024 }
  })
}

const suite: Suite = {
  title: 'Local runtime: from nothing to the first event',
  note: 'From the start of the process to the 202 of one event, and what the process holds when it has been idle since; the process of the function is not counted. The command is the built one, its data directory new. moto_server has to be given a role and a function first. Medians of interleaved rounds.',
  async run({ short }) {
    const seen = contenders.map((): StartFigures[] => [])
    const skipped = new Map<string, string>()
    for (let round = 0; round < (short ? 3 : 11); round += 1)
      for (const [index, [title, start]] of contenders.entries()) {
        if (skipped.has(title)) continue
        const found = await measured(start, short ? 200 : 2_000)
        if (typeof found === 'string') skipped.set(title, found)
        else seen[index]?.push(found)
      }
    return contenders.map(([title], index): Row => {
      const reason = skipped.get(title)
      if (reason !== undefined) return { command: `${title}: SKIPPED: ${reason}` }
      const own = seen[index] ?? []
      const times = own.map(({ firstMs }) => firstMs)
      const toBare = median(times.map((ms, round) => ms / (seen[0]?.[round]?.firstMs ?? Number.NaN)))
      return {
        command: title,
        'first 202 after ms': median(times).toFixed(0),
        fastest: Math.min(...times).toFixed(0),
        'to bare': `${toBare.toFixed(1)}x`,
        'idle resident MB': median(own.map(({ residentMb }) => residentMb)).toFixed(0),
      }
    })
  },
}

export default suite
