export type { TimelineEntry } from '@async-invoke/engine'
export {
  type AnswerAwsCommand,
  type AnswerFetch,
  createEffects,
  type EffectOptions,
  type Effects,
  type EffectTable,
  type ExploreFault,
  type ExploreOptions,
  type ExploreProblem,
  type ExploreReport,
  type ExploreSchedule,
  explore,
  type Finding,
  type FoundProblem,
  type Handler,
  type HandlerModule,
  type HandlerSource,
  type InvocationContext,
  type RunAsyncConfig,
  type WatchedAwsClient,
} from '@async-invoke/engine/testing'
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
