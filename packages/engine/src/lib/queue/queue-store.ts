import type { QueueAdmin } from './queue-admin.ts'

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
  /**
   * True if other processes use the same items. The engine then asks for work again and again, since an item of another
   * process announces itself by a wake-up at best.
   *
   * @defaultValue `false`: all users of the items are in this process
   */
  readonly shared?: boolean
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
  /**
   * Order within a lane: the oldest due item first (`due`), or none.
   *
   * @defaultValue `due`
   */
  readonly order?: 'due' | 'none'
  /**
   * True if lanes take turns, so that one with many items does not delay others.
   *
   * @defaultValue `true`
   */
  readonly turns?: boolean
  /**
   * True if an id that is in the queue is not queued again. Without it, events and deliveries may be repeated.
   *
   * @defaultValue `true`
   */
  readonly idempotentEnqueue?: boolean
  /**
   * True if a settlement and its outbox are kept together or not at all.
   *
   * @defaultValue `true`
   */
  readonly atomicSettle?: boolean
  /**
   * True if {@link ClaimAnswer.nextInMs} is exact. A store without it answers less, and is asked more often.
   *
   * @defaultValue `true`
   */
  readonly exactNext?: boolean
  /**
   * True if {@link Claim.deliveries} also counts claims that were released. The engine then settles them as `again`, so that
   * a release is no sign of poison.
   *
   * @defaultValue `false`
   */
  readonly countsReleases?: boolean
  /**
   * Step to which the store rounds delays and leases up, in milliseconds.
   *
   * @defaultValue `1`
   */
  readonly delayStepMs?: number
  /**
   * Maximum delay of an item, in milliseconds. The engine puts an item that is not due yet back for the rest.
   *
   * @defaultValue none
   */
  readonly maxDelayMs?: number
  /**
   * Limits on the leases of a lane.
   *
   * - `fleet`: the store has {@link QueueStore.setLaneLimits}, and keeps to the limits over all its users.
   * - `none`: it has no limits. Each engine counts its own runs.
   *
   * @defaultValue `none`
   */
  readonly laneLimits?: 'fleet' | 'none'
  /**
   * True if the store has {@link QueueStore.admin}.
   *
   * @defaultValue `false`
   */
  readonly admin?: boolean
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
  /** Maximum number of items. With 0, the answer only tells when to ask again. */
  readonly max: number
  /** Length of the lease, in milliseconds. An item that is not settled by its end can be claimed again. */
  readonly leaseMs: number
  /** Maximum number of items from each lane; without it, one lane may fill the claim. */
  readonly budget?: LaneBudget
  /** Maximum number of bytes in states and bodies. The first item is returned whatever its size. */
  readonly maxBytes?: number
  /** Aborted when the engine stops. A store that waits for a server may then answer without claims. */
  readonly signal?: AbortSignal
}

/**
 * How many items of each lane a claim may take, as data. Numbers are 0 or more; 0 excludes a lane, and `Infinity` sets no
 * limit. A lane is looked up by its name, then by the beginning of its name.
 */
export interface LaneBudget {
  /** Number for each lane that is found under neither `lanes` nor `prefixes`. */
  readonly default: number
  /**
   * Number for all lanes together that have the default.
   *
   * @defaultValue no limit
   */
  readonly defaultTotal?: number
  /** Numbers by lane. */
  readonly lanes?: ReadonlyMap<string, number>
  /** Numbers by the beginning of a lane's name; no prefix begins with another. */
  readonly prefixes?: ReadonlyMap<string, number>
}

/** How many items of a lane may be leased at once. */
export interface LaneLimit {
  readonly lane: string
  /** An integer of 0 or more; 0 holds the lane back, and `null` removes the limit. */
  readonly most: number | null
}

/** Answer to a claim: the items, and when to ask again, in one trip. */
export interface ClaimAnswer {
  readonly claims: readonly Claim[]
  /** Time on the store's clock, in milliseconds since the epoch. */
  readonly nowMs: number
  /**
   * Time until the next item can be claimed, ends of leases included, in milliseconds; 0 if more can be claimed now, and
   * absent if the queue is empty. Ready items of a lane whose budget this claim has used up, or whose limit is reached, or
   * that is paused, do not count; a store that ignores `budget` may count them, and is asked more often.
   */
  readonly nextInMs?: number
}

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
  /**
   * True if the store knows that the item is not as it was stored: `state` and `body` are what is left of it. It stays so
   * until it is settled `done`.
   *
   * @defaultValue `false`
   */
  readonly damaged?: boolean
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

/** Result of an extension. `unknown`: a part of the store did not answer, and the lease is as it was, or extended. */
export type ExtendResult = SettleResult | 'unknown'

/** Number of items in a store. */
export interface QueueStoreStats {
  /** Items that are due and not leased. */
  readonly ready: number
  /** Items that are not due yet. */
  readonly delayed: number
  readonly leased: number
  /** How long the item that has been ready longest has been due, in milliseconds; 0 if none is ready. Absent if unknown. */
  readonly oldestDueAgeMs?: number
  /** Time until the next item that waits is due, in milliseconds; 0 if one is ready. Absent if none waits, or if unknown. */
  readonly nextDueInMs?: number
  /**
   * True if the numbers are estimates.
   *
   * @defaultValue `false`
   */
  readonly approximate?: boolean
}

/**
 * A queue of items with delays and leases. It knows nothing of Lambda: attempts, ages and conditions are in `state`, which
 * it does not read. Delivery is at least once, oldest due item first within a lane, unordered between lanes.
 *
 * Every call resolves once its effect is as durable as `capabilities.durability` says. A call that rejects may have had its
 * effect: a server can commit and lose the answer. A store that knows that it took nothing answers `unavailable` instead.
 */
export interface QueueStore {
  readonly capabilities: QueueStoreCapabilities
  /** Operations of people on the items. Optional; present if `capabilities.admin` is true. */
  readonly admin?: QueueAdmin
  /** Queues items and returns a result for each, in their order. */
  enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]>
  /** Leases due items, taking lanes in turn, and tells when to ask again. */
  claim(query: ClaimQuery): Promise<ClaimAnswer>
  /** Settles claims and returns a result for each, in their order. */
  settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]>
  /** Extends leases to `leaseMs` from now, for long runs. Optional; without it, leases end after their first length. */
  extend?(tokens: readonly string[], leaseMs: number): Promise<readonly ExtendResult[]>
  /**
   * Limits how many items of a lane are leased at once, over all users of the store. Lanes that are not named keep their
   * limits, and a lane without items keeps its own. Leases are never taken away: a lower limit takes effect as they end. Limits
   * last at least as long as the store is open. Present if `capabilities.laneLimits` is `fleet`.
   */
  setLaneLimits?(limits: readonly LaneLimit[]): Promise<void>
  /**
   * The part of the store to which an item that is queued, or a lease, belongs. Parts answer apart, such as databases: callers put
   * items, settlements or tokens of one part alone into a call, so that a part which does not answer delays no other. Optional;
   * without it, the store is one part.
   */
  partOf?(of: Pick<NewItem, 'lane'> | Pick<Settlement, 'token'>): string
  /**
   * Calls the listener when an item may be claimed earlier than the last claim answered, such as one that another user of the
   * store has queued. Optional, and never reliable: it only makes an engine ask earlier.
   *
   * @returns a function that removes the listener
   */
  onWake?(listener: () => void): () => void
  /** Counts the items. */
  stats(): Promise<QueueStoreStats>
  /** Waits for pending calls and closes the store. Leased items stay leased until their leases end. */
  close(): Promise<void>
}
