import middy from '@middy/core'
import { executionModeStreamifyResponse } from '@middy/core/StreamifyResponse'

const addTotal = {
  before({ event }) {
    event.total = event.prices.reduce((sum, price) => sum + price, 0)
  },
}

export const plain = middy()
  .use(addTotal)
  .handler(async ({ total }, context) => ({ total, function: context.functionName }))

export const streaming = middy({ executionMode: executionModeStreamifyResponse })
  .use(addTotal)
  .handler(async ({ total }) => ({
    statusCode: 200,
    headers: { 'Content-Type': 'text/plain' },
    body: `total ${total}`,
  }))
