import { parseFunctionReference } from '@async-invoke/schemas/function-reference'
import { UsageError } from '../command-error.ts'

/** A function, version or alias, with the region of its ARN. */
export interface SettingsTarget {
  readonly FunctionName: string
  readonly Qualifier: string
  readonly region?: string
}

/**
 * Joins name and qualifier.
 *
 * @throws {@link UsageError} when both have a qualifier, and not the same
 */
export function settingsTarget(name: string, given: string | undefined): SettingsTarget {
  const { qualifier, region } = parseFunctionReference(name) ?? {}
  if (qualifier !== undefined && given !== undefined && qualifier !== given)
    throw new UsageError(`${name} has the qualifier ${qualifier}, and --qualifier is ${given}`)
  const FunctionName = qualifier === undefined ? name : name.slice(0, -qualifier.length - 1)
  return { FunctionName, Qualifier: qualifier ?? given ?? '$LATEST', ...(region !== undefined && { region }) }
}
