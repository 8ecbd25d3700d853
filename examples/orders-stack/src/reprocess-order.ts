import type { InvocationRecord } from '@async-invoke/schemas'

/** Reads why orders failed: each message is the record of a failure, with the event that failed in it. */
export async function handler({ Records }: { readonly Records: readonly { readonly body: string }[] }) {
  for (const { body } of Records) {
    const { requestContext, responsePayload } = JSON.parse(body) as InvocationRecord
    const { condition, approximateInvokeCount } = requestContext
    console.log(`gave up after ${approximateInvokeCount} attempts (${condition}): ${JSON.stringify(responsePayload)}`)
  }
  return { batchItemFailures: [] }
}
