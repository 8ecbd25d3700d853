/**
 * For `async-invoke`, the command. No promise of compatibility: any release may change or remove what is here.
 *
 * @packageDocumentation
 */

export { importFresh } from './lib/execution/node/import-fresh.ts'
export { type RequestToSign, type SigningCredentials, signRequest } from './lib/http/sign-request.ts'
export { checkOptions } from './lib/options/check-options.ts'
export { type ConfigFileOptions, runtimeOptionRules } from './lib/options/option-rules.ts'
