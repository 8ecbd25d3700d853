import type { Clock } from '@async-invoke/engine'
import type { CodeSigningConfigs } from '../../registry/code-signing-configs.ts'
import type { FunctionDependencies } from '../function-dependencies.ts'

/** Collaborators of the operations on what belongs to functions. */
export interface BesideDependencies extends FunctionDependencies {
  readonly clock: Clock
  readonly codeSigningConfigs: CodeSigningConfigs
  /** Wall time for which provisioned concurrency is not yet allocated. */
  readonly pendingMs: number
}
