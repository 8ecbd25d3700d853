import { explore } from '../testing/explore/explore.ts'
import { runAsync } from '../testing/run-async.ts'
import { createEngine } from './create-engine.ts'
import type { Handler, InvocationContext } from './handler.ts'

/** `Context` of `@types/aws-lambda` 8, of which only the members that it requires matter. */
interface AwsContext {
  callbackWaitsForEmptyEventLoop: boolean
  functionName: string
  functionVersion: string
  invokedFunctionArn: string
  memoryLimitInMB: string
  awsRequestId: string
  logGroupName: string
  logStreamName: string
  identity?: { cognitoIdentityId: string } | undefined
  tenantId?: string | undefined
  getRemainingTimeInMillis(): number
  done(error?: Error, result?: unknown): void
  fail(error: Error | string): void
  succeed(messageOrObject: unknown): void
  succeed(message: string, object: unknown): void
}
/** Its `Handler`. */
type AwsHandler<Event, Result> = (
  event: Event,
  context: AwsContext,
  callback: (error?: Error | string | null, result?: Result) => void,
  // biome-ignore lint/suspicious/noConfusingVoidType: as it is declared there
) => void | Promise<Result>

interface Order {
  readonly orderId: string
}
declare const declared: AwsHandler<Order, string>
declare const withContext: (event: Order, context: AwsContext) => Promise<string>
declare const withoutContext: (event: Order) => string

// Handlers that are typed for Lambda fit everywhere.
const handlers: readonly Handler[] = [declared, withContext, withoutContext]
runAsync(declared, { orderId: 'A-1002' })
explore(withContext, { orderId: 'A-1002' })
createEngine({ functions: { orders: { handler: declared } } })

// The context of a handler without types is known.
runAsync(async (_, context) => {
  const seen: InvocationContext = context
  return seen.awsRequestId
}, 1)
void handlers

// @ts-expect-error: a member that no context has
runAsync(async (_: Order, context: AwsContext & { readonly traceId: string }) => context.traceId, 1)
