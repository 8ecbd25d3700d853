import type { Arn } from '@async-invoke/schemas/function-reference'
import type { SQSClient } from '@aws-sdk/client-sqs'

/** Queues whose URLs are remembered; the one asked for first is forgotten first. */
const maxRemembered = 1_000

/** One question for a URL, for all who wait for it. */
interface LookUp {
  readonly url: Promise<string>
  readonly abandoned: AbortController
  waiting: number
}

/**
 * Asks for the URL of a queue once, with its account, so that queues of other accounts are found (CFG-22); a failed
 * look-up is not remembered. A signal ends one caller's wait; the look-up ends with the last of them.
 */
export function createQueueUrls(client: SQSClient): (queue: Arn, signal?: AbortSignal) => Promise<string> {
  const lookUps = new Map<string, LookUp>()

  const begin = (key: string, queue: Arn): LookUp => {
    const abandoned = new AbortController()
    const lookUp = { url: askForQueueUrl(client, queue, abandoned.signal), abandoned, waiting: 0 }
    lookUps.set(key, lookUp)
    lookUp.url.catch(() => lookUps.delete(key))
    const [oldest] = lookUps.keys()
    if (lookUps.size > maxRemembered && oldest !== undefined) lookUps.delete(oldest)
    return lookUp
  }

  return async (queue, signal) => {
    const key = `${queue.region}:${queue.accountId}:${queue.resource}`
    const lookUp = lookUps.get(key) ?? begin(key, queue)
    lookUp.waiting += 1
    try {
      return await untilAborted(lookUp.url, signal)
    } finally {
      lookUp.waiting -= 1
      if (lookUp.waiting === 0 && signal?.aborted) {
        lookUps.delete(key)
        lookUp.abandoned.abort()
      }
    }
  }
}

async function askForQueueUrl(client: SQSClient, queue: Arn, abortSignal: AbortSignal): Promise<string> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs')
  const command = new GetQueueUrlCommand({ QueueName: queue.resource, QueueOwnerAWSAccountId: queue.accountId })
  const { QueueUrl } = await client.send(command, { abortSignal })
  if (QueueUrl === undefined) throw new Error(`SQS names no URL for the queue ${queue.resource}`)
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
