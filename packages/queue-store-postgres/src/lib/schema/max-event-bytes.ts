/**
 * Maximum size of the payload of an asynchronous invocation, in bytes (2.3).
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxEventBytes = 1_048_576
