export { sizeOf } from './lib/size/command-size.ts'
export { decideSize, type OversizePolicy, type SizeDecision, type SizeOptions } from './lib/size/size-decision.ts'
export { type SizeLimits, sizeLimits } from './lib/size/size-limits.ts'
export type { TargetCommand } from './lib/size/target-commands.ts'
