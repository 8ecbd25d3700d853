import type { Arn } from '@async-invoke/schemas/function-reference'
import type { SQSClient } from '@aws-sdk/client-sqs'

/** Maximum number of cached URLs; the oldest is evicted first. */
const maxCachedUrls = 1_000

/** A lookup that all callers for the same queue share. */
interface Lookup {
  readonly url: Promise<string>
  readonly abandoned: AbortController
  /** Number of callers that wait for it. */
  waiting: number
}

/**
 * Creates a cache of queue URLs. It looks up each queue once, by name and account, so that queues of other accounts are
 * found (CFG-22). A failed lookup is not cached. A signal ends the wait of one caller; the lookup itself is aborted
 * when its last caller gives up.
 */
export function createQueueUrls(client: SQSClient): (queue: Arn, signal?: AbortSignal) => Promise<string> {
  const lookups = new Map<string, Lookup>()

  const begin = (key: string, queue: Arn): Lookup => {
    const abandoned = new AbortController()
    const lookup = { url: fetchQueueUrl(client, queue, abandoned.signal), abandoned, waiting: 0 }
    lookups.set(key, lookup)
    lookup.url.catch(() => lookups.delete(key))
    const [oldest] = lookups.keys()
    if (lookups.size > maxCachedUrls && oldest !== undefined) lookups.delete(oldest)
    return lookup
  }

  return async (queue, signal) => {
    const key = `${queue.region}:${queue.accountId}:${queue.resource}`
    const lookup = lookups.get(key) ?? begin(key, queue)
    lookup.waiting += 1
    try {
      return await untilAborted(lookup.url, signal)
    } finally {
      lookup.waiting -= 1
      if (lookup.waiting === 0 && signal?.aborted) {
        lookups.delete(key)
        lookup.abandoned.abort()
      }
    }
  }
}

async function fetchQueueUrl(client: SQSClient, queue: Arn, abortSignal: AbortSignal): Promise<string> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs')
  const command = new GetQueueUrlCommand({ QueueName: queue.resource, QueueOwnerAWSAccountId: queue.accountId })
  const { QueueUrl } = await client.send(command, { abortSignal })
  if (QueueUrl === undefined) throw new Error(`SQS returned no URL for the queue ${queue.resource}`)
  return QueueUrl
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
