/**
 * For `async-invoke`, the command. No promise of compatibility: any release may change or remove what is here.
 *
 * @packageDocumentation
 */
export { type RequestToSign, type SigningCredentials, signRequest } from './lib/http/sign-request.ts'
export { optionProblems } from './lib/options/option-problems.ts'
export type { OptionRule, OptionRules, RulesFor, ValueRule } from './lib/options/option-rule.ts'
export { type FileOptions, optionRules } from './lib/options/option-rules.ts'
export { ruleProblems } from './lib/options/rule-problems.ts'
export { describeOption } from './lib/options/rule-text.ts'
