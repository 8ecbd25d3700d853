/** Endpoints that run one event at a time; the one that has been free for longest comes first. */
export class Places {
  readonly #free: URL[]

  constructor(endpoints: readonly URL[]) {
    this.#free = [...endpoints]
  }

  /** Takes a free endpoint, if there is one. */
  take(): URL | undefined {
    return this.#free.shift()
  }

  /** Puts an endpoint back that has answered. */
  leave(endpoint: URL): void {
    this.#free.push(endpoint)
  }
}
