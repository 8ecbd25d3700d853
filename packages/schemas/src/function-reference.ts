export { checkFunctionReferenceModel, joinQualifier } from './lib/reference/admit-function-reference.ts'
export { type Arn, parseArn } from './lib/reference/arn.ts'
export {
  type FunctionHome,
  type FunctionReference,
  functionArn,
  parseFunctionReference,
  qualifiedFunctionArn,
} from './lib/reference/function-reference.ts'
export { helpUrlOf } from './lib/reference/help-url.ts'
export { modelRefusal, type Refusal, type RefusalCode, refusal, refusalText } from './lib/reference/refusal.ts'
