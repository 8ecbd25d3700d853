/**
 * Why a message was not sent:
 *
 * - `unsupported-destination`: Lambda does not send to this ARN
 * - `no-client`: the sender has no client for the service
 * - `malformed`: the input cannot be formatted as a message
 * - `too-large`: the message exceeds the size limit of the target
 * - `unsupported-characters`: SNS does not accept a character in an attribute
 * - `refused`: the service refused the message or could not be reached
 * - `aborted`: the signal aborted the call; the service may have the message all the same
 */
export type DestinationErrorCode =
  | 'unsupported-destination'
  | 'no-client'
  | 'malformed'
  | 'too-large'
  | 'unsupported-characters'
  | 'refused'
  | 'aborted'

/** A message that did not reach its destination. Branch on `code`; messages may change. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError'
  readonly code: DestinationErrorCode
  /** ARN of the destination or dead-letter queue, as configured. */
  readonly destinationArn: string

  constructor(code: DestinationErrorCode, destinationArn: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.destinationArn = destinationArn
  }
}
