/** How long an id is remembered: an engine repeats a failed call within three seconds. */
const rememberMs = 10_000
const maxIds = 10_000

/**
 * Ids of items that were sent by a call that failed for other items. The caller repeats the whole call, and SQS would take
 * these again.
 */
export class RecentlySent {
  readonly #untilMs = new Map<string, number>()

  add(id: string): void {
    if (this.#untilMs.size >= maxIds) this.#forgetOld()
    if (this.#untilMs.size < maxIds) this.#untilMs.set(id, performance.now() + rememberMs)
  }

  /** True if the id was sent a moment ago; it is forgotten then. */
  take(id: string): boolean {
    const untilMs = this.#untilMs.get(id)
    this.#untilMs.delete(id)
    return untilMs !== undefined && untilMs > performance.now()
  }

  #forgetOld(): void {
    for (const [id, untilMs] of this.#untilMs) if (untilMs <= performance.now()) this.#untilMs.delete(id)
  }
}
