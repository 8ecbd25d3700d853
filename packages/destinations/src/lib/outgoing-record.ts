/** A finished invocation record and what its envelope needs to know of it. */
export interface OutgoingRecord {
  /** The record's text; it is sent as it is. */
  readonly recordText: string
  /** Qualified ARN of the function whose event this was. */
  readonly functionArn: string
  readonly condition: string
  readonly destinationArn: string
}
