import { formatInvocationRecord } from '@async-invoke/schemas'

/** Formats a failure record of about `kilobytes` KB, with a request payload of many small members. */
export function recordText(kilobytes: number): string {
  const item = { sku: 'KB-75', qty: 1, price: 129.5, tags: ['a', 'b'], note: 'leave at the door' }
  const count = Math.max(1, Math.round((kilobytes * 1024 - 560) / (JSON.stringify(item).length + 1)))
  return formatInvocationRecord({
    timestampMs: 1_770_715_231_902,
    requestId: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21',
    functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST',
    condition: 'RetriesExhausted',
    approximateInvokeCount: 3,
    requestPayloadText: JSON.stringify({ orderId: 'A-1002', items: Array.from({ length: count }, () => item) }),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayloadText:
      '{"errorMessage":"Order A-1002 has no items","errorType":"ValidationError","stackTrace":["  File"]}',
  })
}
