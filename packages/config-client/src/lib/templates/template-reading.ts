import type { DesiredFunction, DesiredSettings, DesiredState } from '@async-invoke/schemas'
import type { ByLogicalId, EventRule, TemplateRoles } from '../doctor/setup.ts'
import { bareName, type Declared, DeclaredOnce } from './declared-once.ts'
import type { Evaluated } from './evaluate/evaluated.ts'
import type { StoredTargets, TemplateFunction } from './roles/roles.ts'

/** A declared setting that could not be read, and why. */
export interface TemplateProblem {
  /** Logical id in CloudFormation, address in Terraform. */
  readonly resource: string
  /** The unreadable member: `DestinationConfig.OnFailure.Destination`. */
  readonly member: string
  readonly reason: string
}

/** The part of a template that concerns asynchronous invocation. */
export interface TemplateReading extends TemplateRoles {
  /**
   * By function name. Settings with an unreadable member are left out as a whole, because a plan would unset the missing
   * member; `unknown` lists them, so that plans and diagnoses do not take them for unset, and `problems` says why.
   */
  readonly desired: DesiredState
  /**
   * Version by alias, by function name; `null` if the template does not determine it. A function is missing if the template
   * does not determine one of its aliases.
   */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  /** EventBridge rules, for `diagnose`. */
  readonly eventRules: readonly EventRule[]
  readonly problems: readonly TemplateProblem[]
  /**
   * The same with logical ids in place of names that CloudFormation generates, for `diagnose` before a deployment. No
   * plan can use it: no function has such a name. Missing if everything has a name.
   */
  readonly byLogicalId?: ByLogicalId
}

/** Collects what the readers of single resources find. */
export class ReadingBuilder {
  readonly #settings = new DeclaredOnce<DesiredSettings>('EventInvokeConfig')
  readonly #deadLetters = new DeclaredOnce<string>('DeadLetterConfig')
  readonly #aliases = new Map<string, Record<string, string | null>>()
  readonly #unknownAliases = new Set<string | undefined>()
  readonly #rules: EventRule[] = []
  readonly #problems: TemplateProblem[] = []
  readonly #functions: TemplateFunction[] = []

  /** Adds settings to the desired state; to the unknown ones, if a part of them is not determined. */
  settings(declared: Declared<DesiredSettings> & { readonly qualifier: Evaluated<string> }): void {
    this.#reportSecond(declared.resource, 'Qualifier', this.#settings.add(declared))
  }

  /** Adds a dead-letter queue, as {@link settings} adds settings. */
  deadLetter(declared: Declared<string>): void {
    this.#reportSecond(declared.resource, 'FunctionName', this.#deadLetters.add(declared))
  }

  alias(functionName: string, name: string, version: string | null): void {
    const own = bareName(functionName)
    this.#aliases.set(own, { ...this.#aliases.get(own), [name]: version })
  }

  /** Adds an alias that is not determined: the others of its function, or of all, are then not all that there are. */
  unknownAlias(functionName: string | undefined): void {
    this.#unknownAliases.add(functionName === undefined ? undefined : bareName(functionName))
  }

  get hasUnknownAliases(): boolean {
    return this.#unknownAliases.size > 0
  }

  /** Adds a function, whose role decides about its targets. */
  function(declared: TemplateFunction): void {
    this.#functions.push(declared)
  }

  functions(): readonly TemplateFunction[] {
    return this.#functions
  }

  /** The settings with targets that are known. */
  stored(): readonly StoredTargets[] {
    return [...this.#settings.known(), ...this.#deadLetters.known()]
  }

  rule(rule: EventRule): void {
    this.#rules.push(rule)
  }

  problem(problem: TemplateProblem): void {
    this.#problems.push(problem)
  }

  build(): TemplateReading {
    const functions = new Map<string, DesiredFunction>()
    for (const { functionName, qualifier = '$LATEST', settings } of this.#settings.known()) {
      const { EventInvokeConfigs = {}, ...rest } = functions.get(functionName) ?? {}
      functions.set(functionName, { ...rest, EventInvokeConfigs: { ...EventInvokeConfigs, [qualifier]: settings } })
    }
    for (const { functionName, settings } of this.#deadLetters.known())
      functions.set(functionName, { DeadLetterConfig: { TargetArn: settings }, ...functions.get(functionName) })
    const unknown = [...this.#settings.unknown(), ...this.#deadLetters.unknown()]
    const desired: DesiredState = {
      version: '1.0',
      functions: Object.fromEntries(functions),
      ...(unknown.length > 0 && { unknown }),
    }
    const known = [...this.#aliases].filter(
      ([name]) => !this.#unknownAliases.has(undefined) && !this.#unknownAliases.has(name),
    )
    const aliases = Object.fromEntries(known)
    return { desired, aliases, eventRules: this.#rules, problems: this.#problems }
  }

  #reportSecond(resource: string, member: string, first: string | undefined): void {
    if (first !== undefined) this.problem({ resource, member, reason: `${first} declares the same settings` })
  }
}
