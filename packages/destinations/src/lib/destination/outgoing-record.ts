/**
 * A finished invocation record, the same for every kind of target (REC-10), and the facts that its envelope needs. Each
 * formatter takes the members it needs.
 */
export interface OutgoingRecord {
  /** The record as a JSON string. It is sent unchanged, so that its payloads keep their bytes (REC-6). */
  readonly recordText: string
  /** Qualified ARN of the function that the event was for. */
  readonly functionArn: string
  /** The condition in the record; every one but `Success` is a failure (DST-5). */
  readonly condition: string
  /** The timestamp in the record, ISO 8601. Only the key of an S3 object needs it. */
  readonly timestamp: string
  /** ARN of the destination, as configured. */
  readonly destinationArn: string
}

/** A record to format. Only S3 needs the timestamp, and reads it from the record if it is missing. */
export type RecordToFormat = Omit<OutgoingRecord, 'timestamp'> & Partial<Pick<OutgoingRecord, 'timestamp'>>
