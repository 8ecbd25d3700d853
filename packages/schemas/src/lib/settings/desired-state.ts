import { desiredStateErrors } from '../../generated/desired-state.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * The asynchronous settings that functions should have: a document of this project, to be kept with a team's code.
 *
 * Functions, qualifiers and dead-letter queues that it does not mention are not managed. The settings of a qualifier
 * that it does mention are complete: a missing member is unset. `null` means that there are none. The JSON Schema is
 * `schemas/desired-state/1.0.json`.
 *
 * @example
 * ```ts
 * {
 *   version: '1.0',
 *   functions: { 'order-processor': { EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 }, $LATEST: null } } },
 * }
 * ```
 */
export interface DesiredState {
  /** For editors; ignored otherwise. */
  $schema?: string
  version: '1.0'
  /** By function name or unqualified ARN. */
  functions: { [functionName: string]: DesiredFunction }
  /** Members that settings in this document leave out. A destination that is null, and an empty side, take none. */
  defaults?: DesiredSettings
  /**
   * By pattern, in which `*` stands for any characters: the settings of every function whose name matches, whether the
   * document lists it or not. For each qualifier, later patterns win over earlier ones, and the entry of a function over
   * all patterns.
   */
  patterns?: { [pattern: string]: DesiredFunction }
  /**
   * Settings that are wanted and not known, as a reader of templates reports them. They are not unset: a plan neither
   * compares nor changes nor deletes them (CFG-26).
   */
  unknown?: UnknownSettings[]
}

/** Settings that exist although a document cannot say what they are. */
export interface UnknownSettings {
  /** The settings of one qualifier, or the dead-letter queue of a function. */
  setting: 'EventInvokeConfig' | 'DeadLetterConfig'
  /** If missing, the settings may be those of any function. */
  functionName?: string
  /** If missing, the settings may be those of any qualifier. */
  qualifier?: string
  /** Why they are unknown, for people. */
  reason: string
}

/** The managed settings of one function. */
export interface DesiredFunction {
  /** Dead-letter queue of the unpublished function; null for none. Published versions keep their own (FNC-4). */
  DeadLetterConfig?: { TargetArn: string } | null
  /** Settings by qualifier: `$LATEST`, a version or an alias; null for none. */
  EventInvokeConfigs?: { [qualifier: string]: DesiredSettings | null }
}

/** All settings of one qualifier. A missing member is unset, and Lambda applies its default. */
export interface DesiredSettings {
  /** 0 to 2. */
  MaximumRetryAttempts?: number
  /** Seconds: 60 to 21,600. */
  MaximumEventAgeInSeconds?: number
  DestinationConfig?: { OnSuccess?: DesiredSide; OnFailure?: DesiredSide }
}

/** A destination. Null, missing and an empty object all mean none. */
export interface DesiredSide {
  Destination?: string | null
}

/** Lists what is wrong with `value`; empty if it is a {@link DesiredState}. Never throws. */
export function checkDesiredState(value: unknown): readonly Issue[] {
  return issuesOf(desiredStateErrors, value)
}

/**
 * Parses a desired state.
 *
 * @param input - a JSON string, or a value that is already parsed
 * @throws {@link DocumentError} with code `not-json`, or `invalid-document` and its `issues`.
 * @example
 * ```ts
 * parseDesiredState('{ "version": "1.0", "functions": {} }').functions // {}
 * ```
 */
export function parseDesiredState(input: unknown): DesiredState {
  return parseDocument<DesiredState>('DesiredState', input, checkDesiredState)
}
