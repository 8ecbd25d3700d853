import { pipeFailureErrors } from '../../generated/pipe-failure.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * The document that a pipe of EventBridge sends when it gives up on a batch of a stream (CON-10). It describes the
 * batch; the records stay in the stream.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html
 */
export interface PipeFailure {
  version?: string
  timestamp?: string
  context: {
    /** ARN of the pipe. */
    partnerResourceArn: string
    /** `RetryAttemptsExhausted` or `RecordAgeExceeded`; open to others. */
    condition: string
  }
  KinesisBatchInfo?: Record<string, unknown>
  DDBStreamBatchInfo?: Record<string, unknown>
}

/** Lists what is wrong with `value`; empty if it is a {@link PipeFailure}. Never throws. */
export function checkPipeFailure(value: unknown): readonly Issue[] {
  return issuesOf(pipeFailureErrors, value)
}
