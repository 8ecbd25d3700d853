import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Accepts an order. Fails on an order without items every time, and on one for the slow warehouse the first time. */
export const handler = async (order, context) => {
  if (order.items.length === 0) {
    throw Object.assign(new Error(`Order ${order.orderId} has no items`), { name: 'ValidationError' })
  }
  if (order.warehouse === 'slow' && isFirstAttempt(context.awsRequestId)) {
    throw new Error(`The warehouse has not answered for order ${order.orderId}`)
  }
  return { status: 'ACCEPTED', orderId: order.orderId }
}

/** The request id is the same for all attempts, in whichever process they run, which makes it an idempotency key. */
function isFirstAttempt(requestId) {
  const marker = join(tmpdir(), `order-attempted-${requestId}`)
  if (existsSync(marker)) return false
  writeFileSync(marker, '')
  return true
}
