/** Memory of all payloads, in bytes. */
const maxBytes = 64 * 1_048_576

/** Keeps the payloads of the newest events within 64 MiB, so that they can be shown in full and sent again. */
export class PayloadLog {
  readonly #payloads = new Map<string, Uint8Array>()
  #bytes = 0

  /** Notes the payload of an event, unless it has been noted before. */
  note(requestId: string, payload: Uint8Array): void {
    if (this.#payloads.has(requestId)) return
    // A copy: the bytes of a small request are part of a larger buffer of its connection. Small ones share buffers of Node.js,
    // which end together here, since an array of its own costs ten times the copy.
    this.#payloads.set(requestId, Buffer.from(payload))
    this.#bytes += payload.length
    if (this.#bytes <= maxBytes) return
    for (const [oldest, { length }] of this.#payloads) {
      if (this.#bytes <= maxBytes || oldest === requestId) return
      this.#payloads.delete(oldest)
      this.#bytes -= length
    }
  }

  of(requestId: string): Uint8Array | undefined {
    return this.#payloads.get(requestId)
  }
}
