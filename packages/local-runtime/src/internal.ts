/**
 * For `async-invoke`, the command. No promise of compatibility: any release may change or remove what is here.
 *
 * @packageDocumentation
 */

export type { Bundle, BundleContents } from './lib/control/bundle/bundle.ts'
export type { EventPage } from './lib/control/events/event-query.ts'
export type { EventSummary } from './lib/control/events/event-summary.ts'
export type { InboxMessage } from './lib/delivery/inbox.ts'
export type { LogLine } from './lib/execution/logs/function-logs.ts'
export { importFresh } from './lib/execution/node/import-fresh.ts'
export type { FaultSettings } from './lib/faults/runtime-faults.ts'
export { readSharedEnvironment } from './lib/functions/shared-environment.ts'
export { type RequestToSign, type SigningCredentials, signRequest } from './lib/http/signatures/sign-request.ts'
export { makeFolder } from './lib/make-folder.ts'
export type { ConfigFileOptions } from './lib/options/option-rules.ts'
export { type OpenRecording, openRecording, type RecordingOptions } from './lib/recording/open-recording.ts'
