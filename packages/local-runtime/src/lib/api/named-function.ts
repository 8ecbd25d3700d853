import type { FunctionReference } from '@async-invoke/schemas'
import { functionNotFound } from '../admission/missing.ts'
import { checkMember, type ModelRule } from '../admission/model-rules.ts'
import { functionNameRule } from '../admission/name-rules.ts'
import type { ApiRequest } from '../http/api-request.ts'
import { invalid, LambdaError } from '../http/lambda-error.ts'
import { refuse, throwRefusals } from '../http/refuse.ts'
import type { FunctionRecord } from '../registry/function-record.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

/** The function that a request names, which must be there, and the reference it was named by. */
export function namedFunction(
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
  dependencies: FunctionDependencies,
  { rule = functionNameRule, missingAs, except }: UnqualifiedOptions = {},
): FunctionRecord {
  refuse(checkMember('functionName', request.params.FunctionName, rule))
  const reference = dependencies.references.of(request)
  if (reference.qualifier !== undefined && reference.qualifier !== except)
    throw invalid(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    )
  const record = dependencies.registry.get(reference)
  if (record === undefined)
    throwNotFound(missingAs === undefined ? reference : { ...reference, qualifier: missingAs }, dependencies)
  return record
}

/** The ARN in the sentence has a qualifier only when the request had one. */
export function throwNotFound(
  { functionName, qualifier }: FunctionReference,
  { view }: Pick<FunctionDependencies, 'view'>,
): never {
  throwRefusals(functionNotFound(view.arn(functionName, qualifier)))
}

/** Refuses a change that was meant for another state of the function or alias. */
export function refuseOtherRevision(asked: string | undefined, revisionId: string): void {
  if (asked === undefined || asked === revisionId) return
  const message =
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id'
  throw new LambdaError('PreconditionFailedException', message)
}

/** Refuses a change while the function is being created or changed. */
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
