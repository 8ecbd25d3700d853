import { existsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Accepts an order, refuses one without items every time, and one for the slow warehouse the first time. */
export const handler = async (order, context) => {
  if (order.items.length === 0) {
    throw Object.assign(new Error(`Order ${order.orderId} has no items`), { name: 'ValidationError' })
  }
  if (order.warehouse === 'slow' && isFirstAttempt(context.awsRequestId)) {
    throw new Error(`The warehouse has not answered for order ${order.orderId}`)
  }
  return { status: 'ACCEPTED', orderId: order.orderId }
}

/** The request id stays the same across attempts, whichever process they run in: what an idempotency key is made of. */
function isFirstAttempt(requestId) {
  const marker = join(tmpdir(), `order-attempted-${requestId}`)
  if (existsSync(marker)) return false
  writeFileSync(marker, '')
  return true
}
