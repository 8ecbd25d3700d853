import type { FunctionConfiguration } from '@aws-sdk/client-lambda'

/** The dead-letter queue of a function, as stored. */
export interface StoredDeadLetterConfig {
  /** As the service names it; a function's own is unqualified. */
  readonly FunctionArn: string
  /** Changes with every change of the function; give it back to make a write fail when somebody was quicker. */
  readonly RevisionId?: string
  /** Empty when there is none. */
  readonly DeadLetterConfig: { readonly TargetArn?: string }
}

export function storedDeadLetterConfig(configuration: FunctionConfiguration): StoredDeadLetterConfig {
  const { FunctionArn = '', RevisionId, DeadLetterConfig } = configuration
  const TargetArn = DeadLetterConfig?.TargetArn
  return {
    FunctionArn,
    ...(RevisionId !== undefined && { RevisionId }),
    DeadLetterConfig: TargetArn ? { TargetArn } : {},
  }
}
