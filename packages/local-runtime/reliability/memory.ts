/**
 * Runs events whose answers are a megabyte each, which end as records in the inbox, and compares the memory of the runtime in the
 * second half with that in the first: it must not grow. `pnpm reliability:memory --events N`
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startLocalRuntime } from '../src/index.ts'

const { values } = parseArgs({ options: { events: { type: 'string', default: '10000' } } })
const events = Number(values.events)
if (!Number.isInteger(events) || events < 1_000) throw new RangeError('--events must be an integer of at least 1000')

/** Events that are sent before all of them have ended. */
const eventsAtOnce = 100
const answerBytes = 1_000_000
/** Ratio of the two halves; the collector alone makes memory differ by a few percent. */
const maxGrowth = 1.1

const megabytes = (bytes: number): number => Math.round(bytes / 1e6)
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-memory-'))
const file = join(folder, 'large.mjs')
writeFileSync(file, `export const handler = async ({ n }) => String(n).padEnd(${answerBytes - 2}, 'x')`)
const runtime = await startLocalRuntime({
  functions: {
    large: {
      file,
      reservedConcurrency: 4,
      eventInvokeConfigs: { $LATEST: { OnSuccess: 'arn:aws:sqs:us-east-1:123456789012:answers' } },
    },
  },
})
/** Samples of memory in bytes, by half. */
const samples: readonly number[][] = [[], []]
try {
  for (let sent = 0; sent < events; sent += eventsAtOnce) {
    const calls = Array.from({ length: Math.min(eventsAtOnce, events - sent) }, async (_, index) => {
      const { status } = await fetch(`${runtime.endpoint}/2015-03-31/functions/large/invocations`, {
        ...{ method: 'POST', headers: { 'X-Amz-Invocation-Type': 'Event' }, body: JSON.stringify({ n: sent + index }) },
      })
      if (status !== 202) throw new Error(`an event was answered ${status}`)
    })
    await Promise.all(calls)
    while ((await runtime.waiting()) > 0) {
      const half = sent + eventsAtOnce / 2 < events / 2 ? 0 : 1
      samples[half]?.push(process.memoryUsage.rss())
      await setTimeout(10)
    }
    if ((sent + eventsAtOnce) % Math.ceil(events / 10) < eventsAtOnce) {
      const { rss, heapUsed, external } = process.memoryUsage()
      console.log(
        `${sent + eventsAtOnce} events: rss ${megabytes(rss)} MB, heap ${megabytes(heapUsed)} MB, outside ${megabytes(external)} MB`,
      )
    }
  }
} finally {
  await runtime.close()
  rmSync(folder, { recursive: true, force: true })
}
/** Nine of ten samples are below: a collection that came late makes a single peak. */
const [first = 0, second = 0] = samples.map((half) => half.sort((a, b) => a - b)[Math.floor(half.length * 0.9)])
console.log(
  `memory: ${events} events of ${answerBytes} bytes: below ${megabytes(first)} MB for 90 % of the time, then ${megabytes(second)} MB`,
)
if (second > first * maxGrowth) {
  console.error(`memory: it grows: ${(second / first).toFixed(2)}x in the second half`)
  process.exitCode = 1
}
