/** What a store can promise; the conformance suite reads it, and callers choose by it. */
export interface QueueStoreCapabilities {
  /** What an acknowledged item survives: nothing, the death of the process, or the loss of power. */
  readonly durability: 'none' | 'process' | 'power'
  /** Whose clock says what is due: the one the store was given, or a server's. */
  readonly clock: 'injected' | 'server'
  /** Largest body of one item, in bytes. */
  readonly maxBodyBytes: number
  /** Most items or settlements in one call, for a store that has such a bound; callers split what is longer. */
  readonly maxBatch?: number
  /**
   * Whether the store coalesces calls that overlap: one flush or round trip for many. The engine then does not wait for
   * one call before it makes the next.
   *
   * @defaultValue false
   */
  readonly coalescesCalls?: boolean
  /** Whether a late owner is always told `stale`; false when it may overwrite the next one. Default true. */
  readonly fencing?: boolean
}

/** Something to do later. The store reads neither `state` nor `body`. */
export interface NewItem {
  /** Identity until the item is settled `done`: the same id is accepted once. */
  readonly id: string
  /** Items of one lane share a budget and a place in the round; another lane never waits behind them. */
  readonly lane: string
  /** From now, in milliseconds; relative, so that a caller with a wrong clock shifts nothing. */
  readonly delayMs: number
  /** Small and rewritten on every `again`. */
  readonly state: Uint8Array
  /** Written once, never changed. */
  readonly body: Uint8Array
}

/**
 * `full`: the store's own bound is reached, try later. `too-large`: this item never fits. `unavailable`: the store does
 * not work at the moment. Whatever is not `accepted` or `duplicate` left nothing behind.
 */
export type EnqueueResult = 'accepted' | 'duplicate' | 'full' | 'too-large' | 'unavailable'

export interface ClaimQuery {
  readonly max: number
  /** How long the claimed items stay hidden; an item that is not settled by then can be claimed again. */
  readonly leaseMs: number
  /** Most items to hand out of one lane in this call; without it a lane may fill the whole claim. */
  readonly budget?: LaneBudget
}

/** How many items a lane may give; 0 keeps it out. Asked at most once for each lane in one call. */
export type LaneBudget = (lane: string) => number

/** An item in somebody's hands. `token` names this lease, so that a late owner cannot settle the next one's. */
export interface Claim {
  readonly token: string
  readonly id: string
  readonly lane: string
  readonly state: Uint8Array
  readonly body: Uint8Array
  /** How often the item was handed out, this time included. */
  readonly deliveries: number
}

export type Settlement =
  /** Finished: the item goes, and `outbox` enters the queue in the same commit, whatever the store's bounds. */
  | { readonly token: string; readonly to: 'done'; readonly outbox?: readonly NewItem[] }
  /** To be claimed again after `delayMs`, with new state and the same body. */
  | { readonly token: string; readonly to: 'again'; readonly delayMs: number; readonly state: Uint8Array }
  /** Handed back undone, as if it had not been claimed: the next to come out of its lane. */
  | { readonly token: string; readonly to: 'release' }

/** `stale`: the lease has ended, somebody else may own the item, and nothing was changed. */
export type SettleResult = 'ok' | 'stale'

export interface QueueStoreStats {
  /** Due and not claimed. */
  readonly ready: number
  /** Not due yet. */
  readonly delayed: number
  readonly leased: number
  /** How long the item that has been due longest has been due; 0 when none is ready. Missing where it cannot be told. */
  readonly oldestDueAgeMs?: number
}

/**
 * A queue of delayed, leased items. It knows nothing of Lambda: attempts, ages and conditions live in `state`, which it
 * does not read. At least once, unordered between lanes, oldest due first within one.
 *
 * Every call resolves when its effect is as durable as `capabilities.durability` says, and rejects without effect when
 * the store itself fails.
 */
export interface QueueStore {
  readonly capabilities: QueueStoreCapabilities
  enqueue(items: readonly NewItem[]): Promise<readonly EnqueueResult[]>
  /** Due items, lanes in turn. */
  claim(query: ClaimQuery): Promise<readonly Claim[]>
  settle(settlements: readonly Settlement[]): Promise<readonly SettleResult[]>
  /** Makes leases last `leaseMs` from now, for runs that take long. A caller goes without where it is missing. */
  extend?(tokens: readonly string[], leaseMs: number): Promise<readonly SettleResult[]>
  /**
   * When the next item can be claimed, leases that end included; now or earlier when one can be already. What is ready
   * in a lane that `budget` keeps out does not count; a store may leave `budget` aside, callers then look more often.
   */
  nextDueAtMs(budget?: LaneBudget): Promise<number | undefined>
  stats(): Promise<QueueStoreStats>
  /** Lets calls under way end; what is leased stays so until its lease ends. */
  close(): Promise<void>
}
