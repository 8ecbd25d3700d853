import {
  type DesiredFunction,
  type DesiredSettings,
  type DesiredState,
  parseFunctionReference,
} from '@async-invoke/schemas'
import type { EventRule } from '../doctor/setup.ts'

/** Why a setting that a template declares is not in what was read. */
export interface TemplateProblem {
  /** The resource's name in the template. */
  readonly resource: string
  /** The member that could not be read: `DestinationConfig.OnFailure.Destination`. */
  readonly member: string
  readonly reason: string
}

/** What a template declares about asynchronous invocation. */
export interface TemplateReading {
  /**
   * By function name. Complete or absent: settings of which one member could not be read are left out whole, because a plan would take
   * the missing member away. Each of them is in `problems`.
   */
  readonly desired: DesiredState
  /** By function name, then by alias: the version it leads to, null where the template does not say. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string | null>>>>
  /** EventBridge rules, for `diagnose`. */
  readonly eventRules: readonly EventRule[]
  readonly problems: readonly TemplateProblem[]
}

/** What a template's text leaves to the place where it is deployed. */
export interface TemplateContext {
  /** For ARNs of resources that the template makes. */
  readonly region?: string
  readonly accountId?: string
  /** Default `aws`. */
  readonly partition?: string
  /** Values of parameters; those that have a default need none. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Names that CloudFormation chose, by logical id: a function, queue, topic, bus or bucket without a name of its own. */
  readonly physicalNames?: Readonly<Record<string, string>>
}

/** Collects what readers find, and gives it in one piece. */
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

  finished(): TemplateReading {
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

/** A template names one function now by its name, now by its ARN; all of them are where the template is deployed. */
function bareName(functionName: string): string {
  return parseFunctionReference(functionName)?.functionName ?? functionName
}

export type JsonObject = Readonly<Record<string, unknown>>

/** The value where it is an object, else an empty one. */
export function objectOf(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

/** Parses text, takes anything else as it is; throws {@link TypeError} for text that is no JSON (a caller's bug). */
export function templateObject(template: unknown): JsonObject {
  if (typeof template !== 'string') return objectOf(template)
  try {
    return objectOf(JSON.parse(template))
  } catch (cause) {
    throw new TypeError('the template is not JSON', { cause })
  }
}
