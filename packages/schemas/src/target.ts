export type { Arn } from './lib/reference/arn.ts'
export {
  type FunctionHome,
  type FunctionReference,
  parseFunctionReference,
} from './lib/reference/function-reference.ts'
export type { Refusal, RefusalCode } from './lib/reference/refusal.ts'
export {
  type RefusedTarget,
  readTarget,
  type Target,
  type TargetPurpose,
  type TargetReason,
} from './lib/target/read-target.ts'
export { describeRefusedTarget, type TargetRefusal } from './lib/target/refusals.ts'
export {
  formatTargetArn,
  type TargetFacts,
  type TargetKind,
  type TargetUse,
  targetKinds,
  targets,
} from './lib/target/targets.ts'
