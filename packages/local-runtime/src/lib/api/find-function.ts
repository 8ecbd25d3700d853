import type { FunctionReference } from '@async-invoke/schemas'
import { checkMember, type ModelRule } from '../admission/model-rules.ts'
import { functionNameRule } from '../admission/name-rules.ts'
import { functionNotFound } from '../admission/not-found.ts'
import type { ApiRequest } from '../http/api-request.ts'
import { invalid, LambdaError } from '../http/lambda-error.ts'
import { refuse, throwRefusals } from '../http/refuse.ts'
import type { FunctionRecord } from '../registry/function-record.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

/**
 * Finds the function that a request names.
 *
 * @throws {@link LambdaError} when the name is invalid, or there is no such function
 */
export function findFunction(
  request: ApiRequest,
  dependencies: FunctionDependencies,
): { readonly record: FunctionRecord; readonly reference: FunctionReference } {
  const { references, registry } = dependencies
  references.refuseModelViolations(request)
  const reference = references.of(request)
  const record = registry.get(reference)
  if (record === undefined) throwNotFound(reference, dependencies)
  return { record, reference }
}

export interface UnqualifiedOptions {
  /**
   * Constraints of the model on the name.
   *
   * @defaultValue `functionNameRule`
   */
  readonly rule?: ModelRule
  /** Qualifier in the message if there is no such function. */
  readonly notFoundQualifier?: string
  /** The one qualifier that the name may have. */
  readonly allowedQualifier?: string | undefined
}

/** As {@link findFunction}, for operations that accept no qualifier (FNC-6). */
export function findUnqualifiedFunction(
  request: ApiRequest,
  dependencies: FunctionDependencies,
  { rule = functionNameRule, notFoundQualifier, allowedQualifier }: UnqualifiedOptions = {},
): FunctionRecord {
  refuse(checkMember('functionName', request.params.FunctionName, rule))
  const reference = dependencies.references.of(request)
  if (reference.qualifier !== allowedQualifier) refuseQualifier(reference)
  const record = dependencies.registry.get(reference)
  if (record === undefined)
    throwNotFound(
      notFoundQualifier === undefined ? reference : { ...reference, qualifier: notFoundQualifier },
      dependencies,
    )
  return record
}

/** Refuses a name of a version or an alias where only functions are meant (FNC-6). */
export function refuseQualifier({ qualifier }: FunctionReference): void {
  if (qualifier === undefined) return
  throw invalid(
    'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
  )
}

/** The ARN in the message has a qualifier only if the request had one. */
export function throwNotFound(
  { functionName, qualifier }: FunctionReference,
  { view }: Pick<FunctionDependencies, 'view'>,
): never {
  throwRefusals(functionNotFound(view.arn(functionName, qualifier)))
}

/** Refuses a change that was made for another revision of the function or alias. */
export function refuseOtherRevision(requested: string | undefined, revisionId: string): void {
  if (requested === undefined || requested === revisionId) return
  const message =
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id'
  throw new LambdaError('PreconditionFailedException', message)
}

/** Refuses a change while the function is being created or updated. */
export function refuseWhileChanging({ functionName, latest }: FunctionRecord, { view }: FunctionDependencies): void {
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
