export type { Arn, FunctionReference } from '@async-invoke/schemas/function-reference'
export {
  type RefusedTarget,
  readTarget,
  type Target,
  type TargetKind,
  type TargetPurpose,
  type TargetReason,
  type TargetUse,
} from '@async-invoke/schemas/target'
