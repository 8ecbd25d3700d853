/** An event of about 1 KB as JSON. */
export interface Event {
  readonly n: number
  readonly text: string
}

/** A durable queue, used for throughput. */
export interface QueuePeer {
  /** Resolves when the event is on disk. */
  add(event: Event): Promise<unknown>
  /** Adds all events in one call. */
  addAll(events: readonly Event[]): Promise<unknown>
  /** Removes `count` events, passing each to a no-op function. */
  drain(count: number): Promise<void>
  /**
   * Removes `count` events, and queues a delivery for each in the same commit, which is claimed and removed in turn. Absent where
   * the two cannot be one commit.
   */
  deliver?(count: number): Promise<void>
  close(): Promise<unknown>
}

/** Events per batch call. */
export const addedAtOnce = 100
/** Upper bound of events per claim, for queues that claim several. */
export const takenAtOnce = 500
/** Concurrent batch calls. */
export const callsAtOnce = 4

export interface QueuePeerModule {
  /** @param address - of its server, if it has one */
  open(address: string): Promise<QueuePeer>
}
