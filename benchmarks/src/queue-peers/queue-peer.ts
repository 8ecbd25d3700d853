/** An event of about 1 KB when it is written as JSON. */
export interface Event {
  readonly n: number
  readonly text: string
}

/** A durable queue, as a program would use it for throughput. */
export interface QueuePeer {
  /** Resolves when the event is on the disk. */
  add(event: Event): Promise<unknown>
  /** All of them in one call. */
  addAll(events: readonly Event[]): Promise<unknown>
  /** Takes this many out for good, each handed to a function that does nothing. */
  drain(count: number): Promise<void>
  close(): Promise<unknown>
}

/** Events in one call that adds several. */
export const addedAtOnce = 100
/** Events asked for in one call, where several can be. */
export const takenAtOnce = 500
/** Such calls under way at a time. */
export const callsAtOnce = 4

export interface QueuePeerModule {
  /** `address` of its server, where it has one. */
  open(address: string): Promise<QueuePeer>
}
