import type { OptionRule } from '@async-invoke/local-runtime/internal/options'

/** The pattern of a path to write to: `-` would become a file of this name. */
export const fileToWrite = '^(?!-$).'

/** One flag: a switch if its rule is `boolean`, repeatable if it is a `list`, with one value otherwise. */
export interface Flag {
  /** Placeholder of the value, as help and README show it; missing for a switch. */
  readonly value?: string
  readonly rule: OptionRule
  /** Heading in the help. */
  readonly group?: string
}

/** Flags by name, without the dashes. */
export type Flags = Readonly<Record<string, Flag>>

/** The type of the values that a rule accepts. */
type ValueOf<Rule extends OptionRule> = Rule['kind'] extends 'boolean'
  ? boolean
  : Rule['kind'] extends 'integer' | 'number'
    ? number
    : Rule['kind'] extends 'list'
      ? readonly string[]
      : string

/** The values of flags; those that the command line leaves out are missing. Each has been checked by its rule. */
export type FlagValues<Of extends Flags> = { readonly [Name in keyof Of]?: ValueOf<Of[Name]['rule']> }
