import { ByteLog } from '../../retention/byte-log.ts'

/** Memory of all payloads, in bytes. */
const maxBytes = 64 * 1_048_576
/** Memory that a payload takes beside its bytes: its id, and its places in tables. */
const bytesPerPayload = 128
/** Payloads that are forgotten together, at most. */
const maxTogether = 4_096

/** Keeps the payloads of the newest events within 64 MiB, so that they can be shown in full and sent again. */
export class PayloadLog {
  readonly #bytes = new ByteLog(maxTogether)
  /** Numbers of payloads by request id. */
  readonly #numbers = new Map<string, number>()
  /** Ids in the order of their payloads, and which of them is the oldest. */
  #ids: string[] = []
  #first = 0

  /** Notes the payload of an event, unless it has been noted before. */
  note(requestId: string, payload: Uint8Array): void {
    if (this.#numbers.has(requestId)) return
    this.#numbers.set(requestId, this.#bytes.add(payload))
    this.#ids.push(requestId)
    while (this.size > maxBytes && this.#bytes.pages > 1) this.#forgetPage()
  }

  of(requestId: string): Uint8Array | undefined {
    const number = this.#numbers.get(requestId)
    return number === undefined ? undefined : this.#bytes.read(number)
  }

  /** Memory that the payloads hold, in bytes. */
  get size(): number {
    return this.#bytes.size + this.#numbers.size * bytesPerPayload
  }

  /** Forgets the oldest payloads. A map's own order does not tell which: it finds its first key only past all deleted ones. */
  #forgetPage(): void {
    const end = this.#first + this.#bytes.dropPage()
    for (; this.#first < end; this.#first += 1) this.#numbers.delete(this.#ids[this.#first] as string)
    if (this.#first * 2 <= this.#ids.length) return
    this.#ids = this.#ids.slice(this.#first)
    this.#first = 0
  }
}
