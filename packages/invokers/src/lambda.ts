// For users: runs on real Lambda functions.

export type { Attempt, AttemptResult, CancelWake, Clock, Invoke, InvokedReference } from '@async-invoke/engine'
export { InvokerError, type InvokerErrorCode } from './lib/invoker-error.ts'
export { createLambdaInvoker, type LambdaInvokerOptions } from './lib/lambda/lambda-invoker.ts'
export type { UnknownOutcome } from './lib/outcomes/unknown-outcome.ts'
