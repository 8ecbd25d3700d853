export {
  type DestinationTarget,
  destinationTarget,
  type TargetKind,
  type TargetRefusal,
  type TargetRefusalReason,
  type TargetUse,
} from './lib/destination-target.ts'
