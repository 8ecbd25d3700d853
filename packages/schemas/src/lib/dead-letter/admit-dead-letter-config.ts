import type { FunctionReference } from '../reference/function-reference.ts'
import { createModelRefusal, mustMatch, type Refusal } from '../reference/refusal.ts'
import { readTarget } from '../target/read-target.ts'
import { deadLetterRefusal, type TargetRefusal } from '../target/refusals.ts'
import { deadLetterTargetPattern } from '../target/target-patterns.ts'

const targetSyntax = new RegExp(`^(?:${deadLetterTargetPattern})$`)

/**
 * What can be said of a dead-letter target without asking another service: its form, queues and topics only, no FIFO,
 * and, where the function's region is known, no other region (FNC-3). Existence and permission are AWS's to say. An
 * empty text removes the target, and a missing one keeps it; both have nothing to check (FNC-2).
 *
 * Shape: empty means that the target passes; the service answers with the first.
 * Source: recorded refusals of `UpdateFunctionConfiguration`.
 *
 * @example checkDeadLetterTarget('arn:aws:sqs:us-east-1:123456789012:orders.fifo', { functionName: 'error' })[0]?.message
 * // 'Invalid dead letter queue ARN: FIFO SQS queue is not supported for dead letter configuration'
 */
export function checkDeadLetterTarget(
  targetArn: string | undefined,
  owner: Partial<FunctionReference>,
): readonly (Refusal | TargetRefusal)[] {
  if (targetArn === undefined || targetArn === '') return []
  if (!targetSyntax.test(targetArn))
    return [createModelRefusal('FNC-1', 'deadLetterConfig.targetArn', targetArn, mustMatch(deadLetterTargetPattern))]
  const target = readTarget(targetArn, { owner, use: 'DeadLetter' })
  return 'reason' in target ? [deadLetterRefusal(targetArn, target)] : []
}
