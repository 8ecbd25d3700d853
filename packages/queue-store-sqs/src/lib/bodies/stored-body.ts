/** A body that is an object in a bucket. */
export interface StoredBody {
  readonly key: string
  readonly bytes: number
  readonly sum: number
}

export function isStored(body: Uint8Array | StoredBody): body is StoredBody {
  return 'key' in body
}
