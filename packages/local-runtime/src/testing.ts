export type { OnMetric, TimelineEntry, UnsettledChoices } from '@async-invoke/engine'
export {
  type AnswerAwsCommand,
  type AnswerFetch,
  createEffects,
  type EffectOptions,
  type Effects,
  type EffectTable,
  type ExploreFault,
  type ExploreFinding,
  type ExploreOptions,
  type ExploreProblem,
  type ExploreReport,
  type ExploreSchedule,
  explore,
  type FoundProblem,
  type Handler,
  type HandlerModule,
  type HandlerSource,
  type InvocationCallback,
  type InvocationContext,
  type RunAsyncConfig,
  type WatchedAwsClient,
} from '@async-invoke/engine/testing'
export type { RolePolicyDocument, RolePolicyPatterns, RolePolicyStatement } from '@async-invoke/schemas/policy'
export type { InboxMessage } from './lib/delivery/inbox.ts'
export type { RuntimeFaults } from './lib/faults/runtime-faults.ts'
export { LocalRuntimeError, type LocalRuntimeErrorCode } from './lib/local-runtime-error.ts'
export type { EventInvokeOptions, FunctionOptions, LocalRuntimeOptions } from './lib/options/local-runtime-options.ts'
export type { Endpoints } from './lib/service-clients.ts'
export {
  type EventOutcome,
  startTestRuntime,
  type TestClientConfig,
  type TestClock,
  type TestRuntime,
  type TestRuntimeOptions,
} from './lib/testing/start-test-runtime.ts'
export type { InboxFilter, TestInbox, WaitOptions } from './lib/testing/test-inbox.ts'
export type { TimeMode } from './lib/time/runtime-clock.ts'
