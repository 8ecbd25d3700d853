export { createTimelineLog } from './lib/control/timeline-log.ts'
export type { InboxMessage } from './lib/delivery/inbox.ts'
export { type LocalRuntime, startLocalRuntime } from './lib/local-runtime.ts'
export { LocalRuntimeError, type LocalRuntimeErrorCode } from './lib/local-runtime-error.ts'
export type { FunctionOptions, LocalRuntimeOptions } from './lib/options/local-runtime-options.ts'
export type { PolicyDocument, PolicyStatement } from './lib/permissions/policy-document.ts'
export type { Endpoints } from './lib/service-clients.ts'
export type { TimeMode } from './lib/time/held-time.ts'

// For the command.

export { type RequestToSign, type SigningCredentials, signRequest } from './lib/http/sign-request.ts'
export { optionProblems } from './lib/options/option-problems.ts'
export type { OptionRule, OptionRules, RulesFor, ValueRule } from './lib/options/option-rule.ts'
export { type FileOptions, optionRules } from './lib/options/option-rules.ts'
export { ruleProblems } from './lib/options/rule-problems.ts'
export { describeOption } from './lib/options/rule-text.ts'
