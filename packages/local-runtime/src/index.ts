export {
  type FunctionOptions,
  type LocalRuntime,
  type LocalRuntimeOptions,
  startLocalRuntime,
} from './lib/local-runtime.ts'
export { LocalRuntimeError, type LocalRuntimeErrorCode } from './lib/local-runtime-error.ts'
export { createTimelineLog } from './lib/timeline-log.ts'
