import type { FunctionReference } from '../reference/function-reference.ts'
import { createModelRefusal, createTypeRefusal, mustMatch, type Refusal } from '../reference/refusal.ts'
import { readTarget } from '../target/read-target.ts'
import { deadLetterRefusal, type TargetRefusal } from '../target/refusals.ts'
import { deadLetterTargetPattern } from '../target/target-patterns.ts'

const targetSyntax = new RegExp(`^(?:${deadLetterTargetPattern})$`)

/**
 * Checks a dead-letter target as far as that is possible without a call to AWS: the form of its ARN, queues and topics
 * only, no FIFO, and the function's own region (FNC-3). Whether the target exists, and whether the execution role may
 * send to it, only AWS can tell. The refusals are recorded from `UpdateFunctionConfiguration`.
 *
 * @param targetArn - any value; never throws. An empty string removes the target, `undefined` and null keep it (FNC-2):
 * these pass.
 * @param owner - the function; without its region, the region is not checked
 * @returns what Lambda would refuse, first what it would answer with; empty if the target passes.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_DeadLetterConfig.html
 * @example
 * ```ts
 * checkDeadLetterTarget('arn:aws:sqs:us-east-1:123456789012:orders.fifo', { functionName: 'error' })[0]?.message
 * // 'Invalid dead letter queue ARN: FIFO SQS queue is not supported for dead letter configuration'
 * ```
 */
export function checkDeadLetterTarget(
  targetArn: unknown,
  owner: Partial<FunctionReference>,
): readonly (Refusal | TargetRefusal)[] {
  if (targetArn === undefined || targetArn === null || targetArn === '') return []
  if (typeof targetArn !== 'string')
    return [createTypeRefusal('FNC-1', 'deadLetterConfig.targetArn', targetArn, 'a string')]
  if (!targetSyntax.test(targetArn))
    return [createModelRefusal('FNC-1', 'deadLetterConfig.targetArn', targetArn, mustMatch(deadLetterTargetPattern))]
  const target = readTarget(targetArn, { owner, use: 'DeadLetter' })
  return 'reason' in target ? [deadLetterRefusal(targetArn, target)] : []
}
