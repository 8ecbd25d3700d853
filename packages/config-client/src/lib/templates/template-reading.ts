import {
  type DesiredFunction,
  type DesiredSettings,
  type DesiredState,
  parseFunctionReference,
  type UnknownSettings,
} from '@async-invoke/schemas'
import type { EventRule } from '../doctor/setup.ts'
import type { Evaluated } from './evaluate/evaluated.ts'

/** A declared setting that could not be read, and why. */
export interface TemplateProblem {
  /** Logical id in CloudFormation, address in Terraform. */
  readonly resource: string
  /** The unreadable member: `DestinationConfig.OnFailure.Destination`. */
  readonly member: string
  readonly reason: string
}

/** The part of a template that concerns asynchronous invocation. */
export interface TemplateReading {
  /**
   * By function name. Settings with an unreadable member are left out as a whole, because a plan would unset the missing
   * member; `unknown` lists them, so that plans and diagnoses do not take them for unset, and `problems` says why.
   */
  readonly desired: DesiredState
  /** Version by alias, by function name; `null` if the template does not determine it. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  /** EventBridge rules, for `diagnose`. */
  readonly eventRules: readonly EventRule[]
  readonly problems: readonly TemplateProblem[]
}

/** The settings of one qualifier, or of a function for its dead-letter queue, as far as a document determines them. */
export interface Declared<T> {
  readonly resource: string
  readonly functionName: Evaluated<string>
  readonly settings: Evaluated<T>
}

/** Collects what the readers of single resources find. */
export class ReadingBuilder {
  readonly #functions = new Map<string, DesiredFunction>()
  readonly #aliases = new Map<string, Record<string, string | null>>()
  readonly #rules: EventRule[] = []
  readonly #problems: TemplateProblem[] = []
  readonly #unknown: UnknownSettings[] = []

  /** Adds settings to the desired state; to the unknown ones, if a part of them is not determined. */
  settings({
    resource,
    functionName,
    qualifier,
    settings,
  }: Declared<DesiredSettings> & { readonly qualifier: Evaluated<string> }): void {
    if ('value' in functionName && 'value' in qualifier && 'value' in settings) {
      const desired = this.#function(functionName.value)
      desired.EventInvokeConfigs = { ...desired.EventInvokeConfigs, [qualifier.value]: settings.value }
      return
    }
    this.#unknown.push({
      setting: 'EventInvokeConfig',
      ...('value' in functionName && { functionName: bareName(functionName.value) }),
      ...('value' in qualifier && { qualifier: qualifier.value }),
      reason: `${resource}: ${firstReason(functionName, qualifier, settings)}`,
    })
  }

  /** Adds a dead-letter queue, as {@link settings} adds settings. */
  deadLetter({ resource, functionName, settings }: Declared<string>): void {
    if ('value' in functionName && 'value' in settings) {
      this.#function(functionName.value).DeadLetterConfig = { TargetArn: settings.value }
      return
    }
    this.#unknown.push({
      setting: 'DeadLetterConfig',
      ...('value' in functionName && { functionName: bareName(functionName.value) }),
      reason: `${resource}: ${firstReason(functionName, settings)}`,
    })
  }

  alias(functionName: string, name: string, version: string | null): void {
    const own = bareName(functionName)
    this.#aliases.set(own, { ...this.#aliases.get(own), [name]: version })
  }

  rule(rule: EventRule): void {
    this.#rules.push(rule)
  }

  problem(problem: TemplateProblem): void {
    this.#problems.push(problem)
  }

  build(): TemplateReading {
    const desired: DesiredState = {
      version: '1.0',
      functions: Object.fromEntries(this.#functions),
      ...(this.#unknown.length > 0 && { unknown: this.#unknown }),
    }
    const aliases = Object.fromEntries(this.#aliases)
    return { desired, aliases, eventRules: this.#rules, problems: this.#problems }
  }

  #function(functionName: string): DesiredFunction {
    const own = bareName(functionName)
    const desired = this.#functions.get(own) ?? {}
    this.#functions.set(own, desired)
    return desired
  }
}

function firstReason(...evaluated: readonly Evaluated[]): string {
  for (const each of evaluated) if ('reason' in each) return each.reason
  return ''
}

/** Templates use names and ARNs of one function side by side; all functions are in the account of the deployment. */
function bareName(functionName: string): string {
  return parseFunctionReference(functionName)?.functionName ?? functionName
}
