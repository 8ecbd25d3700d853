import {
  describeOutcome,
  fingerprint,
  type Outcome,
  type OutcomeDescription,
  originalEvent,
} from '@async-invoke/schemas/outcome'
import type { SourceItem } from '../sources/source-item.ts'

/** An outcome as `read` shows it, and as `--json` prints it on a line. */
export interface OutcomeRow extends OutcomeDescription {
  /** Groups outcomes of the same fault. */
  readonly fingerprint: string
  /** Where it stands in the source. */
  readonly position: string
  /** When the event ended, or its message was sent: ISO 8601, UTC. Missing where neither is known. */
  readonly time?: string
  /** Attempts that a record counts. */
  readonly attempts?: number
  /** What is wrong with a document that is not recognised. */
  readonly problem?: string
}

/** Describes an outcome in its place. */
export function toRow(outcome: Outcome, source: SourceItem): OutcomeRow {
  const time = timeOf(outcome, source)
  const attempts = attemptsOf(outcome)
  const [issue] = outcome.kind === 'unrecognised' ? outcome.issues : []
  return {
    ...describeOutcome(outcome),
    fingerprint: fingerprint(outcome),
    position: source.position,
    ...(time !== undefined && { time }),
    ...(attempts !== undefined && { attempts }),
    ...(issue !== undefined && { problem: `${issue.path === '' ? '' : `${issue.path}: `}${issue.message}` }),
  }
}

/** When the event ended, or its message was sent: ISO 8601, UTC. */
export function timeOf(outcome: Outcome, source: SourceItem): string | undefined {
  const timestamp = timestampOf(outcome)
  if (timestamp !== undefined) return timestamp
  const { sentAtMs } = source
  return sentAtMs === undefined ? undefined : new Date(sentAtMs).toISOString()
}

function timestampOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'invocation-record') return outcome.record.timestamp
  if (outcome.kind === 'stream-failure' && outcome.source !== 'sqs') return outcome.record.timestamp
  if (outcome.kind === 'payload-mismatch') return timestampOf(outcome.mismatched)
  return undefined
}

/** Attempts that a record counts. */
export function attemptsOf(outcome: Outcome): number | undefined {
  return outcome.kind === 'invocation-record' ? outcome.record.requestContext.approximateInvokeCount : undefined
}

/** The event that the caller sent, as text; of a document that is not recognised, the document. */
export function textOf(outcome: Outcome): string | undefined {
  if (outcome.kind === 'unrecognised') return outcome.text
  return outcome.kind === 'schedule-dead-letter' ? outcome.bodyText : originalEvent(outcome)?.text
}

/** The function with its qualifier, or what stands in its place: a rule, a schedule or a pipe. */
export function subjectOf(row: OutcomeRow): string {
  const { functionName, qualifier } = row
  return functionName === undefined || qualifier === undefined ? sourceOf(row) : `${functionName}:${qualifier}`
}

/** The function without its qualifier, or what stands in its place. */
export function sourceOf({ functionName, sourceArn, kind }: OutcomeRow): string {
  return functionName ?? sourceArn ?? `(${kind})`
}

/** The error in one line, or the problem of a document that is not recognised; empty for neither. */
export function errorOf({ error, problem = '' }: OutcomeRow): string {
  return error === undefined ? problem : [error.errorType, error.errorMessage].filter(Boolean).join(': ')
}
