import { IdTable } from '@async-invoke/engine/internal'
import { ByteLog } from '../../retention/byte-log.ts'

/** Memory of all payloads, in bytes. */
const maxBytes = 64 * 1_048_576
/** Memory that a payload takes beside its bytes: its id, and its places in tables. */
const bytesPerPayload = 128
/** More payloads would not fit, however short they are. */
const maxPayloads = maxBytes / bytesPerPayload
/** Payloads that are forgotten together, at most. */
const maxTogether = 4_096
const none = -1

/** Keeps the payloads of the newest events within 64 MiB, so that they can be shown in full and sent again. */
export class PayloadLog {
  readonly #bytes = new ByteLog(maxTogether)
  /** Ids by the number of their payload, which begins at 0 again after {@link maxPayloads}. */
  readonly #ids = new IdTable()
  /** Number of the oldest payload. */
  #first = 0

  /** Notes the payload of an event, unless it has been noted before. */
  note(requestId: string, payload: Uint8Array): void {
    if (this.#ids.find(requestId) !== none) return
    this.#ids.add(this.#bytes.add(payload) % maxPayloads, requestId)
    while (this.size > maxBytes && this.#bytes.pages > 1) this.#forgetPage()
  }

  of(requestId: string): Uint8Array | undefined {
    const row = this.#ids.find(requestId)
    if (row === none) return undefined
    const fromFirst = row - (this.#first % maxPayloads)
    return this.#bytes.read(this.#first + (fromFirst < 0 ? fromFirst + maxPayloads : fromFirst))
  }

  /** Memory that the payloads hold, in bytes. */
  get size(): number {
    return this.#bytes.size + this.#ids.size * bytesPerPayload
  }

  #forgetPage(): void {
    const end = this.#first + this.#bytes.dropPage()
    for (; this.#first < end; this.#first += 1) this.#ids.remove(this.#first % maxPayloads)
  }
}
