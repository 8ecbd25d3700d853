import type { CheckedItems } from './checked-items.ts'
import type { Fact, FactOf, ItemFacts, RunResult, SettlementFacts } from './fact.ts'
import type { Checking } from './promises.ts'

/** A claim that one process holds, from its lease to its settlement. */
export interface Hold {
  readonly id: string
  readonly process: string
  readonly claimedAtMs: number
  /** State of the item when it was claimed. */
  readonly state: ItemFacts | undefined
  /** Number of deliveries without an outcome at the time of the claim, this one included. */
  readonly withoutOutcome: number
  /** The same, if a settlement whose answer was lost took effect. */
  readonly leastWithoutOutcome: number
  /** True if claimed during a stop. Such work gets no grace period: the engine waits only for what ran before. */
  readonly claimedDuringStop: boolean
  /** True if a fault excuses the end of the lease without a settlement. */
  excused: boolean
  settles: number
  failedSettles: number
  work: 'none' | 'running' | 'ended' | 'interrupted'
  /** Outcome of its attempt. */
  outcome: RunResult | undefined
  /** True if the process claimed the item again before this work had ended. */
  isSuperseded: boolean
  /** Earlier claims whose work may not have ended: the process does one after the other, and facts may belong to either. */
  readonly earlier: readonly Hold[]
}

/** Number of failed settlements that excuse the end of a lease; after fewer, the engine must have settled it. */
const excusingFailures = 3

interface Stop {
  readonly graceEndsAtMs: number
  isResolved: boolean
}

/**
 * Follows the claims of every process: each lease is settled unless a fault excuses it, runs that ended are settled and runs that a
 * stop interrupted are released, nothing is poison too early or too late, and a stop resolves, claims nothing more and lets go of
 * everything.
 */
export class CheckedHolds {
  readonly #checking: Checking
  readonly #items: CheckedItems
  readonly #holds = new Map<string, Hold>()
  /** The last hold of each item that is not settled, in any process. */
  readonly #last = new Map<string, Hold>()
  readonly #stops = new Map<string, Stop>()
  readonly #crashed = new Set<string>()

  constructor(checking: Checking, items: CheckedItems) {
    this.#checking = checking
    this.#items = items
  }

  /** The claim under which a process works on an item. */
  of(process: string, id: string): Hold | undefined {
    const holds = this.#holdsOf(process, id)
    return holds.find(({ work }) => work === 'running') ?? holds.at(-1)
  }

  byToken(token: string): Hold | undefined {
    return this.#holds.get(token)
  }

  read(fact: Fact): void {
    if (fact.type === 'claimed') this.#claimed(fact)
    else if (fact.type === 'settling') this.#settling(fact)
    else if (fact.type === 'settled') this.#settled(fact)
    else if (fact.type === 'settle-failed') this.#settleFailed(fact)
    else if (fact.type === 'run-started' || fact.type === 'delivering') this.#started(fact)
    else if (fact.type === 'run-ended') this.#ended(fact, fact.result === undefined ? 'interrupted' : 'ended')
    else if (fact.type === 'delivery-ended') this.#deliveryEnded(fact)
    else if (fact.type === 'quarantined') this.#quarantined(fact)
    else if (fact.type === 'stopping')
      this.#stops.set(fact.process, { graceEndsAtMs: fact.atMs + fact.graceMs, isResolved: false })
    else if (fact.type === 'stopped') this.#stopped(fact.process)
    else if (fact.type === 'leases-excused') this.#excuse(fact.process)
    else if (fact.type === 'crashed') {
      this.#crashed.add(fact.process)
      this.#excuse(fact.process)
      for (const [token, { process }] of this.#holds) if (process === fact.process) this.#holds.delete(token)
    }
    if (fact.type === 'calling' || fact.type === 'enqueuing' || fact.type === 'settling') this.#called(fact)
  }

  /** Checks that every stop has come to its end. */
  finish(): void {
    for (const [process, { isResolved }] of this.#stops)
      if (!isResolved && !this.#crashed.has(process)) this.#checking.violation(`the stop of ${process} never resolved`)
  }

  #called({ process, type, ...fact }: FactOf<'calling' | 'enqueuing' | 'settling'>): void {
    const stop = this.#stops.get(process)
    if (stop === undefined) return
    const call = 'call' in fact ? fact.call : type
    if (stop.isResolved) this.#checking.violation(`${process} called its store after its stop: ${call}`)
    else if (call === 'claim') this.#checking.violation(`${process} claimed during its stop`)
  }

  #claimed({ process, id, token, state, atMs }: FactOf<'claimed'>): void {
    const item = this.#items.find(id)
    if (item === undefined) return
    const before = this.#last.get(id)
    // The claim that was lost may never have reached its process.
    if (before !== undefined && this.#checking.promises.effectsByStore === true) before.excused = true
    else if (before !== undefined && !before.excused && before.failedSettles < excusingFailures)
      this.#checking.violation(`${process} claimed ${id} again, whose lease ${before.process} let end without a fault`)
    const earlier = this.#supersede(process, id)
    const hold: Hold = {
      ...{ id, process, claimedAtMs: atMs, state, withoutOutcome: item.deliveries - item.deliveriesAtOutcome },
      leastWithoutOutcome: item.deliveries - item.deliveriesAtPossibleOutcome,
      ...{ claimedDuringStop: this.#stops.has(process), excused: this.#crashed.has(process) },
      ...{ settles: 0, failedSettles: 0, work: 'none', outcome: undefined },
      ...{ isSuperseded: false, earlier },
    }
    this.#last.set(id, hold)
    this.#holds.set(token, hold)
  }

  /** Ends the claims of an item that the process has lost, and returns them. */
  #supersede(process: string, id: string): readonly Hold[] {
    const earlier = this.#holdsOf(process, id)
    for (const hold of earlier) hold.isSuperseded = true
    for (const [token, hold] of this.#holds)
      if (earlier.includes(hold) && (hold.work === 'ended' || hold.work === 'interrupted')) this.#holds.delete(token)
    return earlier
  }

  /** Notes a fault that may let leases end, so that held items may return. */
  #excuse(process: string): void {
    for (const hold of this.#holds.values()) if (hold.process === process) hold.excused = true
  }

  #settling({ process, token, to }: FactOf<'settling'>): void {
    const hold = this.#holds.get(token)
    if (hold === undefined) return
    hold.settles += 1
    if (hold.earlier.length > 0 || hold.isSuperseded) return
    if (hold.work === 'ended' && to === 'release')
      this.#checking.violation(`${process} released ${hold.id}, whose run had ended`)
    if (hold.work === 'interrupted' && to !== 'release')
      this.#checking.violation(`${process} settled ${hold.id} as ${to}, which its stop had interrupted`)
  }

  #settled({ token, result }: { readonly result: string } & SettlementFacts): void {
    const hold = this.#holds.get(token)
    if (hold === undefined) return
    this.#holds.delete(token)
    if (result === 'ok' && this.#last.get(hold.id) === hold) this.#last.delete(hold.id)
  }

  #settleFailed({ token, process }: FactOf<'settle-failed'>): void {
    const hold = this.#holds.get(token)
    if (hold === undefined) return
    hold.failedSettles += 1
    // A stopping process does not wait for its store.
    if (this.#stops.has(process)) hold.excused = true
  }

  #started({ process, id }: FactOf<'run-started' | 'delivering'>): void {
    const holds = this.#holdsOf(process, id)
    const { maxWithoutOutcome } = this.#checking.promises
    if (holds.length === 0) this.#checking.violation(`${process} processed ${id} without holding it`)
    else if (holds.every(({ leastWithoutOutcome }) => leastWithoutOutcome > maxWithoutOutcome))
      this.#checking.violation(`${process} processed ${id}, which is poison by now`)
    if (holds.some(({ work }) => work === 'running'))
      this.#checking.violation(`${process} processed ${id} twice at one time`)
    const hold = holds.at(-1)
    if (hold !== undefined) hold.work = 'running'
  }

  #deliveryEnded(fact: FactOf<'delivery-ended'>): void {
    // The engine cannot distinguish a sink that fails at a stop from one that the stop interrupted: either is an outcome.
    if (fact.how === 'dropped' || fact.how === 'failed') {
      const hold = this.of(fact.process, fact.id)
      if (hold !== undefined) hold.work = 'none'
    } else this.#ended(fact, fact.how === 'interrupted' ? 'interrupted' : 'ended')
  }

  #ended({ process, id, atMs }: FactOf<'run-ended' | 'delivery-ended'>, how: 'ended' | 'interrupted'): void {
    const hold = this.of(process, id)
    if (hold === undefined) return
    hold.work = how
    const { graceEndsAtMs = Number.POSITIVE_INFINITY } = this.#stops.get(process) ?? {}
    const lateMs = atMs - graceEndsAtMs
    if (hold.excused || hold.earlier.length > 0 || hold.isSuperseded) return
    if (how === 'interrupted' && lateMs < 0 && !hold.claimedDuringStop)
      this.#checking.violation(`${process} interrupted ${id} ${-lateMs} ms before the end of its grace period`)
    if (how === 'ended' && lateMs > 0)
      this.#checking.violation(`${process} let ${id} run on for ${lateMs} ms after its grace period`)
  }

  #quarantined({ process, id, reason }: FactOf<'quarantined'>): void {
    const { maxWithoutOutcome } = this.#checking.promises
    const isPoison = this.#holdsOf(process, id).some(({ withoutOutcome }) => withoutOutcome > maxWithoutOutcome)
    if (reason === 'no-outcome' && !isPoison) this.#checking.violation(`${process} put ${id} in quarantine too early`)
  }

  #stopped(process: string): void {
    this.#stops.set(process, { graceEndsAtMs: Number.NEGATIVE_INFINITY, isResolved: true })
    for (const { id, process: holder, settles, excused } of this.#holds.values())
      if (holder === process && settles === 0 && !excused)
        this.#checking.violation(`${process} stopped and had not let go of ${id}`)
  }

  #holdsOf(process: string, id: string): readonly Hold[] {
    const holds: Hold[] = []
    for (const hold of this.#holds.values()) if (hold.id === id && hold.process === process) holds.push(hold)
    return holds
  }
}
