import type { CheckedHolds, Hold } from './checked-holds.ts'
import type { CheckedItems, Item } from './checked-items.ts'
import {
  type ExpectedEnd,
  expectedAttributes,
  expectedEnd,
  expectedRecord,
  failuresAfter,
  misjudged,
  type Shown,
  shownOf,
} from './expected-end.ts'
import type { Fact, FactOf, RunResult } from './fact.ts'
import type { Checking, FunctionPromises } from './promises.ts'

/** An end, which was decided between two moments. */
interface TimedEnd extends ExpectedEnd {
  readonly fromMs: number
  readonly byMs: number
}

interface SentEvent {
  readonly id: string
  /** The process that sends it until it is confirmed. */
  readonly sender: string
  readonly functionName: string
  readonly payload: string
  isConfirmed: boolean
  isQuarantined: boolean
  /** How its attempts ended, by their numbers. */
  readonly shown: Map<number, Shown>
  /**
   * How it ended, by settlements that were committed, or may have been before their process ended. Several if the client sent it
   * again after its end.
   */
  readonly ends: TimedEnd[]
  /** Routes whose delivery was sent, or failed and was dropped. */
  readonly delivered: Set<string>
}

interface Settling {
  readonly process: string
  readonly event: SentEvent
  readonly attempt: number
  readonly shown: Shown | undefined
  /** Several only where it is unknown which attempt was the last one. */
  readonly ends: readonly TimedEnd[]
}

/**
 * Follows each event from its attempts to its end: attempts are numbered on, each counts as it ended, an event ends as its attempts
 * and settings imply, its record and dead letter say so byte for byte, and none runs too old or after its end.
 */
export class CheckedEvents {
  readonly #checking: Checking
  readonly #items: CheckedItems
  readonly #holds: CheckedHolds
  readonly #events = new Map<string, SentEvent>()
  readonly #crashed = new Set<string>()
  /** By token, from the call to the answer. */
  readonly #settling = new Map<string, Settling>()

  constructor(checking: Checking, items: CheckedItems, holds: CheckedHolds) {
    this.#checking = checking
    this.#items = items
    this.#holds = holds
  }

  /** The ends that a settlement, from its call to its answer, can mean; none if the event waits. */
  endsOf(token: string): readonly ExpectedEnd[] {
    return this.#settling.get(token)?.ends ?? []
  }

  read(fact: Fact): void {
    if (fact.type === 'sent') this.#sent(fact)
    else if (fact.type === 'confirmed') this.#confirmed(fact.id)
    else if (fact.type === 'enqueued') this.#enqueued(fact)
    else if (fact.type === 'run-started') this.#started(fact)
    else if (fact.type === 'run-ended') this.#ended(fact)
    else if (fact.type === 'timeline' && fact.entry === 'attempt-started') this.#attemptTold(fact)
    else if (fact.type === 'timeline' && fact.entry === 'attempt-ended') this.#outcomeTold(fact)
    else if (fact.type === 'settling') this.#settle(fact)
    else if (fact.type === 'settled' && fact.result === 'ok') this.#committed(fact.token)
    else if (fact.type === 'settle-answered') this.#settling.delete(fact.token)
    else if (fact.type === 'delivering') this.#delivering(fact)
    else if (fact.type === 'delivery-ended') this.#deliveryEnded(fact)
    else if (fact.type === 'quarantined') this.#quarantined(fact)
    else if (fact.type === 'crashed') {
      this.#crashed.add(fact.process)
      for (const [token, { process, event }] of this.#settling)
        if (process === fact.process && this.#items.find(event.id)?.doubt?.token === token) this.#committed(token)
    }
  }

  /** Checks that each event has come to its end. */
  finish(): void {
    for (const { id, isConfirmed, sender } of this.#events.values())
      if (!isConfirmed && !this.#crashed.has(sender)) this.#checking.violation(`${id} was never confirmed`)
      else if (isConfirmed && this.#items.find(id)?.ended !== 1)
        this.#checking.violation(`${id} was confirmed and is lost: it ended ${this.#items.find(id)?.ended ?? 0} times`)
    for (const { id, ended } of this.#items.all())
      if (ended !== 1) this.#checking.violation(`${id} was accepted and ended ${ended} times`)
    for (const event of this.#events.values()) if (!event.isQuarantined) this.#checkDelivered(event)
  }

  #checkDelivered({ id, functionName, ends, delivered }: SentEvent): void {
    if (this.#items.find(id)?.ended !== 1) return
    const settings = this.#checking.promises.functionOf(functionName)
    // In doubt of two ends, the last one is the one that was committed.
    for (const route of routesOf(ends.at(-1), settings))
      if (!delivered.has(route)) this.#checking.violation(`${id} ended, and nothing went to ${route}`)
  }

  #sent({ id, process: sender, functionName, payload }: FactOf<'sent'>): void {
    if (this.#events.has(id)) return
    const flags = { isConfirmed: false, isQuarantined: false }
    this.#events.set(id, {
      id,
      sender,
      functionName,
      payload,
      ...flags,
      ends: [],
      shown: new Map(),
      delivered: new Set(),
    })
  }

  /** An id that is queued again after its event has ended is a new event. */
  #enqueued({ item, result }: FactOf<'enqueued'>): void {
    const event = this.#events.get(item.id)
    if (result !== 'accepted' || event === undefined) return
    event.shown.clear()
    event.isQuarantined = false
  }

  #confirmed(id: string): void {
    const event = this.#events.get(id)
    if (event !== undefined) event.isConfirmed = true
    if (this.#items.find(id) === undefined) this.#checking.violation(`${id} was confirmed and is not in the store`)
  }

  #started({ id, process, attempt, payload, functionName, atMs }: FactOf<'run-started'>): void {
    const item = this.#items.find(id)
    const event = this.#events.get(id)
    if (item === undefined || event === undefined) return
    if (item.ended > 0 && !this.#holds.of(process, id)?.isSuperseded && this.#holds.of(process, id)?.excused !== true)
      this.#checking.violation(`${process} ran ${id} after its end`)
    if (payload !== event.payload) this.#checking.violation(`${process} ran ${id} with another payload: ${payload}`)
    if (functionName !== event.functionName) this.#checking.violation(`${process} ran ${functionName} for ${id}`)
    this.#checkNumber(process, item, attempt)
    const { maxClockErrorMs = 0, functionOf } = this.#checking.promises
    const ageMs = atMs - (item.state?.acceptedAtMs ?? atMs)
    if (ageMs >= functionOf(functionName).maxAgeMs + 2 * maxClockErrorMs)
      this.#checking.violation(`${id} was attempted at an age of ${ageMs} ms`)
  }

  #ended({ id, process, result }: FactOf<'run-ended'>): void {
    const hold = this.#holds.of(process, id)
    if (hold !== undefined) hold.outcome = result
  }

  #attemptTold({ id, process, attempt = 0 }: FactOf<'timeline'>): void {
    const item = this.#items.find(id)
    if (item !== undefined) this.#checkNumber(process, item, attempt)
  }

  #outcomeTold({ id, process, outcome }: FactOf<'timeline'>): void {
    const hold = this.#holds.of(process, id)
    if (hold === undefined) return
    const ran = [hold, ...hold.earlier].find((each) => each.outcome?.outcome === outcome)
    // A throttle by the engine's own slots, or a missing target, needs no run.
    if (hold.outcome === undefined && ran === undefined && (outcome === 'throttle' || outcome === 'notFound'))
      hold.outcome = { outcome }
    else if (ran === undefined)
      this.#checking.violation(`${process} reports ${outcome} of ${id}, whose run ended: ${hold.outcome?.outcome}`)
  }

  /** Checks that an attempt continues the numbers of those that were committed. */
  #checkNumber(process: string, { id, state }: Item, attempt: number): void {
    const hold = this.#holds.of(process, id)
    if (hold === undefined || hold.earlier.length > 0 || hold.isSuperseded || hold.excused) return
    const next = (state?.attempts ?? 0) + 1
    if (attempt !== next) this.#checking.violation(`${process} made attempt ${attempt} of ${id} instead of ${next}`)
  }

  #settle({ id, token, process, to, state, delayMs, outbox = [], atMs }: FactOf<'settling'>): void {
    const [item, event, hold] = [this.#items.find(id), this.#events.get(id), this.#holds.byToken(token)]
    if (item === undefined || event === undefined || hold === undefined) return
    if (to === 'release' || event.isQuarantined || this.#settling.has(token)) return
    const settings = this.#checking.promises.functionOf(event.functionName)
    const { attempts = 0, failures = 0, acceptedAtMs = atMs } = hold.state ?? {}
    const toleranceMs = 2 * (this.#checking.promises.maxClockErrorMs ?? 0)
    const routes = outbox.map((next) => next.id.slice(id.length + 1)).join()
    const judged = this.#outcomesOf(hold).map((attempted) => {
      const end = expectedEnd(failures, attempted, event.shown.get(attempts), settings)
      const attempt = attempts + (attempted === undefined ? 0 : 1)
      const counts = `${attempt} attempts and ${failuresAfter(failures, attempted)} failures`
      const counted = `${state?.attempts} attempts and ${state?.failures} failures`
      const expected = routesOf(end, settings).join()
      const why =
        misjudged(to, end, attempted, { ageMs: atMs - acceptedAtMs, toleranceMs, delayMs }, settings) ??
        (to === 'again' && counted !== counts ? `has ${counts}, counted as ${counted}` : undefined) ??
        (to === 'done' && routes !== expected ? `leads to ${routes || 'nothing'} instead of ${expected}` : undefined)
      return { why, end, attempt, shown: attempted === undefined ? event.shown.get(attempts) : shownOf(attempted) }
    })
    const possible = judged.filter(({ why }) => why === undefined)
    const [first] = possible.length > 0 ? possible : judged
    // A claim that the process has lost can no longer be settled, and its facts may be those of the next one.
    if (first?.why !== undefined && !hold.isSuperseded) this.#checking.violation(`${process}: ${id} ${first.why}`)
    const times = { fromMs: hold.claimedAtMs, byMs: atMs }
    const ended = to === 'done' ? (possible.length > 0 ? possible : judged) : []
    const ends = ended.map(({ end }) => ({ ...end, ...times }))
    this.#settling.set(token, { process, event, attempt: first?.attempt ?? attempts, shown: first?.shown, ends })
  }

  /** The outcomes that a settlement of this claim can stand for. */
  #outcomesOf(hold: Hold): readonly (RunResult | undefined)[] {
    if (hold.earlier.length === 0) return [hold.outcome]
    return [...new Set([hold.outcome, ...hold.earlier.map(({ outcome }) => outcome), undefined])]
  }

  /** Keeps what a settlement said, once it has taken effect, or may have. */
  #committed(token: string): void {
    const settling = this.#settling.get(token)
    if (settling === undefined) return
    const { event, attempt, shown, ends } = settling
    if (shown !== undefined) event.shown.set(attempt, shown)
    event.ends.push(...ends)
  }

  #delivering({ id: itemId, process, route, text, attributes }: FactOf<'delivering'>): void {
    const id = itemId.slice(0, -route.length - 1)
    const event = this.#events.get(id)
    if (event === undefined) return
    const { ends, payload, functionName } = event
    const { functionArn } = this.#checking.promises.functionOf(functionName)
    const timestamp = /^\{"version":"1\.0","timestamp":"([^"]{24})"/.exec(text)?.[1] ?? ''
    const expected = ends.map((end) =>
      route === 'DeadLetter'
        ? `${payload} ${expectedAttributes(id, functionArn, end)}`
        : expectedRecord({ id, payload, functionArn }, end, timestamp),
    )
    const sent = route === 'DeadLetter' ? `${text} ${attributes}` : text
    if (ends.length === 0) this.#checking.violation(`${process} sent ${itemId} before its event had ended`)
    else if (!expected.includes(sent))
      this.#checking.violation(`${itemId} is ${sent} instead of ${expected.join(' or ')}`)
    else if (route !== 'DeadLetter' && !ends.some((end) => this.#isAt(timestamp, end)))
      this.#checking.violation(`${itemId} has the time ${timestamp}`)
  }

  #isAt(timestamp: string, { fromMs, byMs }: TimedEnd): boolean {
    const { maxClockErrorMs = 0 } = this.#checking.promises
    const atMs = Date.parse(timestamp)
    return atMs >= fromMs - maxClockErrorMs && atMs <= byMs + maxClockErrorMs
  }

  #deliveryEnded({ id: itemId, how }: FactOf<'delivery-ended'>): void {
    const [id, route] = splitItemId(itemId)
    if (how === 'delivered' || how === 'dropped') this.#events.get(id)?.delivered.add(route)
  }

  #quarantined({ id: itemId }: FactOf<'quarantined'>): void {
    const [id, route] = splitItemId(itemId)
    const event = this.#events.get(id)
    if (event === undefined) return
    if (route === '') event.isQuarantined = true
    else event.delivered.add(route)
  }
}

/** Sides to which an event leads, in the order in which their items are queued (DLQ-6). */
function routesOf(end: ExpectedEnd | undefined, { routes }: FunctionPromises): readonly string[] {
  if (end === undefined) return []
  const all = end.condition === 'Success' ? ['OnSuccess'] : ['DeadLetter', 'OnFailure']
  return all.filter((route) => routes.has(route))
}

function splitItemId(itemId: string): readonly [id: string, route: string] {
  const [id = '', route = ''] = itemId.split('/')
  return [id, route]
}
