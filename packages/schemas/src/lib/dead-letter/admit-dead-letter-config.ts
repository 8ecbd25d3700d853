import { mustMatch } from '../reference/admit-function-reference.ts'
import { parseArn } from '../reference/arn.ts'
import type { FunctionReference } from '../reference/function-reference.ts'
import { modelRefusal, type Refusal, refusal } from '../reference/refusal.ts'

/** The pattern of a dead-letter target; an empty text removes the target (FNC-1, FNC-2). */
export const deadLetterTargetPattern = '(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()'

const targetSyntax = new RegExp(`^(?:${deadLetterTargetPattern})$`)
const path = 'deadLetterConfig.targetArn'

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
export function checkDeadLetterTarget(targetArn: string | undefined, owner: FunctionReference): readonly Refusal[] {
  if (targetArn === undefined || targetArn === '') return []
  if (!targetSyntax.test(targetArn)) return [modelRefusal('FNC-1', path, targetArn, mustMatch(deadLetterTargetPattern))]
  const reason = unusable(targetArn, owner)
  if (reason === undefined) return []
  const message = `Invalid dead letter queue ARN: ${reason}`
  return [refusal('FNC-3', 'InvalidParameterValueException', path, targetArn, message)]
}

function unusable(targetArn: string, owner: FunctionReference): string | undefined {
  const { service, region, resource } = parseArn(targetArn) ?? { service: '', region: '', resource: '' }
  if (service !== 'sqs' && service !== 'sns') return 'Only Amazon SQS queues and Amazon SNS topics are supported.'
  if (resource.endsWith('.fifo')) {
    const kind = service === 'sqs' ? 'FIFO SQS queue' : 'FIFO SNS topic'
    return `${kind} is not supported for dead letter configuration`
  }
  if (owner.region !== undefined && owner.region !== region)
    return "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with."
  return undefined
}
