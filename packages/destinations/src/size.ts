export { sizeOf, type TargetCommand } from './lib/command-size.ts'
export { decideSize, type OversizePolicy, type SizeDecision, type SizeOptions } from './lib/size-decision.ts'
export { type SizeLimits, sizeLimits } from './lib/size-limits.ts'
