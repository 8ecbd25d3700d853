import type { FunctionConfiguration } from '@aws-sdk/client-lambda'

/** The stored dead-letter queue of a function. */
export interface StoredDeadLetterConfig {
  /** The ARN that the service returns; unqualified for the function itself. */
  readonly FunctionArn: string
  /** Changes whenever the function changes. Pass it to a write, and the write fails after a concurrent change. */
  readonly RevisionId?: string
  /** Empty if there is no dead-letter queue. */
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
