import type { FunctionHome, FunctionReference } from '@async-invoke/schemas'
import type { S3Client } from '@aws-sdk/client-s3'
import { referenceOf, refuse, refuseModelViolations } from '../admission/admitted-reference.ts'
import { functionNameRule } from '../admission/function-name-rules.ts'
import { invalid } from '../admission/function-request.ts'
import { checkMember, type ModelRule } from '../admission/model-rules.ts'
import type { CodeStore } from '../functions/code-store.ts'
import type { FunctionChanges } from '../functions/function-changes.ts'
import type { ApiRequest } from '../http/api-request.ts'
import { LambdaError } from '../http/lambda-error.ts'
import type { RolePermissions } from '../permissions/role-permissions.ts'
import type { FunctionRecord } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import type { FunctionView } from './function-view.ts'

/** What the operations on functions need of the runtime. */
export interface FunctionParts {
  readonly home: FunctionHome
  readonly registry: Registry
  readonly changes: FunctionChanges
  readonly code: CodeStore
  readonly view: FunctionView
  /** Runs at one time over all functions. */
  readonly accountConcurrency: number
  /** Where code in buckets comes from; missing where S3 has no endpoint. */
  readonly s3: S3Client | undefined
  /** Missing where permissions are not looked at. */
  readonly permissions: RolePermissions | undefined
}

/** The function that a request names, which must be there, and the reference it was named by. */
export function namedFunction(
  request: ApiRequest,
  parts: FunctionParts,
): { readonly record: FunctionRecord; readonly reference: FunctionReference } {
  refuseModelViolations(request)
  const reference = referenceOf(request, parts.home)
  const record = parts.registry.get(reference)
  if (record === undefined) throw functionNotFound(reference, parts)
  return { record, reference }
}

export interface UnqualifiedOptions {
  /** What the model asks of the name; default {@link functionNameRule}. */
  readonly rule?: ModelRule
  /** Qualifier with which the sentence names a function that is not there. */
  readonly missingAs?: string
  /** Qualifier that a name may have all the same. */
  readonly except?: string | undefined
}

/** As {@link namedFunction}, for operations that know no qualifiers (FNC-6). */
export function unqualifiedFunction(
  request: ApiRequest,
  parts: FunctionParts,
  { rule = functionNameRule, missingAs, except }: UnqualifiedOptions = {},
): FunctionRecord {
  refuse(checkMember('functionName', request.params.FunctionName, rule))
  const reference = referenceOf(request, parts.home)
  if (reference.qualifier !== undefined && reference.qualifier !== except)
    throw invalid(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    )
  const record = parts.registry.get(reference)
  if (record === undefined)
    throw functionNotFound(missingAs === undefined ? reference : { ...reference, qualifier: missingAs }, parts)
  return record
}

/** The ARN in the sentence has a qualifier only when the request had one. */
export function functionNotFound(
  { functionName, qualifier }: FunctionReference,
  { view }: Pick<FunctionParts, 'view'>,
): LambdaError {
  return new LambdaError('ResourceNotFoundException', `Function not found: ${view.arn(functionName, qualifier)}`)
}

/** Refuses a change that was meant for another state of the function or alias. */
export function refuseOtherRevision(asked: string | undefined, revisionId: string): void {
  if (asked === undefined || asked === revisionId) return
  const message =
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id'
  throw new LambdaError('PreconditionFailedException', message)
}

/** Refuses a change while the function is being created or changed. */
export function refuseWhileChanging({ functionName, latest }: FunctionRecord, { view }: FunctionParts): void {
  const now = 'The operation cannot be performed at this time.'
  if (latest.state === 'Pending')
    throw new LambdaError(
      'ResourceConflictException',
      `${now} The function is currently in the following state: Pending`,
    )
  if (latest.lastUpdateStatus === 'InProgress')
    throw new LambdaError(
      'ResourceConflictException',
      `${now} An update is in progress for resource: ${view.arn(functionName)}`,
    )
}
