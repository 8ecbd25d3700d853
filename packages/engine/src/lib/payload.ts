/** A value that JSON can represent. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue }

/** Payload of an event: bytes of JSON in UTF-8, which stay as they are, or a value to serialize as JSON. */
export type Payload = Uint8Array | JsonValue
