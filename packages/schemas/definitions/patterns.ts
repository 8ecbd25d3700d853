import {
  deadLetterTargetPattern as printedDeadLetterPattern,
  destinationPattern as printedDestinationPattern,
} from '../src/lib/target/target-patterns.ts'

/** ARN of a function as a record or a configuration names it: always qualified by AWS, read with any resource part. */
export const functionArnPattern = '^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$'

/** ISO 8601 in UTC; AWS writes seconds or milliseconds. */
export const timestampPattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$'

/** A destination as the service's model admits it (10.1): what its refusals print, for the whole text. */
export const destinationPattern = `^(?:${printedDestinationPattern})$`

/** A dead-letter target as the service's model admits it; the empty text removes it (FNC-1, FNC-2). */
export const deadLetterTargetPattern = `^(?:${printedDeadLetterPattern})$`
