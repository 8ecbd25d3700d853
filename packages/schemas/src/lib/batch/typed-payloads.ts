import { type Issue, issue } from '../document/issue.ts'
import type { AnyStandardSchema, StandardIssue, StandardResult } from '../document/standard-schema.ts'
import type { DeadLetterOutcome, InvocationRecordOutcome, Outcome } from '../outcome/outcome.ts'
import type { PayloadSchemas, SchemaOutput } from '../record/compose-invocation-record.ts'

/** An outcome whose payloads have the output types of their schemas. */
export type TypedOutcome<Schemas extends PayloadSchemas> =
  | Exclude<Outcome, { kind: 'invocation-record' | 'dead-letter' }>
  | InvocationRecordOutcome<SchemaOutput<Schemas['requestPayload']>, SchemaOutput<Schemas['responsePayload']>>
  | DeadLetterOutcome<SchemaOutput<Schemas['requestPayload']>>

/**
 * Validates the payloads of a record or a dead letter, and puts the output of the schemas in their place. A payload that
 * does not fit makes the outcome a `payload-mismatch`.
 *
 * @throws `TypeError` that names the schema if it is asynchronous.
 */
export function withTypedPayloads<Schemas extends PayloadSchemas>(
  outcome: Outcome,
  schemas: Schemas | undefined,
): TypedOutcome<Schemas> {
  type Typed = TypedOutcome<Schemas>
  if (!schemas) return outcome as Typed
  if (outcome.kind === 'dead-letter') return typedDeadLetter(outcome, schemas.requestPayload) as Typed
  return (outcome.kind === 'invocation-record' ? typedRecord(outcome, schemas) : outcome) as Typed
}

const payloadNames = ['requestPayload', 'responsePayload'] as const

function typedRecord(outcome: InvocationRecordOutcome, schemas: PayloadSchemas): Outcome {
  const record = { ...outcome.record }
  const issues: Issue[] = []
  for (const name of payloadNames) {
    const schema = schemas[name]
    if (schema === undefined || !Object.hasOwn(record, name)) continue
    const result = validated(name, schema, record[name])
    if (result.issues === undefined) record[name] = result.value
    else issues.push(...result.issues.map((found) => issueAt(`/${name}`, found)))
  }
  return issues.length === 0 ? { ...outcome, record } : mismatch(outcome, issues)
}

function typedDeadLetter(outcome: DeadLetterOutcome, schema: AnyStandardSchema | undefined): Outcome {
  if (schema === undefined) return outcome
  let body: unknown
  try {
    body = JSON.parse(outcome.bodyText)
  } catch {
    return mismatch(outcome, [issue('', 'json', 'is not JSON')])
  }
  const result = validated('requestPayload', schema, body)
  if (result.issues !== undefined)
    return mismatch(
      outcome,
      result.issues.map((found) => issueAt('', found)),
    )
  const { value } = result
  return { ...outcome, parseBody: () => value }
}

function mismatch(mismatched: InvocationRecordOutcome | DeadLetterOutcome, issues: readonly Issue[]): Outcome {
  const { kind: _, ...rest } = mismatched
  const { through, messageId, itemIdentifier, line, key } = rest
  return {
    kind: 'payload-mismatch',
    through,
    ...(messageId !== undefined && { messageId }),
    ...(itemIdentifier !== undefined && { itemIdentifier }),
    ...(line !== undefined && { line }),
    ...(key !== undefined && { key }),
    issues,
    mismatched,
  }
}

function validated(name: string, schema: AnyStandardSchema, value: unknown): StandardResult<unknown> {
  const result = schema['~standard'].validate(value)
  if (!('then' in result)) return result
  // The caller gets the TypeError; a rejection as well would end the process.
  result.catch(() => {})
  throw new TypeError(`${name}: the schema of ${schema['~standard'].vendor} is asynchronous, and readOutcomes is not`)
}

function issueAt(start: string, { message, path = [] }: StandardIssue): Issue {
  const keys = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment))
  const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return issue(`${start}${pointer}`, 'payload', message)
}
