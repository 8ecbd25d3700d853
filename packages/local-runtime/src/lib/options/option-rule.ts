/** One option as data: its meaning, where it can be set, and the values it accepts. */
export type OptionRule = OptionMeaning<unknown> & ValueRule

/** Rules by option name. */
export type OptionRules = Readonly<Record<string, OptionRule>>

/** A rule for every member of `Options`, of a kind that fits the member's type. Missing members do not compile. */
export type RulesFor<Options> = {
  readonly [Name in keyof Options]-?: OptionMeaning<NonNullable<Options[Name]>> &
    ValueRuleFor<NonNullable<Options[Name]>> &
    (undefined extends Options[Name] ? { readonly required?: never } : { readonly required: true })
}

/** What an option means and where it can be set. */
export interface OptionMeaning<Value> {
  /** Meaning and unit, in whole sentences. */
  readonly about: string
  readonly defaultValue?: Value
  /** `program`: cannot be set in a configuration file. */
  readonly only?: 'program'
  readonly required?: true
  /** Error messages omit the value. */
  readonly secret?: true
}

/** The values that an option accepts. */
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

/** The kinds of rule that fit the type of a value. */
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
        : [Value] extends [readonly (infer Each)[]]
          ? ListRule<ValueRuleFor<Each>>
          : [Value] extends [string | readonly string[]]
            ? StringsRule
            : [Value] extends [(...args: never) => unknown]
              ? CallbackRule
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
  /** `url`: the string must also parse as a `URL`. */
  readonly kind: 'string' | 'url'
  /** Names the expected value in error messages, with its article: `an AWS region`. */
  readonly noun: string
  readonly pattern?: string
}

/** A string or an array of strings. */
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

/** An object whose keys the user chooses. */
export interface MapRule<Each> {
  readonly kind: 'map'
  readonly each: Each
  /** The form of the keys. */
  readonly names?: StringRule
}

/** An object that has no members but these. */
export interface MembersRule<Members> {
  readonly kind: 'members'
  readonly members: Members
  /** Exactly one of these members must be present. */
  readonly exactlyOneOf?: readonly (keyof Members)[]
  /** Pairs of members of which one must be absent; {@link judge} refuses them. */
  readonly apart?: readonly (readonly [keyof Members, keyof Members])[]
  /** Describes the problems of an object before the rules of its members do, where Lambda has sentences of its own. */
  readonly judge?: (value: object, path: string) => readonly string[]
}
