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
  if (schemas === undefined) return outcome as TypedOutcome<Schemas>
  const { payloads, apply } = typing(outcome, schemas)
  return apply(payloads.map(refusePromise)) as TypedOutcome<Schemas>
}

/** As {@link withTypedPayloads}, but awaits asynchronous schemas, and rejects if one of them does. */
export async function withAwaitedPayloads<Schemas extends PayloadSchemas>(
  outcome: Outcome,
  schemas: Schemas,
): Promise<TypedOutcome<Schemas>> {
  const { payloads, apply } = typing(outcome, schemas)
  return apply(await Promise.all(payloads.map(({ result }) => result))) as TypedOutcome<Schemas>
}

type Result = StandardResult<unknown>

/** A payload that its schema validates, perhaps later. */
interface Validated {
  readonly name: PayloadName
  readonly vendor: string
  readonly result: Result | Promise<Result>
}

/** The payloads with a schema, and how their results, in the same order, change the outcome. */
interface Typing {
  readonly payloads: readonly Validated[]
  readonly apply: (results: readonly Result[]) => Outcome
}

function typing(outcome: Outcome, schemas: PayloadSchemas): Typing {
  if (outcome.kind === 'invocation-record') return typingOfRecord(outcome, schemas)
  if (schemas.requestPayload !== undefined && outcome.kind === 'dead-letter')
    return typingOfDeadLetter(outcome, schemas.requestPayload)
  return { payloads: [], apply: () => outcome }
}

/**
 * Refuses what is no Standard Schema, before it is taken for a fault of the payloads.
 *
 * @throws `TypeError` that names the payload.
 */
export function checkSchemas(schemas: PayloadSchemas): void {
  for (const name of payloadNames)
    if (!isStandardSchema(schemas, name))
      throw new TypeError(`${name}: not a Standard Schema, which has a member '~standard'`)
}

/** Schemas may be functions, and inherit their members. */
function isStandardSchema(schemas: PayloadSchemas, name: PayloadName): boolean {
  try {
    const schema: Partial<AnyStandardSchema> | null | undefined = schemas[name]
    return schema === undefined || typeof schema?.['~standard']?.validate === 'function'
  } catch {
    return false
  }
}

type PayloadName = 'requestPayload' | 'responsePayload'
const payloadNames: readonly PayloadName[] = ['requestPayload', 'responsePayload']

function typingOfRecord(outcome: InvocationRecordOutcome, schemas: PayloadSchemas): Typing {
  const payloads = payloadNames.flatMap((name) => {
    const schema = schemas[name]
    if (schema === undefined || !Object.hasOwn(outcome.record, name)) return []
    return [validated(name, schema, outcome.record[name])]
  })
  const apply = (results: readonly Result[]): Outcome => {
    if (results.length === 0) return outcome
    const record = { ...outcome.record }
    const issues: Issue[] = []
    for (const [index, { name }] of payloads.entries()) {
      const result = results[index]
      if (result?.issues !== undefined) issues.push(...result.issues.map((found) => issueAt(`/${name}`, found)))
      else record[name] = result?.value
    }
    if (issues.length > 0) return mismatch(outcome, issues)
    return { ...outcome, record, ...(outcome.text === undefined && { received: outcome.record }) }
  }
  return { payloads, apply }
}

function typingOfDeadLetter(outcome: DeadLetterOutcome, schema: AnyStandardSchema): Typing {
  let body: unknown
  try {
    body = JSON.parse(outcome.bodyText)
  } catch {
    return { payloads: [], apply: () => mismatch(outcome, [issue('', 'json', 'is not JSON')]) }
  }
  const apply = ([result]: readonly Result[]): Outcome => {
    if (result?.issues !== undefined) {
      const issues = result.issues.map((found) => issueAt('', found))
      return mismatch(outcome, issues)
    }
    return { ...outcome, parseBody: () => result?.value }
  }
  return { payloads: [validated('requestPayload', schema, body)], apply }
}

function mismatch(mismatched: InvocationRecordOutcome | DeadLetterOutcome, issues: readonly Issue[]): Outcome {
  const { kind: _, ...rest } = mismatched
  const { through, messageId, itemIdentifier, line, key, isParsed } = rest
  return {
    kind: 'payload-mismatch',
    through,
    ...(messageId !== undefined && { messageId }),
    ...(itemIdentifier !== undefined && { itemIdentifier }),
    ...(line !== undefined && { line }),
    ...(key !== undefined && { key }),
    ...(isParsed && { isParsed }),
    issues,
    mismatched,
  }
}

/** A schema that throws has a fault in it, or meets a payload that it does not expect: one item, not the batch. */
function validated(name: PayloadName, schema: AnyStandardSchema, value: unknown): Validated {
  const { vendor } = schema['~standard']
  try {
    return { name, vendor, result: schema['~standard'].validate(value) }
  } catch (error) {
    return { name, vendor, result: { issues: [{ message: `the schema threw ${String(error)}` }] } }
  }
}

function refusePromise({ name, vendor, result }: Validated): Result {
  if (!('then' in result)) return result
  // The caller gets the TypeError; a rejection as well would end the process.
  result.then(undefined, () => {})
  throw new TypeError(`${name}: the schema of ${vendor} is asynchronous, and readOutcomes is not: use handleOutcomes`)
}

function issueAt(start: string, { message, path = [] }: StandardIssue): Issue {
  const keys = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment))
  const pointer = keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return issue(`${start}${pointer}`, 'payload', message)
}
