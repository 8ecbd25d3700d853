/** An invocation record of a failed event. */
export function recordOf(order: number, members: Readonly<Record<string, unknown>> = {}): string {
  const minute = String(order % 60).padStart(2, '0')
  return JSON.stringify({
    version: '1.0',
    timestamp: `2026-02-10T09:${minute}:31.902Z`,
    requestContext: {
      requestId: `2b9e6c1a-8d47-4c35-b1f0-${String(order).padStart(12, '0')}`,
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { orderId: `A-${order}` },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'ValidationError', errorMessage: `Order A-${order} has no items`, trace: [] },
    ...members,
  })
}

/** The message attributes of a dead letter. */
export function deadLetterAttributes(requestId: string) {
  return {
    RequestID: { DataType: 'String', StringValue: requestId },
    ErrorCode: { DataType: 'Number', StringValue: '200' },
    ErrorMessage: { DataType: 'String', StringValue: 'no stock' },
  }
}
