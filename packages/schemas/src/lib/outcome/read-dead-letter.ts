import type { DeadLetterSummary } from '../dead-letter/compose-dead-letter-attributes.ts'
import { parseJson } from '../document/document-error.ts'
import { ownMember, ownString } from '../document/own-member.ts'
import type { DeadLetterOutcome, OutcomeOrigin } from './outcome.ts'

/**
 * Reads the attributes of a dead letter in any spelling; `undefined` if the message is not a dead letter (section 9).
 */
export function readDeadLetterAttributes(attributes: unknown): DeadLetterSummary | undefined {
  const requestId = attributeString(attributes, 'RequestID')
  const message = attributeString(attributes, 'ErrorMessage')
  const code = attributeString(attributes, 'ErrorCode')
  // Lambda always sends RequestID and ErrorMessage. Whether it omits an empty message is not known (U-17), so a code is
  // enough.
  if (!requestId || (message === undefined && code === undefined)) return undefined
  return {
    RequestID: requestId,
    ...(/^\d{1,9}$/.test(code ?? '') && { ErrorCode: Number(code) }),
    ErrorMessage: message ?? '',
  }
}

export function createDeadLetterOutcome(
  origin: OutcomeOrigin,
  attributes: DeadLetterSummary,
  bodyText: string,
): DeadLetterOutcome {
  return { kind: 'dead-letter', ...origin, attributes, bodyText, parseBody: parseOnce(bodyText) }
}

/** Parses the body of a dead letter on the first call. */
export function parseOnce(bodyText: string): () => unknown {
  let parsed: { readonly body: unknown } | undefined
  return () => {
    parsed ??= { body: parseJson('The body of the dead letter', bodyText) }
    return parsed.body
  }
}

export function attributeString(attributes: unknown, name: string): string | undefined {
  const attribute = ownMember(attributes, name)
  return ownString(attribute, 'StringValue') ?? ownString(attribute, 'stringValue') ?? ownString(attribute, 'Value')
}
