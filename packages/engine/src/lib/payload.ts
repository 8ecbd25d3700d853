/** A value that JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue }

/** What an event carries: bytes of JSON text in UTF-8, which travel unchanged, or a value that is written as JSON. */
export type Payload = Uint8Array | JsonValue
