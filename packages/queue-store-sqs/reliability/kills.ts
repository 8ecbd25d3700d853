/**
 * Runs workers on a queue and kills each: before its first call of SQS or S3, before its second, and so on, or at a random
 * moment. Then compares accepted with delivered events. `pnpm reliability:sqs --seed S --kills N`
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { eventItem } from '@async-invoke/engine'
import { seededRandom } from '@async-invoke/engine/internal'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'
import { reliabilityArguments, runFolder } from '../../queue-store-sqlite/reliability/arguments.ts'
import { openSqsStore } from '../src/index.ts'
import { conditionOf, credentials, type KillSetting, kindOf, kinds, payloadOf, runsOf, speed } from './kill-setting.ts'

/** A worker makes about as many calls before it is idle; each of them is the next to die before. */
const maxCalls = 30
const eventsOfLife = 6

const { seed, kills } = reliabilityArguments()
const random = seededRandom(seed)
const { folder, remove } = runFolder('sqs-kills')
const realNow = Date.now
const startMs = realNow()
// The server's time runs as fast as the workers'.
Date.now = () => startMs + Math.floor((realNow() - startMs) * speed)
const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
const endpoint = `http://127.0.0.1:${server.port}`
server.createQueue('events', { region: 'us-east-1', attributes: { MessageRetentionPeriod: '1209600' } })
server.createBucket('bodies')
const setting: KillSetting = {
  folder,
  endpoint,
  queueUrl: `${endpoint}/000000000000/events`,
  bucket: 'bodies',
  startMs,
}
const config = { endpoint, region: 'us-east-1', credentials }
const s3 = new S3Client({ ...config, forcePathStyle: true })
const bodies = { client: s3, bucket: 'bodies' }
const store = await openSqsStore({ client: new SQSClient(config), queueUrl: setting.queueUrl, bodies, pollMs: 0 })

const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

function startWorker(name: string, diesBefore?: number): ChildProcess {
  const path = fileURLToPath(new URL('./kill-worker.ts', import.meta.url))
  const own = JSON.stringify({ ...setting, name, ...(diesBefore !== undefined && { diesBefore }) })
  const child = spawn(process.execPath, ['--conditions=@async-invoke/source', path, own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

const accepted: string[] = []
async function accept(life: number): Promise<void> {
  for (let n = 0; n < eventsOfLife; n += 1) {
    const requestId = `${life}-${n}-${kinds[n % kinds.length]}`
    const event = { requestId, reference: { functionName: `f-${n % 3}` }, payload: payloadOf(requestId) }
    const [result] = await store.enqueue([eventItem(event, Date.now())])
    if (result !== 'accepted') throw new Error(`${requestId} was answered with ${result}`)
    accepted.push(requestId)
  }
}

/** Every fourth worker dies at a random moment. */
async function liveAndDie(life: number): Promise<void> {
  await accept(life)
  const atRandom = life % 4 === 3
  const worker = startWorker(String(life), atRandom ? undefined : 1 + ((life - Math.floor(life / 4)) % maxCalls))
  const exited = once(worker, 'exit')
  const up = worker.stdout === null ? exited : once(worker.stdout, 'data')
  await Promise.race([exited, up])
  // A worker that is idle before its call dies too.
  await Promise.race([exited, setTimeout(atRandom ? random() * 2_000 : 5_000)])
  worker.kill('SIGKILL')
  await exited
}

for (let life = 0; life < kills; life += 1) await liveAndDie(life)

const last = startWorker('last')
async function countLeft(): Promise<number> {
  const { ready, delayed, leased } = await store.stats()
  return ready + delayed + leased
}
for (const endMs = realNow() + 180_000; (await countLeft()) > 0 && realNow() < endMs; ) await setTimeout(200)
const left = await countLeft()
const ended = once(last, 'exit')
last.kill('SIGTERM')
await ended
const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'bodies' }))
await store.close()
await server.stop()

const facts = readdirSync(folder)
  .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
  .map((line) => line.split(' '))
const factsOf = (kind: string) => facts.filter(([each]) => each === kind)
const outcomes = new Map<string, Set<string>>()
for (const [, id = '', condition = ''] of factsOf('delivered'))
  outcomes.set(id, (outcomes.get(id) ?? new Set()).add(condition))
const lost = accepted.filter((id) => !outcomes.has(id))
const wrong = [...outcomes].filter(([id, found]) => found.size > 1 || !found.has(conditionOf[kindOf(id)] ?? ''))
const wanted = accepted.reduce((sum, id) => sum + (runsOf[kindOf(id)] ?? 0), 0)
const pairs = new Map<string, number>()
for (const [, before, next] of factsOf('died')) {
  const pair = `${before}, ${next}`
  pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
}
const bad = lost.length + wrong.length + left + factsOf('changed').length + factsOf('quarantined').length
for (const [pair, count] of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`killed between ${pair}: ${count}`)
if (bad > 0) console.error(`sqs: FAILED; see ${folder}`, lost.slice(0, 5), wrong.slice(0, 5))
console.log(
  `sqs: seed ${seed}, kills ${kills}, between calls ${factsOf('died').length} (${pairs.size} pairs), accepted ${accepted.length}, ` +
    `extra runs ${factsOf('run').length - wanted}, extra deliveries ${factsOf('delivered').length - accepted.length}, ` +
    `wrong outcome ${wrong.length}, changed payload ${factsOf('changed').length}, poison ${factsOf('quarantined').length}, ` +
    `left in the queue ${left}, objects left ${Contents.length}, lost ${lost.length}`,
)
if (bad > 0) process.exitCode = 1
else remove()
