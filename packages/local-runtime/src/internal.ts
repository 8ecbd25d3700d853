/**
 * For `async-invoke`, the command. No promise of compatibility: any release may change or remove what is here.
 *
 * @packageDocumentation
 */

export type { Bundle, BundleContents } from './lib/control/bundle/bundle.ts'
export { importFresh } from './lib/execution/node/import-fresh.ts'
export { type RequestToSign, type SigningCredentials, signRequest } from './lib/http/sign-request.ts'
export { checkOptions } from './lib/options/check-options.ts'
export { type ConfigFileOptions, runtimeOptionRules } from './lib/options/option-rules.ts'
export { type OpenRecording, openRecording, type RecordingOptions } from './lib/recording/open-recording.ts'
