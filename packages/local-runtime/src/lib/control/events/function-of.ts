import { parseFunctionReference } from '@async-invoke/schemas/function-reference'

interface EventFunction {
  readonly functionName: string
  readonly qualifier: string
}

/** Hot path: most events are for the function of the one before. */
let latest: { readonly functionArn: string | undefined; readonly named: EventFunction } | undefined

/**
 * Name and qualifier in the qualified ARN of an event; empty where the ARN is unknown.
 *
 * @example functionOf('arn:aws:lambda:us-east-1:123456789012:function:orders:live')
 * // { functionName: 'orders', qualifier: 'live' }
 */
export function functionOf(functionArn: string | undefined): EventFunction {
  if (latest === undefined || latest.functionArn !== functionArn) {
    const { functionName = '', qualifier = '$LATEST' } = parseFunctionReference(functionArn ?? '') ?? {}
    latest = { functionArn, named: { functionName, qualifier } }
  }
  return latest.named
}
