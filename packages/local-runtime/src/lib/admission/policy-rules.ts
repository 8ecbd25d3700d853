import type { Refusal } from '@async-invoke/schemas'
import { parseArn } from '@async-invoke/schemas/function-reference'
import type { PolicyStatement } from '../registry/attachment.ts'
import { checkMember, type ModelRule } from './model-rules.ts'

/** A permission as AddPermission requests it, under the names that refusals print. */
export interface PermissionRequest {
  readonly statementId: string | undefined
  readonly action: string | undefined
  readonly principal: string | undefined
  readonly sourceArn: string | undefined
  readonly sourceAccount: string | undefined
  readonly eventSourceToken: string | undefined
  readonly principalOrgID: string | undefined
  readonly functionUrlAuthType: string | undefined
  readonly invokedViaFunctionUrl: boolean
}

/** Maximum size of a policy in bytes. */
const maxPolicyBytes = 20_480

/** ARN of a resource of any service, as the model's message prints its pattern. */
export const arnPattern =
  'arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)'

const statementIdRule: ModelRule = { minLength: 1, maxLength: 100, pattern: '([a-zA-Z0-9-_]+)' }

/** Checks a permission against the model (FNC-25). */
export function checkPermission(permission: PermissionRequest): readonly Refusal[] {
  return [
    ...checkMember('statementId', permission.statementId, { required: true, ...statementIdRule }),
    ...checkMember('action', permission.action, { required: true, pattern: '(lambda:[*]|lambda:[a-zA-Z]+|[*])' }),
    ...checkMember('principal', permission.principal, { required: true, pattern: '[^\\s]+' }),
    ...checkMember('sourceArn', permission.sourceArn, { pattern: arnPattern }),
    ...checkMember('sourceAccount', permission.sourceAccount, { maxLength: 12, pattern: '\\d{12}' }),
    ...checkMember('eventSourceToken', permission.eventSourceToken, { maxLength: 256, pattern: '[a-zA-Z0-9._\\-]+' }),
    ...checkMember('principalOrgID', permission.principalOrgID, {
      minLength: 12,
      maxLength: 34,
      pattern: 'o-[a-z0-9]{10,32}',
    }),
    ...checkMember('functionUrlAuthType', permission.functionUrlAuthType, { values: ['NONE', 'AWS_IAM'] }),
  ]
}

/**
 * Composes the statement of a permission that passed the checks, members and conditions in the service's order.
 *
 * @returns `undefined` if the principal is neither `*` nor a service, an account or an ARN of IAM
 */
export function composeStatement(permission: PermissionRequest, resource: string): PolicyStatement | undefined {
  const { statementId: Sid = '', action: Action = '', principal = '' } = permission
  const Principal = composePrincipal(principal, resource)
  if (Principal === undefined) return undefined
  const Condition = composeCondition(permission)
  const some = Object.keys(Condition).length > 0
  return { Sid, Effect: 'Allow', Principal, Action, Resource: resource, ...(some && { Condition }) }
}

function composePrincipal(principal: string, resource: string): PolicyStatement['Principal'] | undefined {
  if (principal === '*') return '*'
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${parseArn(resource)?.partition ?? 'aws'}:iam::${principal}:root` }
  if (/^arn:aws[a-zA-Z-]*:(iam|sts)::(\d{12}|cloudfront):\S+$/.test(principal)) return { AWS: principal }
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazon\.com)$/.test(principal)) return { Service: principal }
  return undefined
}

function composeCondition(permission: PermissionRequest): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const { invokedViaFunctionUrl, sourceArn } = permission
  const equals = present({
    'lambda:FunctionUrlAuthType': permission.functionUrlAuthType,
    'aws:PrincipalOrgID': permission.principalOrgID,
    'AWS:SourceAccount': permission.sourceAccount,
    'lambda:EventSourceToken': permission.eventSourceToken,
  })
  return {
    ...(invokedViaFunctionUrl && { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } }),
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(sourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': sourceArn } }),
  }
}

function present(members: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}

/** Returns the service's message for a policy that is too long, `undefined` for any other. */
export function checkPolicySize(policy: object): string | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(policy))
  return bytes > maxPolicyBytes
    ? `The final policy size (${bytes}) is bigger than the limit (${maxPolicyBytes}).`
    : undefined
}
