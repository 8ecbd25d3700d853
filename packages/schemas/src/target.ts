export type { Arn } from './lib/reference/arn.ts'
export type { FunctionReference } from './lib/reference/function-reference.ts'
export {
  type RefusedTarget,
  readTarget,
  type Target,
  type TargetPurpose,
  type TargetReason,
} from './lib/target/read-target.ts'
export { describeRefusedTarget, type TargetRefusal } from './lib/target/refusals.ts'
export {
  type TargetFacts,
  type TargetKind,
  type TargetUse,
  targetArn,
  targetKinds,
  targets,
} from './lib/target/targets.ts'
