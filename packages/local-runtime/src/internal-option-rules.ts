/**
 * For `async-invoke`, the command: the rules of the runtime's options. No promise of compatibility: any release may change
 * or remove what is here.
 *
 * @packageDocumentation
 */
export { checkOptions } from './lib/options/check-options.ts'
export { runtimeOptionRules } from './lib/options/option-rules.ts'
