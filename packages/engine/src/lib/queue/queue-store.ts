/** What a store promises. The conformance suite skips what a store does not promise. */
export interface QueueStoreCapabilities {
  /**
   * What an acknowledged item survives.
   *
   * - `none`: nothing; it is lost with the process.
   * - `process`: the end of the process.
   * - `power`: a loss of power.
   */
  readonly durability: 'none' | 'process' | 'power'
  /** Clock that decides what is due: the one that the store was given (`injected`), or its server's (`server`). */
  readonly clock: 'injected' | 'server'
  /** Maximum size of an item's body, in bytes. */
  readonly maxBodyBytes: number
  /** Maximum number of items or settlements in one call; absent if there is none. Callers split longer lists. */
  readonly maxBatch?: number
  /**
   * True if the store coalesces concurrent calls itself, with one flush or round trip for many. The engine then does not
   * wait for one call before it makes the next.
   *
   * @defaultValue `false`
   */
  readonly coalescesCalls?: boolean
  /**
   * True if a call with the token of a lease that has ended always returns `stale`. False if it may overwrite the work of
   * the item's next owner.
   *
   * @defaultValue `true`
   */
  readonly fencing?: boolean
}

/** An item to put into the queue. The store reads neither `state` nor `body`. */
export interface NewItem {
  /** Identity of the item until it is settled `done`: an id that is in the queue is not queued again. */
  readonly id: string
  /** Items of one lane share a budget and a turn. A lane never waits behind the items of another. */
  readonly lane: string
  /** Delay from now, in milliseconds. It is relative, so that a caller's clock skew does not matter. */
  readonly delayMs: number
  /** Small, and rewritten by every settlement `again`. */
  readonly state: Uint8Array
  /** Written once and never changed. */
  readonly body: Uint8Array
}

/**
 * Result of queueing an item. After any result but `accepted` and `duplicate`, nothing of the item remains.
 *
 * - `accepted`: the store has the item.
 * - `duplicate`: an item with this id is already in the queue.
 * - `full`: the store has no room at the moment.
 * - `too-large`: the store never takes an item of this size.
 * - `unavailable`: the store does not work at the moment.
 */
export type EnqueueResult = 'accepted' | 'duplicate' | 'full' | 'too-large' | 'unavailable'

/** Which items to claim. */
export interface ClaimQuery {
  /** Maximum number of items. */
  readonly max: number
  /** Length of the lease, in milliseconds. An item that is not settled by its end can be claimed again. */
  readonly leaseMs: number
  /** Maximum number of items from each lane; without it, one lane may fill the claim. */
  readonly budget?: LaneBudget
}

/** Returns how many items a lane may give; 0 excludes it. A store calls it at most once per lane and call. */
export type LaneBudget = (lane: string) => number

/** A leased item. */
export interface Claim {
  /** Token of this lease. A later lease of the item has another, so that a late owner cannot settle it. */
  readonly token: string
  readonly id: string
  readonly lane: string
  readonly state: Uint8Array
  readonly body: Uint8Array
  /** How often the item has been handed out, including this time. */
  readonly deliveries: number
}

/** What to do with a claimed item. */
export type Settlement =
  /** Removes the item and queues `outbox` in the same commit, even if the store is full. */
  | { readonly token: string; readonly to: 'done'; readonly outbox?: readonly NewItem[] }
  /** Puts the item back with a delay and a new state; the body stays. */
  | { readonly token: string; readonly to: 'again'; readonly delayMs: number; readonly state: Uint8Array }
  /** Puts the item back as if it had not been claimed, at the head of its lane. */
  | { readonly token: string; readonly to: 'release' }

/** Result of a settlement. `stale`: the lease has ended, another owner may have the item, and nothing was changed. */
export type SettleResult = 'ok' | 'stale'

/** Number of items in a store. */
export interface QueueStoreStats {
  /** Items that are due and not leased. */
  readonly ready: number
  /** Items that are not due yet. */
  readonly delayed: number
  readonly leased: number
  /** How long the item that has been ready longest has been due, in milliseconds; 0 if none is ready. Absent if unknown. */
  readonly oldestDueAgeMs?: number
}

/**
 * A queue of items with delays and leases. It knows nothing of Lambda: attempts, ages and conditions are in `state`, which
 * it does not read. Delivery is at least once, oldest due item first within a lane, unordered between lanes.
 *
 * Every call resolves once its effect is as durable as `capabilities.durability` says. If the store fails, the call rejects
 * and has no effect.
 */
export interface QueueStore {
  readonly capabilities: QueueStoreCapabilities
  /** Queues items and returns a result for each, in their order. */
  enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]>
  /** Leases due items, taking lanes in turn. */
  claim(query: ClaimQuery): Promise<readonly Claim[]>
  /** Settles claims and returns a result for each, in their order. */
  settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]>
  /** Extends leases to `leaseMs` from now, for long runs. Optional; without it, leases end after their first length. */
  extend?(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]>
  /**
   * Returns when the next item can be claimed, ends of leases included: now or earlier if one can be claimed already,
   * `undefined` if the queue is empty. Ready items of a lane without budget do not count; a store may ignore `budget`, and
   * callers then claim more often.
   */
  nextDueAtMs(budget?: LaneBudget): Promise<number | undefined>
  /** Counts the items. */
  stats(): Promise<QueueStoreStats>
  /** Waits for pending calls and closes the store. Leased items stay leased until their leases end. */
  close(): Promise<void>
}
