import {
  type DesiredFunction,
  type DesiredSettings,
  type DesiredState,
  parseFunctionReference,
} from '@async-invoke/schemas'
import type { EventRule } from '../doctor/setup.ts'

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
   * By function name. Settings with an unreadable member are left out as a whole, because a plan would unset the
   * missing member; `problems` lists each of them.
   */
  readonly desired: DesiredState
  /** Version by alias, by function name; `null` if the template does not determine it. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  /** EventBridge rules, for `diagnose`. */
  readonly eventRules: readonly EventRule[]
  readonly problems: readonly TemplateProblem[]
}

/** Collects what the readers of single resources find. */
export class ReadingBuilder {
  readonly #functions = new Map<string, DesiredFunction>()
  readonly #aliases = new Map<string, Record<string, string | null>>()
  readonly #rules: EventRule[] = []
  readonly #problems: TemplateProblem[] = []

  settings(functionName: string, qualifier: string, settings: DesiredSettings): void {
    const desired = this.#function(functionName)
    desired.EventInvokeConfigs = { ...desired.EventInvokeConfigs, [qualifier]: settings }
  }

  deadLetter(functionName: string, TargetArn: string): void {
    this.#function(functionName).DeadLetterConfig = { TargetArn }
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
    const desired: DesiredState = { version: '1.0', functions: Object.fromEntries(this.#functions) }
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

/** Templates use names and ARNs of one function side by side; all functions are in the account of the deployment. */
function bareName(functionName: string): string {
  return parseFunctionReference(functionName)?.functionName ?? functionName
}
