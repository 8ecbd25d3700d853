/** Facts about one option: its meaning, who may give it, and the values that it takes. */
export type OptionRule = About<unknown> & ValueRule

/** Rules by the names of options. */
export type OptionRules = Readonly<Record<string, OptionRule>>

/** A rule for each member of `Options`, of the kind that fits the member's type: the compiler demands them all. */
export type RulesFor<Options> = {
  readonly [Name in keyof Options]-?: About<NonNullable<Options[Name]>> &
    ValueRuleFor<NonNullable<Options[Name]>> &
    (undefined extends Options[Name] ? { readonly required?: never } : { readonly required: true })
}

interface About<Value> {
  /** Meaning and unit, as sentences. */
  readonly about: string
  readonly defaultValue?: Value
  /** `program`: a configuration file cannot say it. */
  readonly only?: 'program'
  readonly required?: true
  /** Messages do not show the value. */
  readonly secret?: true
}

/** The values that an option takes. */
export type ValueRule =
  | BooleanRule
  | NumberRule
  | StringRule
  | StringsRule
  | ChoiceRule<string>
  | CallbackRule
  | AnythingRule
  | ListRule<ValueRule>
  | MapRule<ValueRule>
  | MembersRule<OptionRules>

/** The kinds of rule that fit a type. */
export type ValueRuleFor<Value> = unknown extends Value
  ? AnythingRule
  : [Value] extends [boolean]
    ? BooleanRule
    : [Value] extends [number]
      ? NumberRule
      : [Value] extends [string]
        ? string extends Value
          ? StringRule
          : ChoiceRule<Value>
        : [Value] extends [string | readonly string[]]
          ? StringsRule
          : [Value] extends [(...args: never) => unknown]
            ? CallbackRule
            : [Value] extends [readonly (infer Each)[]]
              ? ListRule<ValueRuleFor<Each>>
              : string extends keyof Value
                ? MapRule<ValueRuleFor<Value[keyof Value]>>
                : MembersRule<RulesFor<Value>>

export interface BooleanRule {
  readonly kind: 'boolean'
}

export interface NumberRule {
  readonly kind: 'integer' | 'number'
  readonly minimum: number
  readonly maximum: number
}

export interface StringRule {
  /** `url`: a string that `URL` can parse as well. */
  readonly kind: 'string' | 'url'
  /** With its article: `an AWS region`. */
  readonly noun: string
  readonly pattern?: string
}

/** A string or a list of strings. */
export interface StringsRule {
  readonly kind: 'strings'
}

export interface ChoiceRule<Value extends string> {
  readonly kind: 'choice'
  /** Each value with its meaning. */
  readonly values: Readonly<Record<Value, string>>
}

export interface CallbackRule {
  readonly kind: 'callback'
  readonly only: 'program'
}

export interface AnythingRule {
  readonly kind: 'anything'
}

export interface ListRule<Each> {
  readonly kind: 'list'
  readonly each: Each
}

/** Values by names that the user chooses. */
export interface MapRule<Each> {
  readonly kind: 'map'
  readonly each: Each
  /** The form of the names. */
  readonly names?: StringRule
}

/** An object with the members that are listed and no others. */
export interface MembersRule<Members> {
  readonly kind: 'members'
  readonly members: Members
  /** Of these members exactly one is given. */
  readonly exactlyOneOf?: readonly (keyof Members)[]
}
