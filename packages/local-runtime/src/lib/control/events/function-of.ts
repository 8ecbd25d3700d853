import { parseFunctionReference } from '@async-invoke/schemas/function-reference'

/**
 * Name and qualifier in the qualified ARN of an event; empty where the ARN is unknown.
 *
 * @example functionOf('arn:aws:lambda:us-east-1:123456789012:function:orders:live')
 * // { functionName: 'orders', qualifier: 'live' }
 */
export function functionOf(functionArn: string | undefined): {
  readonly functionName: string
  readonly qualifier: string
} {
  const { functionName = '', qualifier = '$LATEST' } = parseFunctionReference(functionArn ?? '') ?? {}
  return { functionName, qualifier }
}
