import { SqsStoreError } from '../store-error.ts'
import type { SqsQueue } from './sqs-queue.ts'

/** Less leaves no room for an item. */
const minMessageBytes = 65_536
/** An event may wait for six hours, and stand still for a night. */
const minRetentionSeconds = 86_400
const maxMessageBytes = 1_048_576

/**
 * Checks that a queue can hold items.
 *
 * @returns the size of a message that the queue takes, in bytes
 * @throws {@link SqsStoreError} with the code `refused-queue` and the reason
 */
export async function checkQueue(queue: SqsQueue): Promise<number> {
  const { url } = queue
  const refuse = (reason: string): never => {
    throw new SqsStoreError('refused-queue', `the queue ${url} cannot hold events: ${reason}`)
  }
  if (url.endsWith('.fifo'))
    refuse('it is a FIFO queue, which neither delays single messages nor runs two messages of a group at once')
  const attributes = await queue.attributes(['RedrivePolicy', 'MaximumMessageSize', 'MessageRetentionPeriod'])
  if ((attributes.RedrivePolicy ?? '') !== '')
    refuse(
      'it has a redrive policy. SQS counts every time that a message is received, also where an event only waits for a free place, and would move events away that have never run. Remove the policy: the engine itself sends dead letters',
    )
  const retention = Number(attributes.MessageRetentionPeriod ?? minRetentionSeconds)
  if (retention < minRetentionSeconds)
    refuse(
      `it keeps messages for ${retention} s and would drop events that wait; set MessageRetentionPeriod to 1209600`,
    )
  const size = Number(attributes.MaximumMessageSize ?? maxMessageBytes)
  if (size < minMessageBytes)
    refuse(`it takes messages of up to ${size} bytes; set MaximumMessageSize to ${maxMessageBytes}`)
  return size
}
