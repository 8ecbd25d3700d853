/** A finished invocation record and what its envelope needs to know of it. A formatter takes the members it needs. */
export interface OutgoingRecord {
  /** The record's text; it is sent as it is, so that the bytes of its payloads stay what they were (REC-6). */
  readonly recordText: string
  /** Qualified ARN of the function whose event this was. */
  readonly functionArn: string
  /** Why the event ended, as the record says; every word but `Success` is a failure (DST-5). */
  readonly condition: string
  /** When the record was made, as it stands in the record: ISO 8601. Only the key of an S3 object shows it. */
  readonly timestamp: string
  /** ARN of the destination, as configured. */
  readonly destinationArn: string
}

/** A record to send. Only S3 needs the timestamp, and reads it from the record where it is missing. */
export type RecordToFormat = Omit<OutgoingRecord, 'timestamp'> & Partial<Pick<OutgoingRecord, 'timestamp'>>
