export { checkFunctionReferenceModel, joinQualifier } from './lib/admit-function-reference.ts'
export { type Arn, parseArn } from './lib/arn.ts'
export {
  type FunctionHome,
  type FunctionReference,
  functionArn,
  parseFunctionReference,
  qualifiedFunctionArn,
} from './lib/function-reference.ts'
export { modelRefusal, type Refusal, type RefusalCode, refusalText } from './lib/refusal.ts'
