/** What a store can promise; the conformance suite reads it, and callers choose by it. */
export interface QueueStoreCapabilities {
  /** What an acknowledged item survives: nothing, the death of the process, or the loss of power. */
  readonly durability: 'none' | 'process' | 'power'
  /** Whose clock says what is due: the one the store was given, or a server's. */
  readonly clock: 'injected' | 'server'
  /** Largest body of one item, in bytes. */
  readonly maxBodyBytes: number
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

/** `full`: the store's own bound is reached, try later. `too-large`: this item never fits. */
export type EnqueueResult = 'accepted' | 'duplicate' | 'full' | 'too-large'

export interface ClaimQuery {
  readonly max: number
  /** How long the claimed items stay hidden; an item that is not settled by then can be claimed again. */
  readonly leaseMs: number
  /** Most items to hand out of one lane in this call; without it a lane may fill the whole claim. */
  readonly budget?: (lane: string) => number
}

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
  /** Handed back undone, as if it had not been claimed. */
  | { readonly token: string; readonly to: 'release' }

/** `stale`: the lease has ended, somebody else may own the item, and nothing was changed. */
export type SettleResult = 'ok' | 'stale'

export interface QueueStoreStats {
  /** Due and not claimed. */
  readonly ready: number
  /** Not due yet. */
  readonly delayed: number
  readonly leased: number
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
  /** When the next item can be claimed, leases that end included; now or earlier when one can be already. */
  nextDueAtMs(): Promise<number | undefined>
  stats(): Promise<QueueStoreStats>
  close(): Promise<void>
}
