import type { FunctionHome, FunctionReference } from '@async-invoke/schemas'
import type { CodeStore } from '../functions/code-store.ts'
import type { FunctionChanges } from '../functions/function-changes.ts'
import type { RolePermissions } from '../permissions/role-permissions.ts'
import type { FunctionRecord } from '../registry/function-record.ts'
import type { Registry } from '../registry/registry.ts'
import { referenceOf, refuseModelViolations } from './admitted-reference.ts'
import type { ApiRequest } from './api-request.ts'
import { invalid } from './function-request.ts'
import type { FunctionView } from './function-view.ts'
import { LambdaError } from './lambda-error.ts'

/** What the operations on functions need of the runtime. */
export interface FunctionParts {
  readonly home: FunctionHome
  readonly registry: Registry
  readonly changes: FunctionChanges
  readonly code: CodeStore
  readonly view: FunctionView
  /** Runs at one time over all functions. */
  readonly accountConcurrency: number
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

/** As {@link namedFunction}, for operations that know no qualifiers (FNC-6). */
export function unqualifiedFunction(request: ApiRequest, parts: FunctionParts): FunctionRecord {
  refuseModelViolations(request)
  const reference = referenceOf(request, parts.home)
  if (reference.qualifier !== undefined)
    throw invalid(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    )
  const record = parts.registry.get(reference)
  if (record === undefined) throw functionNotFound(reference, parts)
  return record
}

/** The ARN in the sentence has a qualifier only when the request had one. */
export function functionNotFound({ functionName, qualifier }: FunctionReference, { view }: FunctionParts): LambdaError {
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
