import {
  deadLetterTargetPattern as printedDeadLetterPattern,
  destinationPattern as printedDestinationPattern,
} from '../src/lib/target/target-patterns.ts'

/** ARN of a function. AWS always sends a qualified one, but any resource part is accepted. */
export const functionArnPattern = '^arn:[a-z0-9-]+:lambda:[a-z0-9-]*:[0-9]*:function:.+$'

/** ISO 8601 in UTC; AWS writes seconds or milliseconds. */
export const timestampPattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z$'

/** A destination as the service's model accepts it (10.1): the printed pattern, anchored. */
export const destinationPattern = `^(?:${printedDestinationPattern})$`

/** A dead-letter target as the service's model accepts it; an empty string removes it (FNC-1, FNC-2). */
export const deadLetterTargetPattern = `^(?:${printedDeadLetterPattern})$`
