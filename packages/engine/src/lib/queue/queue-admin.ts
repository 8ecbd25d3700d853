/**
 * The operations of people on the items of a store: count, look, hold back, remove, try again. Apart from the queue, since
 * they may visit every item; a store offers them or not. As the store, they know nothing of Lambda.
 *
 * @example
 * ```ts
 * const { lanes = [] } = (await store.admin?.lanes()) ?? {}
 * for (const { lane, ready, oldestDueAgeMs } of lanes) console.log(lane, ready, oldestDueAgeMs)
 * ```
 */
export interface QueueAdmin {
  /** Counts the items of each lane that has some or is paused, a page at a time, in an order of the store's own. */
  lanes(query?: LanesQuery): Promise<LanesPage>
  /** Finds an item; `undefined` if it is not in the queue. */
  find(id: string, options?: PeekOptions): Promise<QueuedItem | undefined>
  /**
   * Looks at items of a lane, and neither leases them nor counts a delivery: those that are ready, in the order in which they
   * can be claimed, then those that wait, the first to be due first, then those that are leased.
   */
  peek(query: PeekQuery): Promise<readonly QueuedItem[]>
  /**
   * Holds a lane back: nothing of it is handed out to anyone until {@link resume}. Leases go on and are settled. Items are
   * still queued; they wait, and their ages go on, so that an event may expire meanwhile. A pause is as durable as an item, and
   * leaves the lane's limit as it is.
   */
  pause(lane: string): Promise<void>
  /** Ends the pause of a lane. */
  resume(lane: string): Promise<void>
  /**
   * Removes an item, or all items of a lane. Leased ones stay: their work is under way. Nothing else happens for the items:
   * they get no outcome, and nothing is delivered.
   *
   * @returns the number of items removed
   */
  purge(which: PurgeQuery): Promise<number>
  /**
   * Makes items that wait due at once, and counts their deliveries from 0: another chance for poison that an engine has kept.
   * State and body stay. What a quarantine has taken is not in the queue: queue it again.
   *
   * @returns the number of items found; leased ones do not count
   */
  redrive(ids: readonly string[]): Promise<number>
}

/** Which lanes to count. */
export interface LanesQuery {
  /**
   * Maximum number of lanes, at most 1,000.
   *
   * @defaultValue `100`
   */
  readonly limit?: number
  /** {@link LanesPage.next} of the page before; absent for the first. */
  readonly cursor?: string
}

/** Some of the lanes of a store. */
export interface LanesPage {
  readonly lanes: readonly LaneStats[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
  /**
   * True if the numbers are estimates.
   *
   * @defaultValue `false`
   */
  readonly approximate?: boolean
}

/** Number of items in a lane, and what holds it back. */
export interface LaneStats {
  readonly lane: string
  /** Items that are due and not leased, in a paused lane too. */
  readonly ready: number
  readonly delayed: number
  readonly leased: number
  /** How long the item that has been ready longest has been due, in milliseconds; 0 if none is ready. Absent if unknown. */
  readonly oldestDueAgeMs?: number
  readonly paused: boolean
  /** Maximum number of leases at once; absent without a limit. */
  readonly most?: number
}

/** How much of an item to return. */
export interface PeekOptions {
  /**
   * Maximum number of bytes of a body; the rest is cut off.
   *
   * @defaultValue `65_536`
   */
  readonly maxBodyBytes?: number
}

/** Which items to look at. */
export interface PeekQuery extends PeekOptions {
  readonly lane: string
  /**
   * Maximum number of items, at most 100.
   *
   * @defaultValue `10`
   */
  readonly limit?: number
}

/** The item with an id, or all items of a lane. */
export type PurgeQuery = { readonly id: string; readonly lane?: never } | { readonly lane: string; readonly id?: never }

/** An item in the queue, as it is at the moment. */
export interface QueuedItem {
  readonly id: string
  readonly lane: string
  readonly status: 'ready' | 'delayed' | 'leased'
  /** Time until the item is due, in milliseconds; negative since it has been due. */
  readonly dueInMs: number
  /** How often the item has been handed out. */
  readonly deliveries: number
  readonly state: Uint8Array
  /** The body, or its beginning. */
  readonly body: Uint8Array
  /** Size of the whole body. */
  readonly bodyBytes: number
}
