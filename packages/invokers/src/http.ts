// For users: runs behind HTTP, any endpoint's and the Runtime Interface Emulator's.

export type {
  Attempt,
  AttemptResult,
  CancelWake,
  Clock,
  ConcurrencyLimit,
  Invoke,
  InvokedReference,
  Leave,
  Slots,
} from '@async-invoke/engine'
export {
  createEmulatorInvoker,
  type EmulatorInvoker,
  type EmulatorInvokerOptions,
} from './lib/http/emulator-invoker.ts'
export { createHttpInvoker, type HttpInvokerOptions } from './lib/http/http-invoker.ts'
export { InvokerError, type InvokerErrorCode } from './lib/invoker-error.ts'
export type { UnknownOutcome } from './lib/outcomes/unknown-outcome.ts'
