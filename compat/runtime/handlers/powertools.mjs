import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency'
import { CachePersistenceLayer } from '@aws-lambda-powertools/idempotency/cache'
import { Logger } from '@aws-lambda-powertools/logger'

const logger = new Logger({ serviceName: 'orders' })

export const logs = async (event, context) => {
  logger.addContext(context)
  logger.info('accepted', { orderId: event.orderId })
  return 'logged'
}

/** A cache in this process, as the layer expects one. */
const values = new Map()
const client = {
  get: async (key) => values.get(key) ?? null,
  set: async (key, value, options) => {
    if (options?.NX && values.has(key)) return null
    values.set(key, value)
    return 'OK'
  },
  del: async (keys) => keys.filter((key) => values.delete(key)).length,
}
let runs = 0
const config = new IdempotencyConfig({ eventKeyJmesPath: 'orderId' })
const charge = makeIdempotent(async ({ orderId }) => ({ orderId, run: ++runs }), {
  persistenceStore: new CachePersistenceLayer({ client }),
  config,
})
export const idempotent = async (event, context) => {
  config.registerLambdaContext(context)
  return charge(event, context)
}

const processor = new BatchProcessor(EventType.SQS)
export const batch = async (event, context) =>
  processPartialResponse(
    event,
    async ({ body }) => {
      if (body === 'bad') throw new Error('bad body')
    },
    processor,
    { context, throwOnFullBatchFailure: false },
  )
