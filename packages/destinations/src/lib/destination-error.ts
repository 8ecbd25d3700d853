/**
 * `unsupported-destination`: no such target can be sent to. `no-client`: it could, but the sender was given no client
 * for its service. `refused`: the service refused or could not be reached; see `cause`.
 */
export type DestinationErrorCode = 'unsupported-destination' | 'no-client' | 'refused'

/** Why a record did not reach its destination. Branch on `code`; messages may be reworded. */
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
