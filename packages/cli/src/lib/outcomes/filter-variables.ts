import { describeOutcome, fingerprint, type Outcome } from '@async-invoke/schemas/outcome'
import type { SourceItem } from '../sources/source-item.ts'
import { attemptsOf, textOf, timeOf } from './row.ts'

/** Names of the variables that are text, empty where the document does not tell them. Most are members of `read --json`. */
export const textVariables = [
  'kind',
  'functionName',
  'qualifier',
  'accountId',
  'region',
  'requestId',
  'condition',
  'reason',
  'sourceArn',
  'targetArn',
  'fingerprint',
  'position',
  'time',
] as const

/** The variables of a filter. */
export interface FilterVariables extends Readonly<Record<(typeof textVariables)[number], string>> {
  readonly error: { readonly errorType: string; readonly errorMessage: string; readonly stack: readonly string[] }
  /** Attempts that a record counts; 0 where the document does not tell. */
  readonly attempts: bigint
  /** The event that the caller sent, parsed; null where there is none. */
  readonly payload: unknown
}

/** The variables of an outcome. What takes long is computed when it is asked for. */
export function variablesOf(outcome: Outcome, source: SourceItem): FilterVariables {
  const described = describeOutcome(outcome)
  const { functionName = '', qualifier = '', accountId = '', region = '', requestId = '' } = described
  const { condition = '', reason = '', sourceArn = '', targetArn = '' } = described
  const { errorType = '', errorMessage = '', stack = [] } = described.error ?? {}
  return {
    ...{ kind: outcome.kind, functionName, qualifier, accountId, region, requestId },
    ...{ condition, reason, sourceArn, targetArn },
    position: source.position,
    time: timeOf(outcome, source) ?? '',
    error: { errorType, errorMessage, stack },
    attempts: BigInt(attemptsOf(outcome) ?? 0),
    get fingerprint() {
      return fingerprint(outcome)
    },
    get payload() {
      return payloadOf(outcome)
    },
  }
}

function payloadOf(outcome: Outcome): unknown {
  const text = outcome.kind === 'unrecognised' ? undefined : textOf(outcome)
  if (text === undefined) return null
  try {
    return JSON.parse(text)
  } catch {
    // The body of a dead letter may be anything; a filter sees what it can see.
    return text
  }
}
