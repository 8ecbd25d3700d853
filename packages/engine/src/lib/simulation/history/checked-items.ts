import type { Fact, FactOf, ItemFacts, NewItemFacts, SettlementFacts } from './fact.ts'
import type { Checking } from './promises.ts'

/** An item of the store, as the facts so far describe it. */
export interface Item {
  readonly id: string
  /** State as it was committed last. */
  state: ItemFacts | undefined
  /** The item cannot be claimed before this time. */
  dueAtMs: number
  /** The lease ends between these times. */
  leaseEndsFromMs: number
  leaseEndsByMs: number
  /** Who claimed it last, and under which token. */
  holder: string
  token: string
  /** Number of deliveries, and that of the last one with an outcome: of which it is certain, and of which it is possible. */
  deliveries: number
  deliveriesAtOutcome: number
  deliveriesAtPossibleOutcome: number
  /** Number of crashes before the last claim: each may hide the claim of an item. */
  crashesBefore: number
  /** How often it ended. */
  ended: number
  /** Items that its end queued. */
  outbox: readonly string[]
  /** A settlement whose process ended before its answer: it took effect or it did not. */
  doubt: SettlementFacts | undefined
}

interface Pending<Of> {
  readonly process: string
  readonly atMs: number
  readonly of: Of
}

const never = Number.NEGATIVE_INFINITY
const beforeAnyCrash = -1

/**
 * Follows the items of a store through their commits. No item has two leases at a time, nothing is claimed before it is due or
 * comes back with another state than the one committed last, each item ends once, and the store holds exactly those that have not
 * ended.
 */
export class CheckedItems {
  readonly #items = new Map<string, Item>()
  readonly #checking: Checking
  /** Calls without effect or answer so far. */
  readonly #enqueuing = new Map<string, Pending<NewItemFacts>>()
  readonly #settling = new Map<string, Pending<SettlementFacts>>()
  /** Items whose process ended before the store answered that it has them. */
  readonly #doubtful = new Map<string, Pending<NewItemFacts>>()
  /** By token, settlements without effect so far. */
  readonly #asked = new Map<string, SettlementFacts>()
  /** Tokens of settlements that took effect, until they are answered. */
  readonly #committed = new Set<string>()
  #crashes = 0

  constructor(checking: Checking) {
    this.#checking = checking
  }

  find(id: string): Item | undefined {
    return this.#items.get(id)
  }

  all(): Iterable<Item> {
    return this.#items.values()
  }

  /** True if the store has, or may have, the item. */
  mayHave(id: string): boolean {
    return this.#items.has(id) || this.#doubtful.has(id)
  }

  read(fact: Fact): void {
    if (fact.type === 'enqueuing')
      this.#enqueuing.set(fact.item.id, { process: fact.process, atMs: fact.atMs, of: fact.item })
    else if (fact.type === 'enqueued') this.#enqueued(fact)
    else if (fact.type === 'claimed') this.#claimed(fact)
    else if (fact.type === 'settling') this.#settle(fact)
    else if (fact.type === 'settled') this.#settled(fact)
    else if (fact.type === 'settle-answered') this.#answered(fact)
    else if (fact.type === 'settle-failed') this.#settling.delete(fact.token)
    else if (fact.type === 'extended') this.#extended(fact)
    else if (fact.type === 'counted') this.#counted(fact.items)
    else if (fact.type === 'crashed') this.#crashed(fact.process)
  }

  #enqueued({ item, result, atMs }: FactOf<'enqueued'>): void {
    const since = this.#enqueuing.get(item.id)?.atMs ?? atMs
    this.#enqueuing.delete(item.id)
    if (result !== 'accepted') return
    if (this.#items.get(item.id)?.ended === 0) this.#violation(`${item.id} was accepted twice`)
    this.#add(item, since)
  }

  /** @param crashesBefore - less than there were if a process that ended may have claimed the item */
  #add({ id, delayMs, state }: NewItemFacts, sinceMs: number, crashesBefore = this.#crashes): Item {
    const item: Item = {
      ...{
        id,
        state,
        dueAtMs: sinceMs + delayMs,
        leaseEndsFromMs: never,
        leaseEndsByMs: never,
        holder: '',
        token: '',
      },
      ...{ deliveries: 0, deliveriesAtOutcome: 0, deliveriesAtPossibleOutcome: 0, crashesBefore },
      ...{ ended: 0, outbox: [], doubt: undefined },
    }
    this.#items.set(id, item)
    this.#doubtful.delete(id)
    return item
  }

  #claimed({ id, token, atMs, sinceMs, leaseMs, state, process, deliveries }: FactOf<'claimed'>): void {
    const item = this.#queued(id, state)
    if (item === undefined) {
      this.#violation(`${id} was claimed but is not queued`)
      return
    }
    if (item.leaseEndsFromMs > atMs) this.#violation(`${id} was leased twice at one time`)
    if (item.dueAtMs > atMs) this.#violation(`${id} was claimed ${item.dueAtMs - atMs} ms before it was due`)
    item.leaseEndsFromMs = sinceMs + leaseMs
    item.leaseEndsByMs = atMs + leaseMs
    item.holder = process
    item.token = token
    const least = item.deliveries + 1
    const noneIsHidden = this.#crashes === item.crashesBefore || this.#checking.promises.effectsByStore === true
    if (deliveries < least || (deliveries > least && noneIsHidden))
      this.#violation(`${id} has delivery ${least}, which the store counts as ${deliveries}`)
    item.deliveries = deliveries
    item.crashesBefore = this.#crashes
    const { maxClockErrorMs = 0 } = this.#checking.promises
    if ((state?.dueAtMs ?? atMs) > atMs + maxClockErrorMs) this.#violation(`${id} was claimed before its own due time`)
    if (!isSame(state, item.state))
      this.#violation(`${id} came back with ${JSON.stringify(state)} instead of ${JSON.stringify(item.state)}`)
  }

  /** The item, if it is in the store; settles doubts by the fact that it was claimed with this state. */
  #queued(id: string, state: ItemFacts | undefined): Item | undefined {
    const doubtful = this.#doubtful.get(id)
    const item = this.#items.get(id)
    if (doubtful !== undefined) {
      // An item of an outbox proves that the settlement which queued it took effect.
      const parent = [...this.#items.values()].find(({ doubt }) => doubt?.outbox?.some((next) => next.id === id))
      if (parent?.doubt !== undefined) this.#commit(parent, parent.doubt, doubtful.atMs, beforeAnyCrash)
      const proven = this.#items.get(id)
      return proven?.ended === 0 ? proven : this.#add(doubtful.of, doubtful.atMs, beforeAnyCrash)
    }
    if (item?.doubt !== undefined) {
      const { doubt } = item
      item.doubt = undefined
      const { state: before, deliveriesAtOutcome } = item
      if (doubt.to === 'again' && isSame(doubt.state, state)) {
        this.#commit(item, doubt, never)
        // The state shows nothing where the settlement leaves it as it was.
        if (isSame(before, state)) item.deliveriesAtOutcome = deliveriesAtOutcome
      } else for (const { id: next } of doubt.outbox ?? []) this.#doubtful.delete(next)
    }
    return item === undefined || item.ended > 0 ? undefined : item
  }

  #settle(fact: FactOf<'settling'>): void {
    this.#settling.set(fact.token, { process: fact.process, atMs: fact.atMs, of: fact })
    this.#asked.set(fact.token, fact)
  }

  #settled(fact: FactOf<'settled'>): void {
    this.#settling.delete(fact.token)
    const asked = this.#asked.get(fact.token)
    this.#asked.delete(fact.token)
    const item = this.#items.get(fact.id)
    if (fact.result !== 'ok' || item === undefined) return
    this.#committed.add(fact.token)
    // Stores release claims by themselves that they do not hand out.
    const isOwn = fact.to === 'release' && asked === undefined
    if (!isOwn && !isAsAsked(fact, asked))
      this.#violation(
        `${item.id} was settled as ${described(fact)} under the lease of ${item.holder}, which asked for ${described(asked)}`,
      )
    if (item.leaseEndsByMs <= fact.sinceMs) this.#violation(`${item.id} was settled after its lease`)
    this.#commit(item, fact, fact.sinceMs)
  }

  #answered({ id, process, token, result }: FactOf<'settle-answered'>): void {
    if (!this.#committed.delete(token) && result === 'ok')
      this.#violation(`${process} has the answer that it settled ${id}, which the store did not do`)
  }

  #commit(
    item: Item,
    { to, delayMs = 0, state, outbox = [] }: SettlementFacts,
    sinceMs: number,
    crashesBefore = this.#crashes,
  ): void {
    item.leaseEndsFromMs = never
    item.leaseEndsByMs = never
    item.doubt = undefined
    if (to === 'release') item.deliveries -= 1
    if (to === 'again') {
      item.deliveriesAtOutcome = item.deliveries
      item.deliveriesAtPossibleOutcome = item.deliveries
      item.dueAtMs = sinceMs + delayMs
      item.state = state
    }
    if (to !== 'done') return
    item.ended += 1
    if (item.ended > 1) this.#violation(`${item.id} ended ${item.ended} times`)
    item.outbox = outbox.map(({ id }) => id)
    // A client that sends an id again after its event has ended creates a second one, whose delivery may still wait.
    for (const next of outbox) if (this.#items.get(next.id)?.ended !== 0) this.#add(next, sinceMs, crashesBefore)
  }

  #extended({ id, token, process, sinceMs, atMs, leaseMs }: FactOf<'extended'>): void {
    const item = this.#items.get(id)
    if (item === undefined) return
    if (item.holder !== process || item.token !== token)
      this.#violation(`${process} extended the lease of ${item.holder} on ${id}`)
    item.leaseEndsFromMs = sinceMs + leaseMs
    item.leaseEndsByMs = atMs + leaseMs
  }

  /** Whatever the process had asked for is in doubt, unless the store tells. */
  #crashed(process: string): void {
    this.#crashes += 1
    if (this.#checking.promises.effectsByStore === true) return
    for (const [id, pending] of this.#enqueuing)
      if (pending.process === process) {
        this.#enqueuing.delete(id)
        if (this.#items.get(id)?.ended !== 0) this.#doubtful.set(id, pending)
      }
    for (const [token, pending] of this.#settling)
      if (pending.process === process) {
        this.#settling.delete(token)
        this.#doubt(pending)
      }
    if (this.#checking.promises.leasesEndWithProcess === true)
      for (const item of this.#items.values())
        if (item.holder === process) Object.assign(item, { leaseEndsFromMs: never, leaseEndsByMs: never })
  }

  #doubt({ of, atMs, process }: Pending<SettlementFacts>): void {
    const item = this.#items.get(of.id)
    if (item === undefined || item.ended > 0 || item.token !== of.token || of.to === 'release') return
    item.doubt = of
    for (const next of of.outbox ?? [])
      if (this.#items.get(next.id)?.ended !== 0) this.#doubtful.set(next.id, { of: next, atMs, process })
  }

  #counted(held: number): void {
    // An end that queued nothing leaves no other proof than an empty store.
    if (held === 0)
      for (const item of this.#items.values())
        if (item.ended === 0 && item.doubt?.to === 'done' && item.doubt.outbox?.length === 0)
          this.#commit(item, item.doubt, never)
    let [open, unsure] = [0, this.#doubtful.size]
    for (const { ended, doubt } of this.#items.values()) {
      if (ended === 0) open += 1
      if (ended === 0 && doubt?.to === 'done') unsure += 1
    }
    if (held < open - unsure || held > open + unsure)
      this.#violation(`${open} items have not ended, the store holds ${held}`)
  }

  #violation(text: string): void {
    this.#checking.violation(text)
  }
}

/** True if a settlement took effect as its process asked; of times, only one that comes too early is wrong. */
function isAsAsked(settled: SettlementFacts, asked: SettlementFacts | undefined): boolean {
  return (
    settled.to === asked?.to &&
    (settled.to !== 'again' || isSame(settled.state, asked.state)) &&
    (settled.delayMs ?? 0) >= (asked.delayMs ?? 0) &&
    outboxOf(settled) === outboxOf(asked)
  )
}

function outboxOf({ outbox = [] }: SettlementFacts): string {
  return outbox.map(({ id }) => id).join()
}

function described(settlement: SettlementFacts | undefined): string {
  if (settlement === undefined) return 'nothing'
  const { to, delayMs, state, outbox } = settlement
  return JSON.stringify({ to, delayMs, state, outbox: outbox?.map(({ id }) => id) })
}

function isSame(one: ItemFacts | undefined, other: ItemFacts | undefined): boolean {
  return one?.attempts === other?.attempts && one?.failures === other?.failures && one?.dueAtMs === other?.dueAtMs
}
