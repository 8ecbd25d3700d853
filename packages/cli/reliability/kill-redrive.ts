/** Kills `async-invoke redrive` again and again, and counts what Lambda has received. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'
import { recordOf } from '../test/failures.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

export interface KillOptions {
  readonly source: 'queue' | 'file'
  readonly events: number
  readonly kills: number
  readonly concurrency: number
  /** Runs again until no message is hidden. */
  readonly untilWhole: boolean
  /** Number from 0 to 1, the next of a sequence. */
  readonly random: () => number
}

export interface KillReport {
  /** Runs that were killed before they had ended. */
  readonly killed: number
  /** Events that Lambda has never received. */
  readonly skipped: number
  /** Events that it has received more than once, each counted as often. */
  readonly repeats: number
  /** Repeats that the journal marks. */
  readonly marked: number
  /** Messages that are still in the queue. */
  readonly left: number
  /** Those of them that a kill left hidden before the journal knew them. The last run has counted them. */
  readonly hidden: number
}

/** Redrives events with a SIGKILL after a random number of requests, until all kills are spent and a run ends. */
export async function killRedrive({
  source,
  events,
  kills,
  concurrency,
  untilWhole,
  random,
}: KillOptions): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-kill-'))
  const received = new Map<string, number>()
  let [requests, killAt] = [0, Number.POSITIVE_INFINITY]
  let kill = (): void => {}
  const lambda = createServer(async (request, response) => {
    const payload = await text(request)
    received.set(payload, (received.get(payload) ?? 0) + 1)
    requests += 1
    if (requests >= killAt) kill()
    response.writeHead(202, { 'x-amzn-requestid': `r-${requests}` }).end()
  })
  await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve))
  const sqs = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const endpoint = `http://127.0.0.1:${sqs.port}`
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials })
  const QueueUrl = `${endpoint}/000000000000/failures`
  const file = join(folder, 'failures.ndjson')
  const records = Array.from({ length: events }, (_, order) => recordOf(order))
  try {
    if (source === 'file') writeFileSync(file, records.join('\n'))
    else {
      sqs.createQueue('failures', { region: 'us-east-1' })
      for (let at = 0; at < events; at += 10) {
        const Entries = records.slice(at, at + 10).map((MessageBody, index) => ({ Id: String(index), MessageBody }))
        await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
      }
    }
    const journal = join(folder, 'journal.ndjson')
    const from = source === 'file' ? file : `sqs:${QueueUrl}`
    const args = [
      'redrive',
      '--from',
      from,
      '--yes',
      '--journal',
      journal,
      '--concurrency',
      String(concurrency),
      '--json',
    ]
    let [killed, hidden] = [0, 0]
    for (let left = kills; ; left -= 1) {
      const child = spawn(process.execPath, [main, ...args], {
        env: {
          PATH: process.env.PATH ?? '',
          AWS_ACCESS_KEY_ID: 'local',
          AWS_SECRET_ACCESS_KEY: 'local',
          AWS_REGION: 'us-east-1',
          AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`,
        },
      })
      // A kill comes in the middle of a request, or a moment after one.
      const delayMs = random() * 5
      kill = () => void setTimeout(() => child.kill('SIGKILL'), delayMs)
      killAt = left > 0 ? requests + 1 + Math.floor((random() * 2 * events) / (kills + 1)) : Number.POSITIVE_INFINITY
      const [stdout, stderr, [code, signal]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
      ])
      if (signal !== null) killed += 1
      else if (code !== 0) throw new Error(`redrive ended with ${code}: ${stderr}`)
      else if (left <= 0) {
        const last = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { hidden: number }
        hidden = last.hidden
        if (hidden === 0 || !untilWhole) break
        await wait(2_000)
      }
    }
    const marked = readFileSync(journal, 'utf8').match(/"isRepeat":true/g)?.length ?? 0
    const { Attributes = {} } =
      source === 'file' ? {} : await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))
    const { ApproximateNumberOfMessages = '0', ApproximateNumberOfMessagesNotVisible = '0' } = Attributes
    const counts = records.map((_, order) => received.get(JSON.stringify({ orderId: `A-${order}` })) ?? 0)
    return {
      killed,
      skipped: counts.filter((count) => count === 0).length,
      repeats: counts.reduce((sum, count) => sum + Math.max(count - 1, 0), 0),
      marked,
      hidden,
      left: Number(ApproximateNumberOfMessages) + Number(ApproximateNumberOfMessagesNotVisible),
    }
  } finally {
    client.destroy()
    await sqs.stop()
    lambda.closeAllConnections()
    lambda.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
