/**
 * For `async-invoke`, the command: options as data, without the rules of the runtime's own, which take longer to load.
 * No promise of compatibility: any release may change or remove what is here.
 *
 * @packageDocumentation
 */
export { type CheckContext, checkValue } from './lib/options/check-value.ts'
export { describeOption } from './lib/options/describe-option.ts'
export type * from './lib/options/option-rule.ts'
export { readDuration } from './lib/testing/duration.ts'
