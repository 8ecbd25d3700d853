import { desiredStateErrors } from '../../generated/desired-state.ts'
import { parseDocument } from '../document/document-error.ts'
import { type Issue, issuesOf } from '../document/issue.ts'

/**
 * The asynchronous settings that functions should have: a document of this project, kept beside a team's code.
 *
 * Shape: what is not mentioned is not managed: a function, a qualifier, a dead-letter queue. What is mentioned is
 * complete: a member that a qualifier's settings leave out is unset. `null` means that there is none.
 * Source: `schemas/desired-state/1.0.json`.
 *
 * @example
 * {
 *   version: '1.0',
 *   functions: { 'order-processor': { EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 }, $LATEST: null } } },
 * }
 */
export interface DesiredState {
  /** For editors; not read. */
  $schema?: string
  version: '1.0'
  /** By function name or unqualified ARN. */
  functions: { [functionName: string]: DesiredFunction }
}

export interface DesiredFunction {
  /** Dead-letter queue of the unpublished function; null: there is none. Published versions keep theirs (FNC-4). */
  DeadLetterConfig?: { TargetArn: string } | null
  /** By qualifier: `$LATEST`, a version or an alias; null: nothing is stored for it. */
  EventInvokeConfigs?: { [qualifier: string]: DesiredSettings | null }
}

/** All settings of one qualifier; what is missing is unset, and Lambda uses its default. */
export interface DesiredSettings {
  /** 0 to 2. */
  MaximumRetryAttempts?: number
  /** Seconds: 60 to 21,600. */
  MaximumEventAgeInSeconds?: number
  DestinationConfig?: { OnSuccess?: DesiredSide; OnFailure?: DesiredSide }
}

/** An ARN, or none: null, missing and an empty object mean the same. */
export interface DesiredSide {
  Destination?: string | null
}

/** Lists what is wrong with `value`; empty means that it is a {@link DesiredState}. Never throws. */
export function checkDesiredState(value: unknown): readonly Issue[] {
  return issuesOf(desiredStateErrors, value)
}

/**
 * Reads a desired state from its JSON text, or from a value that was parsed already.
 *
 * Throws {@link DocumentError} with `code` `not-json` or `invalid-document`, the latter with `issues`.
 *
 * @example parseDesiredState('{ "version": "1.0", "functions": {} }').functions // {}
 */
export function parseDesiredState(input: unknown): DesiredState {
  return parseDocument<DesiredState>('DesiredState', input, checkDesiredState)
}
