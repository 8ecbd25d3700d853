/**
 * Runs the conformance suite of queue stores on moto_server, or on SQS itself: a dry run that only says what it would do,
 * unless `--run` is there. `pnpm conformance:sqs [--server moto|aws] [--region R] [--lanes N] [--run]`
 */
import { parseArgs } from 'node:util'
import { type QueueStoreCapabilities, type QueueStoreCase, queueStoreCases } from '@async-invoke/engine/conformance'
import { openSqsStore, type SqsStore } from '../src/index.ts'
import { realTimeHarness } from './real-time.ts'
import { type ConformanceServer, startMoto, useAws } from './servers.ts'

const options = {
  server: { type: 'string', default: 'moto' },
  region: { type: 'string' },
  lanes: { type: 'string', default: '100' },
  run: { type: 'boolean', default: false },
} as const
const { server: kind, region, lanes, run } = parseArgs({ options }).values
if (kind !== 'moto' && kind !== 'aws') throw new RangeError(`--server must be moto or aws: ${kind}`)
const manyLanes = Number(lanes)
if (!Number.isInteger(manyLanes) || manyLanes < 1) throw new RangeError(`--lanes must be a positive integer: ${lanes}`)

/** Time is real, and a busy machine is late: a case has failed when it has failed each time. */
const maxTries = 3
/** Cases that wait at the same time, each on a queue of its own. */
const maxCases = 6

if (kind === 'aws' && !run) {
  console.log(`DRY RUN: nothing was called. With --run, this would, in ${region ?? 'the region of the environment'} and with your credentials,
- create about 30 queues whose names begin with async-invoke-conformance-, and delete them at the end;
- make up to ${estimatedCalls(manyLanes)} calls of SQS within five minutes: they cost ${estimatedCalls(manyLanes)} millionths of the price of a million requests;
- need sqs:CreateQueue, DeleteQueue, GetQueueAttributes, SendMessage, ReceiveMessage, DeleteMessage and ChangeMessageVisibility.
It uses no other queue, and no bucket. --lanes changes the number of calls. SQS counts messages approximately, so that a case may
pass at its second or third try.`)
} else {
  const server = kind === 'aws' ? useAws(region) : await startMoto()
  if (typeof server === 'string') console.log(`conformance: SKIPPED, ${server}`)
  else await runOn(server)
}

/** Twice what a run on moto makes, since SQS answers in parts: 360 calls, and one to send and one to receive ten lanes. */
function estimatedCalls(lanes: number): number {
  return 2 * (360 + Math.ceil(lanes / 5))
}

async function runOn(server: ConformanceServer): Promise<void> {
  const failed: string[] = []
  const counts = { passed: 0, skipped: 0 }
  const waiting = [...queueStoreCases]
  let capabilities: QueueStoreCapabilities
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await tried(server, capabilities, next)
      console.log(`${result.padEnd(8)} ${next.name}`)
      if (result.startsWith('FAILED')) failed.push(next.name)
      else counts[result.startsWith('skipped') ? 'skipped' : 'passed'] += 1
    }
  }
  try {
    const first = await openSqsStore({ client: server.client, queueUrl: await server.createQueue(), pollMs: 0 })
    capabilities = first.capabilities
    await first.close()
    await Promise.all(Array.from({ length: maxCases }, work))
  } finally {
    await server.stop()
  }
  const calls = Object.entries(server.calls).map(([name, count]) => `${name} ${count}`)
  const sum = Object.values(server.calls).reduce((total, count) => total + count, 0)
  console.log(
    `conformance: ${server.name}, passed ${counts.passed}, skipped ${counts.skipped}, failed ${failed.length}, ` +
      `calls ${sum} (${calls.join(', ')})`,
  )
  if (failed.length > 0) process.exitCode = 1
}

async function tried(
  server: ConformanceServer,
  capabilities: QueueStoreCapabilities,
  { run, skip }: QueueStoreCase,
): Promise<string> {
  const reason = skip?.(capabilities)
  if (reason !== undefined) return `skipped (${reason})`
  for (let tries = 1; ; tries += 1) {
    const queueUrl = await server.createQueue()
    const opened: SqsStore[] = []
    const open = async (): Promise<SqsStore> => {
      const store = await openSqsStore({ client: server.client, queueUrl, pollMs: server.pollMs, lingerMs: 0 })
      opened.push(store)
      return store
    }
    try {
      await run({ ...realTimeHarness(open, server.time), manyLanes })
      return tries === 1 ? 'passed' : `passed at try ${tries}`
    } catch (error) {
      if (tries === maxTries) return `FAILED (${error instanceof Error ? error.message : String(error)})`
    } finally {
      await Promise.all(opened.map((store) => store.close()))
    }
  }
}
