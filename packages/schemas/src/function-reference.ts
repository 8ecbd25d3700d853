export { checkFunctionReference, resolveQualifier } from './lib/reference/admit-function-reference.ts'
export { type Arn, parseArn } from './lib/reference/arn.ts'
export {
  type FunctionHome,
  type FunctionReference,
  formatFunctionArn,
  formatQualifiedFunctionArn,
  parseFunctionReference,
} from './lib/reference/function-reference.ts'
export { helpUrlOf } from './lib/reference/help-url.ts'
export { formatRefusals, type Refusal, type RefusalCode } from './lib/reference/refusal.ts'
