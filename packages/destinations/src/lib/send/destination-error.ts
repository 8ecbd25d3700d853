/**
 * `unsupported-destination`: Lambda sends nothing there. `no-client`: the sender was given no client for its service.
 * `malformed`: no message can be made of what was handed in. `too-large`: the target takes no message of this size.
 * `unsupported-characters`: SNS takes no such attribute. `refused`: the service refused or could not be reached.
 * `aborted`: the signal came first.
 */
export type DestinationErrorCode =
  | 'unsupported-destination'
  | 'no-client'
  | 'malformed'
  | 'too-large'
  | 'unsupported-characters'
  | 'refused'
  | 'aborted'

/** Why a message did not reach its destination. Branch on `code`; messages may be reworded. */
export class DestinationError extends Error {
  override readonly name = 'DestinationError'
  readonly code: DestinationErrorCode
  readonly destinationArn: string

  constructor(code: DestinationErrorCode, destinationArn: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.destinationArn = destinationArn
  }
}
