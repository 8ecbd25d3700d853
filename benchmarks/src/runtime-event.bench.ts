import { writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { median } from './rounds.ts'
import { startRuntimeLoop } from './servers/runtime-loop.ts'
import { removeFolder, temporaryFolder } from './servers/temporary-folder.ts'
import type { Row, RunOptions, Suite } from './suite.ts'

const agent = new Agent({ keepAlive: true })

/** Sends an event, and reads the answer to its end. */
function send(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', resolve)
    })
    sent.on('error', reject).end('{"orderId":"A-1002"}')
  })
}

/** A way of one event, from its request until its end is known. */
type Way = () => Promise<void>

const asynchronous = { 'X-Amz-Invocation-Type': 'Event', 'Content-Type': 'application/json' }
const destination = 'arn:aws:sqs:us-east-1:123456789012:done'

async function startOurs(file: string, dataDirectory?: string): Promise<{ way: Way; close(): Promise<void> }> {
  let delivered = (): void => {}
  const runtime = await startLocalRuntime({
    functions: { echo: { file, eventInvokeConfigs: { $LATEST: { OnSuccess: destination } } } },
    ...(dataDirectory !== undefined && { dataDirectory }),
    onTimeline: ({ type }) => {
      // A queue without an endpoint has its record kept in the inbox.
      if (type === 'kept') delivered()
    },
  })
  const url = `${runtime.endpoint}/2015-03-31/functions/echo/invocations`
  const way = async (): Promise<void> => {
    const end = new Promise<void>((resolve) => (delivered = resolve))
    await send(url, asynchronous)
    await end
  }
  return { way, close: () => runtime.close() }
}

const rank = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN

/** Sends so many events each way, one of each in turn, so that a machine that is busy slows all of them. */
async function takeTimes(ways: readonly Way[], events: number): Promise<readonly (readonly number[])[]> {
  const times = ways.map((): number[] => [])
  for (let event = 0; event < events; event += 1)
    for (const [index, way] of ways.entries()) {
      const startMs = performance.now()
      await way()
      times[index]?.push(performance.now() - startMs)
    }
  return times
}

async function run({ short }: RunOptions): Promise<readonly Row[]> {
  const [rounds, events, untilCompiled] = short ? [3, 100, 0] : [9, 500, 10_000]
  const folder = temporaryFolder()
  const file = join(folder, 'echo.mjs')
  writeFileSync(file, 'export const handler = async (event) => event')
  const journal = await open(join(folder, 'journal'), 'a')
  const flushed = async (body: string): Promise<void> => {
    await journal.write(`${body}\n`)
    await journal.datasync()
  }
  const loops = [await startRuntimeLoop('echo.handler', file), await startRuntimeLoop('echo.handler', file, flushed)]
  const [bare, flushing] = loops.map(
    (loop): Way =>
      async () => {
        const answer = loop.answered()
        await send(loop.url, {})
        await answer
      },
  )
  if (bare === undefined || flushing === undefined) throw new Error('a loop is missing')
  const [inMemory, durable] = [await startOurs(file), await startOurs(file, join(folder, 'data'))]
  const named = {
    'bare Runtime API loop': bare,
    'in memory': inMemory.way,
    'bare loop with two flushes': flushing,
    durable: durable.way,
  }
  const ways = Object.values(named)
  await takeTimes(ways, events)
  const early = await takeTimes(ways, events)
  await takeTimes(ways, untilCompiled)
  const all: (readonly (readonly number[])[])[] = []
  for (let round = 0; round < rounds; round += 1) all.push(await takeTimes(ways, events))
  for (const loop of loops) loop.close()
  await journal.close()
  await Promise.all([inMemory.close(), durable.close()])
  agent.destroy()
  removeFolder(folder)
  const shared = (way: number, share: number): number => median(all.map((times) => rank(times[way] ?? [], share)))
  const ratio = (way: number, to: number, share: number): string =>
    `${median(all.map((times) => rank(times[way] ?? [], share) / rank(times[to] ?? [], share))).toFixed(2)}x`
  return Object.keys(named).map((path, way) => ({
    path,
    'p50 ms': shared(way, 0.5).toFixed(2),
    'vs. bare': ratio(way, 0, 0.5),
    'p99 ms': shared(way, 0.99).toFixed(2),
    'p99 vs. bare': ratio(way, 0, 0.99),
    'vs. two flushes': path === 'durable' ? `${ratio(way, 2, 0.5)}, p99 ${ratio(way, 2, 0.99)}` : '',
    'early p50, p99 ms': [0.5, 0.99].map((share) => rank(early[way] ?? [], share).toFixed(2)).join(', '),
  }))
}

export default {
  title: 'Local runtime: one warm event',
  note: 'Real clock, one event at a time: from its request until its record has been delivered to the inbox. The bare loop answers 202, passes the event to the same bootstrap, and knows its end by the answer of the handler; it keeps no queue, settings, log or record. A durable event cannot end sooner than its acceptance and its outcome are on the disk: the loop with two flushes appends each to a file, and waits for it. Medians of interleaved rounds after 11,000 events each way. Of the first thousands, one in a hundred waits 1 to 3 ms while threads of V8 that compile the code hold its processor: the last column is the second half of the first 1,000. Goal: 1.3x.',
  run,
} satisfies Suite
