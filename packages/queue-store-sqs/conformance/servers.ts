import { randomUUID } from 'node:crypto'
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { startMotoServer } from '../../destinations/test/moto-server.ts'
import { countingClient } from '../test/counting-client.ts'
import type { RealTime } from './real-time.ts'

/** A server whose time passes by itself. */
export interface ConformanceServer {
  readonly name: string
  readonly client: SQSClient
  /** Number of calls by operation. */
  readonly calls: Readonly<Record<string, number>>
  readonly time: RealTime
  readonly pollMs: number
  createQueue(): Promise<string>
  /** Deletes the queues, and ends a server that was started. */
  stop(): Promise<void>
}

const queuePrefix = 'async-invoke-conformance-'

/** @returns why there is none, if it is not installed */
export async function startMoto(): Promise<ConformanceServer | string> {
  const server = await startMotoServer()
  if (typeof server === 'string') return server
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const sqs = new SQSClient({ endpoint: server.endpoint, region: 'us-east-1', credentials })
  const time = { stretch: 4, slackMs: 1_500, patienceMs: 300 }
  return serverOf('moto', inTurn(sqs), { time, pollMs: 0, stop: () => server.stop() })
}

/** SQS itself, with the credentials of the environment. */
export function useAws(region: string | undefined): ConformanceServer {
  const sqs = new SQSClient(region === undefined ? {} : { region })
  // Long polls ask every part of the queue.
  const time = { stretch: 5, slackMs: 2_000, patienceMs: 1_500 }
  return serverOf('aws', sqs, { time, pollMs: 1_000, stop: async () => {} })
}

function serverOf(
  name: string,
  sqs: SQSClient,
  { time, pollMs, stop }: Pick<ConformanceServer, 'time' | 'pollMs' | 'stop'>,
): ConformanceServer {
  const { client, counts } = countingClient(sqs)
  const urls: string[] = []
  return {
    ...{ name, client, calls: counts, time, pollMs },
    async createQueue() {
      const command = new CreateQueueCommand({ QueueName: `${queuePrefix}${randomUUID()}` })
      const { QueueUrl = '' } = await client.send(command)
      urls.push(QueueUrl)
      return QueueUrl
    },
    async stop() {
      for (const QueueUrl of urls) await client.send(new DeleteQueueCommand({ QueueUrl }))
      sqs.destroy()
      await stop()
    },
  }
}

/** A client that makes one call of a queue at a time: moto answers in threads without a lock, and hands a message to two. */
function inTurn(client: SQSClient): SQSClient {
  const before = new Map<unknown, Promise<unknown>>()
  return new Proxy(client, {
    get(target, member) {
      const value = Reflect.get(target, member)
      if (member !== 'send' || typeof value !== 'function') return value
      return (command: { readonly input: { readonly QueueUrl?: string } }, ...rest: readonly unknown[]) => {
        const { QueueUrl } = command.input
        const answer = (before.get(QueueUrl) ?? Promise.resolve()).then(() => value.call(target, command, ...rest))
        before.set(
          QueueUrl,
          answer.catch(() => {}),
        )
        return answer
      }
    },
  })
}
