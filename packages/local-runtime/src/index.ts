export type { TimeMode } from './lib/held-time.ts'
export type { InboxMessage } from './lib/inbox.ts'
export { type LocalRuntime, startLocalRuntime } from './lib/local-runtime.ts'
export { LocalRuntimeError, type LocalRuntimeErrorCode } from './lib/local-runtime-error.ts'
export type { Endpoints, FunctionOptions, LocalRuntimeOptions } from './lib/local-runtime-options.ts'
export type { PolicyDocument, PolicyStatement } from './lib/permissions/policy-document.ts'
export { createTimelineLog } from './lib/timeline-log.ts'

// For the command.

export { type RequestToSign, type SigningCredentials, signRequest } from './lib/sign-request.ts'
