import type { Clock } from '@async-invoke/engine'
import type { EventSources } from '../../event-sources/event-sources.ts'
import type { CodeSigningConfigs } from '../../registry/code-signing-configs.ts'
import type { EventSourceMappings } from '../../registry/event-source-mappings.ts'
import type { ServiceClients } from '../../service-clients.ts'
import type { FunctionDependencies } from '../function-dependencies.ts'

/** Collaborators of the operations on what belongs to functions. */
export interface BesideDependencies extends FunctionDependencies {
  readonly clock: Clock
  readonly codeSigningConfigs: CodeSigningConfigs
  readonly eventSourceMappings: EventSourceMappings
  readonly eventSources: EventSources
  readonly clients: ServiceClients
  /** Wall time for which provisioned concurrency is not yet allocated. */
  readonly pendingMs: number
}
