import { readTarget } from '../target/read-target.ts'
import { targets } from '../target/targets.ts'
import type { AccessContext } from './condition.ts'

/**
 * Condition keys of a delivery (section 12): Lambda sends to destinations and dead-letter queues without
 * `lambda:SourceFunctionArn`.
 */
export const deliveryContext: AccessContext = { 'lambda:SourceFunctionArn': null }

/** A permission that a role needs. */
export interface Permission {
  /** With IAM's service prefix: `sqs:SendMessage`. */
  readonly action: string
  readonly resource: string
}

/** A target that a function sends to. */
export interface TargetOfFunction {
  readonly functionName: string
  readonly targetArn: string
}

/**
 * Lists the permissions that an execution role needs to send a record or dead letter to a target (section 12). An ARN
 * that Lambda does not send to needs none.
 *
 * @example
 * ```ts
 * listSendPermissions({ functionName: 'orders', targetArn: 'arn:aws:s3:::records' })
 * // [{ action: 's3:PutObject', resource: 'arn:aws:s3:::records/aws/lambda/async/orders/' }]
 * ```
 */
export function listSendPermissions({ functionName, targetArn }: TargetOfFunction): readonly Permission[] {
  const { kind } = readTarget(targetArn)
  if (kind === undefined) return []
  // Object keys start with the function's name (DST-6).
  const resource = kind === 's3' ? `${targetArn}/aws/lambda/async/${functionName}/` : targetArn
  return [{ action: targets[kind].sendAction, resource }]
}

/**
 * Lists the permissions that Lambda checks when settings with this target are stored, in its order (CFG-14f): those to
 * configure it, then those to send.
 *
 * @example
 * ```ts
 * listConfigurePermissions({ functionName: 'orders', targetArn: 'arn:aws:s3:::records' })[0]?.action // 's3:ListBucket'
 * ```
 */
export function listConfigurePermissions(about: TargetOfFunction): readonly Permission[] {
  const { kind } = readTarget(about.targetArn)
  if (kind === undefined) return []
  const configure = targets[kind].configureActions.map((action) => ({ action, resource: about.targetArn }))
  return [...configure, ...listSendPermissions(about)]
}
