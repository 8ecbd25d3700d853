export type { TimelineEntry } from '@async-invoke/engine'
export type { InboxMessage } from './lib/delivery/inbox.ts'
export { LocalRuntimeError, type LocalRuntimeErrorCode } from './lib/local-runtime-error.ts'
export {
  type EventOutcome,
  startTestRuntime,
  type TestClientConfig,
  type TestClock,
  type TestRuntime,
  type TestRuntimeOptions,
} from './lib/testing/start-test-runtime.ts'
export type { InboxFilter, TestInbox, WaitOptions } from './lib/testing/test-inbox.ts'
