import { parseFunctionReference } from '@async-invoke/schemas'
import type { Flags } from '../command/flag.ts'
import { UsageError } from '../command-error.ts'

export const functionOperand = {
  name: 'NAME',
  about: 'Name or ARN of the function; with a version or an alias as in orders:live.',
  isRequired: true,
} as const

export const qualifierFlag = {
  qualifier: {
    value: 'NAME',
    rule: {
      about: 'Version or alias, where NAME has none. Default $LATEST.',
      kind: 'string',
      noun: 'a version or an alias',
      pattern: '.',
    },
  },
} as const satisfies Flags

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
