import type { Arn } from '@async-invoke/schemas/function-reference'
import type { SQSClient } from '@aws-sdk/client-sqs'

/** Queues whose URLs are remembered; the one asked for first is forgotten first. */
const maximumRemembered = 1_000

/**
 * Asks for the URL of a queue once, with its account, so that queues of other accounts are found (CFG-22); a failed
 * look-up is not remembered. A signal ends one caller's wait and not the look-up, which others may wait for.
 */
export function createQueueUrls(client: SQSClient): (queue: Arn, signal?: AbortSignal) => Promise<string> {
  const urls = new Map<string, Promise<string>>()

  return (queue, signal) => {
    const key = `${queue.region}:${queue.accountId}:${queue.resource}`
    const known = urls.get(key)
    if (known !== undefined) return untilAborted(known, signal)
    const asked = askForQueueUrl(client, queue)
    urls.set(key, asked)
    asked.catch(() => urls.delete(key))
    const [oldest] = urls.keys()
    if (urls.size > maximumRemembered && oldest !== undefined) urls.delete(oldest)
    return untilAborted(asked, signal)
  }
}

async function askForQueueUrl(client: SQSClient, queue: Arn): Promise<string> {
  const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs')
  const command = new GetQueueUrlCommand({ QueueName: queue.resource, QueueOwnerAWSAccountId: queue.accountId })
  const { QueueUrl } = await client.send(command)
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
