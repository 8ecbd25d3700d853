// Consumers of queues, for the tests of event source mappings. Each run logs its event as one line.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const failing = new Set()

export const orders = async ({ orderId }) => {
  throw new Error(`order ${orderId} has no items`)
}

/** Succeeds, and logs the event as it came. */
export const echo = async (event, context) => {
  console.log(`event ${JSON.stringify({ event, arn: context.invokedFunctionArn })}`)
}

/** Fails each message whose body says so, the first time it comes. */
export const partly = async (event) => {
  console.log(`event ${JSON.stringify({ event })}`)
  const failed = event.Records.filter(({ body, messageId }) => body.startsWith('fail') && !failing.has(messageId))
  for (const { messageId } of failed) failing.add(messageId)
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
}

/** Throws as long as a message came fewer than three times. */
export const thirdTime = async (event) => {
  console.log(`event ${JSON.stringify({ event })}`)
  for (const { attributes } of event.Records)
    if (Number(attributes.ApproximateReceiveCount) < 3) throw new Error('not yet')
}

/** Logs when it starts and ends, and takes a while. */
export const slow = async () => {
  console.log('event {"started":1}')
  await new Promise((resolve) => setTimeout(resolve, 50))
  console.log('event {"started":-1}')
}

/** As `slow`, and its first run in each process waits for one in another process. */
export const together = async () => {
  console.log('event {"started":1}')
  const folder = process.env.MEETING
  writeFileSync(join(folder, String(process.pid)), '')
  while (readdirSync(folder).length < 2) await new Promise((resolve) => setTimeout(resolve, 5))
  await new Promise((resolve) => setTimeout(resolve, 50))
  console.log('event {"started":-1}')
}
