// For users: handlers in child processes, run by an engine of their own.

export type { Attempt, AttemptResult, InvokedReference } from '@async-invoke/engine'
export { LocalRuntimeError, type LocalRuntimeErrorCode } from './lib/local-runtime-error.ts'
export {
  createModuleInvoker,
  type ModuleFunction,
  type ModuleInvoker,
  type ModuleInvokerOptions,
} from './lib/module-invoker.ts'
export type { EventInvokeOptions, FunctionOptions } from './lib/options/local-runtime-options.ts'
