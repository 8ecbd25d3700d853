/** A worker that runs and delivers events until it is killed, by itself before one of its calls or by the run. */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine } from '@async-invoke/engine'
import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { fastClock } from '../../queue-store-sqlite/reliability/fast-clock.ts'
import { openSqsStore } from '../src/index.ts'
import { credentials, kindOf, leaseMs, payloadOf, speed, type WorkerSetting } from './kill-setting.ts'

const setting: WorkerSetting = JSON.parse(process.argv[2] ?? '{}')
const { folder, endpoint, queueUrl, bucket, startMs, name, diesBefore } = setting
const file = openSync(join(folder, `worker-${name}`), 'a')
// One write, which survives a kill.
const note = (...facts: readonly string[]): void => void writeSync(file, `${facts.join(' ')}\n`)

let calls = 0
let before = 'start'

/** Counts calls, and dies before one of them. */
function watched<Client extends SQSClient | S3Client>(client: Client): Client {
  return new Proxy(client, {
    get(target, member) {
      const value = Reflect.get(target, member)
      if (member !== 'send' || typeof value !== 'function') return value
      return (command: object, ...rest: readonly unknown[]) => {
        const operation = command.constructor.name.replace('Command', '')
        calls += 1
        if (calls === diesBefore) {
          note('died', before, operation)
          process.kill(process.pid, 'SIGKILL')
        }
        const answer = value.call(target, command, ...rest)
        Promise.resolve(answer).then(
          () => {
            before = operation
          },
          () => {},
        )
        return answer
      }
    },
  })
}

const config = { endpoint, region: 'us-east-1', credentials }
const clock = fastClock(startMs, speed)
const store = await openSqsStore({
  client: watched(new SQSClient(config)),
  queueUrl,
  bodies: { client: watched(new S3Client({ ...config, forcePathStyle: true })), bucket },
  clock,
})
const engine = createEngine({
  store,
  clock,
  leaseMs,
  maxInFlight: 20,
  resolve: ({ functionName }) => ({
    functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
    config: { OnSuccess: 'sink', OnFailure: 'sink', MaximumRetryAttempts: 1 },
    target: 'present',
  }),
  invoke: async ({ requestId: id, attempt, payload }) => {
    note('run', id)
    if (!Buffer.from(payload).equals(payloadOf(id))) note('changed', id)
    const fails = kindOf(id) === 'always' || (kindOf(id) === 'once' && attempt === 1)
    const response = Buffer.from(fails ? '{"errorMessage":"no"}' : '1')
    return { outcome: fails ? 'functionError' : 'success', executedVersion: '$LATEST', payload: response }
  },
  deliver: async ({ requestId, condition }) => note('delivered', requestId, condition),
  quarantine: async ({ id, reason }) => note('quarantined', id, reason),
  onFault: () => {},
})
process.once('SIGTERM', async () => {
  await engine.stop()
  await store.close()
  process.exit()
})
console.log('up')
