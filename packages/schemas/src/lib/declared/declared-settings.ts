import { readableMember } from '../document/own-member.ts'
import { type EventInvokeConfig, toEventInvokeConfig } from '../settings/event-invoke-config.ts'
import type { EventInvokeConfigRequest } from '../settings/event-invoke-config-request.ts'

/**
 * Event invoke settings as a program declares them: either flat, with `OnSuccess` and `OnFailure`, or as Lambda's API
 * has them, with `DestinationConfig`. A mixture is refused.
 */
export interface DeclaredEventInvokeConfig extends EventInvokeConfigRequest {
  readonly OnSuccess?: string | null
  readonly OnFailure?: string | null
}

/** {@link DeclaredEventInvokeConfig} with the configuration of the function that governs asynchronous invocation. */
export interface DeclaredFunctionSettings extends DeclaredEventInvokeConfig {
  readonly deadLetterTargetArn?: string | null
  readonly DeadLetterConfig?: { readonly TargetArn?: string | null } | null
  readonly reservedConcurrency?: number | null
  readonly ReservedConcurrentExecutions?: number | null
}

/** Declared settings in the form that the engine works with. */
export interface ReadFunctionSettings {
  readonly config: EventInvokeConfig
  readonly deadLetterTargetArn?: string
  readonly reservedConcurrency?: number
}

/** Reads event invoke settings that {@link describeDeclaredProblems} has passed; empty strings and nulls are unset. */
export function readDeclaredEventInvokeConfig(declared: DeclaredEventInvokeConfig): EventInvokeConfig {
  const { OnSuccess, OnFailure } = declared
  return {
    ...toEventInvokeConfig(declared),
    ...(OnSuccess && { OnSuccess }),
    ...(OnFailure && { OnFailure }),
  }
}

/** Reads settings of a function that {@link describeDeclaredProblems} has passed. */
export function readDeclaredFunctionSettings(declared: DeclaredFunctionSettings): ReadFunctionSettings {
  const deadLetterTargetArn = declared.deadLetterTargetArn ?? declared.DeadLetterConfig?.TargetArn
  const reservedConcurrency = declared.reservedConcurrency ?? declared.ReservedConcurrentExecutions ?? undefined
  return {
    config: readDeclaredEventInvokeConfig(declared),
    ...(deadLetterTargetArn && { deadLetterTargetArn }),
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
  }
}

/** Pairs of members that say the same, the flat one first. */
const twins = [
  ['OnSuccess', 'DestinationConfig'],
  ['OnFailure', 'DestinationConfig'],
  ['deadLetterTargetArn', 'DeadLetterConfig'],
  ['reservedConcurrency', 'ReservedConcurrentExecutions'],
] as const

/** Describes each flat member that stands beside its twin of Lambda's API. */
export function describeMixedForms(declared: unknown, path: string): readonly string[] {
  const isGiven = (name: string): boolean => (readableMember(declared, name) ?? undefined) !== undefined
  return twins
    .filter((pair) => pair.every(isGiven))
    .map(([flat, nested]) => `${path} has both ${flat} and ${nested}: declare its targets and limits in one form`)
}
