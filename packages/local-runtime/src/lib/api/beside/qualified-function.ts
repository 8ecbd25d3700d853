import type { FunctionReference } from '@async-invoke/schemas'
import { functionNotFound } from '../../admission/not-found.ts'
import { LambdaError } from '../../http/lambda-error.ts'
import { throwRefusals } from '../../http/refuse.ts'
import { aliasOf, type FunctionRecord, versionOf } from '../../registry/function-record.ts'
import type { FunctionDependencies } from '../function-dependencies.ts'

/**
 * Finds the function of a version or alias.
 *
 * @throws {@link LambdaError} that names the alias or version if there is none, also where the function is missing
 */
export function findQualifiedFunction(
  reference: FunctionReference,
  { registry, view }: FunctionDependencies,
): FunctionRecord {
  const record = registry.get(reference)
  if (record === undefined) throwMissing(view.arn(reference.functionName, reference.qualifier), reference.qualifier)
  refuseMissingQualifier(record, reference.qualifier, view)
  return record
}

/** Refuses a version or alias that the function does not have. */
export function refuseMissingQualifier(
  record: FunctionRecord,
  qualifier: string | undefined,
  view: FunctionDependencies['view'],
): void {
  if (qualifier === undefined || versionOf(record, qualifier) !== undefined) return
  if (aliasOf(record, qualifier) === undefined) throwMissing(view.arn(record.functionName, qualifier), qualifier)
}

/** The message depends on whether the qualifier can be the name of an alias (FNC-25): neither a number nor with a `$`. */
function throwMissing(arn: string, qualifier: string | undefined): never {
  if (qualifier !== undefined && /^(?!\d+$)[a-zA-Z0-9-_]+$/.test(qualifier))
    throw new LambdaError('ResourceNotFoundException', `Cannot find alias arn: ${arn}`)
  throwRefusals(functionNotFound(arn))
}

/** Refuses a resource that does not exist, without its name (FNC-11). */
export function noSuchResource(): LambdaError {
  return new LambdaError('ResourceNotFoundException', 'The resource you requested does not exist.')
}
