import { Bodies } from './bodies/bodies.ts'
import { checkQueue } from './queues/check-queue.ts'
import { laneQueues } from './queues/lane-queues.ts'
import { SqsQueue } from './queues/sqs-queue.ts'
import { OpenSqsStore } from './sqs-store.ts'
import { SqsStoreError } from './store-error.ts'
import type { SqsStore, SqsStoreOptions } from './store-types.ts'

const maxPollMs = 20_000

/**
 * Opens the store of one or more queues of SQS, after a check that they can hold items. Any number of processes may open it.
 *
 * @throws {@link SqsStoreError} with the code `refused-queue` for a queue that has a redrive policy, is FIFO, keeps messages for
 * less than a day, or takes only small ones
 * @throws `TypeError` for options that cannot be
 *
 * @example
 * ```ts
 * const store = await openSqsStore({ client: new SQSClient(), queueUrl })
 * ```
 */
export async function openSqsStore(options: SqsStoreOptions): Promise<SqsStore> {
  const { client, queueUrl, queuesPerLane = 2, fairQueues = true, pollMs = maxPollMs, lingerMs = 10 } = options
  if (client === undefined) throw new TypeError('client must be given: an SQSClient')
  const urls = urlsOf(queueUrl)
  if (typeof fairQueues !== 'boolean') throw new TypeError(`fairQueues must be true or false: ${fairQueues}`)
  if (options.bodies !== undefined && !options.bodies.bucket) throw new TypeError('bodies.bucket must name a bucket')
  checkNumber('queuesPerLane', queuesPerLane, 1, 100)
  checkNumber('pollMs', pollMs, 0, maxPollMs)
  checkNumber('lingerMs', lingerMs, 0, 1_000)
  if (pollMs % 1_000 !== 0) throw new TypeError(`pollMs must be whole seconds: ${pollMs}`)
  const onError = (error: SqsStoreError): void => options.onError?.(error)
  const queues = urls.map((url) => new SqsQueue({ client, url, lingerMs, onError }))
  const sizes = await Promise.all(queues.map(checkQueue))
  return new OpenSqsStore({
    ...{ queues, queuesOf: laneQueues(urls, queuesPerLane), maxMessageBytes: Math.min(...sizes), fairQueues, pollMs },
    bodies: options.bodies && new Bodies(await importS3(), options.bodies, onError),
    nowMs: () => options.clock?.nowMs() ?? Date.now(),
    onError,
  })
}

function urlsOf(queueUrl: unknown): readonly string[] {
  const urls: readonly unknown[] = Array.isArray(queueUrl) ? queueUrl : [queueUrl]
  for (const url of urls)
    if (typeof url !== 'string' || !URL.canParse(url))
      throw new TypeError(`queueUrl must be the URL of a queue: ${String(url)}`)
  if (urls.length === 0 || new Set(urls).size < urls.length)
    throw new TypeError(`queueUrl must name one queue or more, each once: ${urls.join(', ').slice(0, 200)}`)
  return urls as readonly string[]
}

async function importS3(): Promise<typeof import('@aws-sdk/client-s3')> {
  try {
    return await import('@aws-sdk/client-s3')
  } catch (cause) {
    throw new SqsStoreError('failed', 'bodies in a bucket need the package @aws-sdk/client-s3', { cause })
  }
}

function checkNumber(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max)
    throw new TypeError(`${name} must be an integer from ${min} to ${max}: ${value}`)
}
