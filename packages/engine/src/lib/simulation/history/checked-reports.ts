import type { CheckedEvents } from './checked-events.ts'
import type { CheckedHolds } from './checked-holds.ts'
import type { CheckedItems } from './checked-items.ts'
import type { ExpectedEnd } from './expected-end.ts'
import type { Fact, FactOf } from './fact.ts'
import type { Checking } from './promises.ts'

/** A settlement that the store has confirmed to the process, and that the timeline has not reported yet. */
interface Committed {
  readonly to: string
  readonly ends: readonly ExpectedEnd[]
  /** False for a settlement that is no decision, such as a release: it may go unreported. */
  readonly mustBeReported: boolean
  readonly answeredAtMs: number
}

interface Sample {
  readonly name: string
  readonly value: number
  readonly functionName: string
}

interface Reports {
  readonly committed: Map<string, Committed>
  /** Samples that the last timeline entry implies. */
  samples: Sample[]
  /** Number of samples that may follow an outcome whose answer was lost. */
  unknown: number
  /** When the current attempt of each event started. */
  readonly startedAtMs: Map<string, number>
}

/** Samples that an outcome may lead to when the answer to it was lost. */
const ofUnknown = new Set(['AsyncEventsDropped', 'DestinationDeliveryFailures', 'DeadLetterErrors'])

/** Facts that a store may note about a process, between two that the process notes one right after the other. */
const ofStores: ReadonlySet<Fact['type']> = new Set(['enqueued', 'claimed', 'settled', 'extended'])

/**
 * Compares the timeline and the metrics of every process with what happened: neither reports what the store has not committed, each
 * commit of an outcome is reported, and the metrics are those that the timeline implies (section 13).
 */
export class CheckedReports {
  readonly #checking: Checking
  readonly #items: CheckedItems
  readonly #holds: CheckedHolds
  readonly #events: CheckedEvents
  readonly #reports = new Map<string, Reports>()
  readonly #functions = new Map<string, string>()
  /** Settlements by token, from the call to the answer. */
  readonly #settling = new Map<string, Pick<Committed, 'to' | 'mustBeReported'>>()

  constructor(checking: Checking, items: CheckedItems, holds: CheckedHolds, events: CheckedEvents) {
    this.#checking = checking
    this.#items = items
    this.#holds = holds
    this.#events = events
  }

  read(fact: Fact): void {
    if (fact.type === 'sent') this.#functions.set(fact.id, fact.functionName)
    const reports = this.#reports.get(fact.process)
    const isNext = fact.type !== 'metric' && fact.type !== 'crashed' && !ofStores.has(fact.type)
    if (isNext && reports !== undefined && reports.samples.length > 0) this.#missing(fact.process, reports)
    if (fact.type === 'settling') this.#settle(fact)
    else if (fact.type === 'settle-answered') this.#answered(fact)
    else if (fact.type === 'claimed') this.#claimed(fact)
    else if (fact.type === 'timeline') this.#timeline(fact)
    else if (fact.type === 'metric') this.#metric(fact)
    else if (fact.type === 'crashed') this.#reports.delete(fact.process)
    else if (fact.type === 'stopped') this.#end(fact.process)
  }

  /** Checks that nothing is left to report. */
  finish(): void {
    for (const process of this.#reports.keys()) this.#end(process)
  }

  #settle({ token, to, id }: FactOf<'settling'>): void {
    const hold = this.#holds.byToken(token)
    const decides = to === 'done' || (to === 'again' && (hold?.outcome !== undefined || id.includes('/')))
    const mustBeReported = decides && hold !== undefined && hold.earlier.length === 0
    if (!this.#settling.has(token)) this.#settling.set(token, { to, mustBeReported })
  }

  #answered({ process, id, token, result, atMs }: FactOf<'settle-answered'>): void {
    const settling = this.#settling.get(token)
    this.#settling.delete(token)
    if (result !== 'ok' || settling === undefined) return
    this.#unreported(process, id)
    const ends = this.#events.endsOf(token)
    this.#of(process).committed.set(id, { ...settling, ends, answeredAtMs: atMs })
  }

  /** Whatever was committed has been reported by now, unless it ended at this moment and the item is a new one of its id. */
  #claimed({ process, id, atMs }: FactOf<'claimed'>): void {
    const committed = this.#of(process).committed.get(id)
    if (committed?.to !== 'done' || committed.answeredAtMs < atMs) this.#unreported(process, id)
  }

  #timeline(fact: FactOf<'timeline'>): void {
    const { entry, id, process, route, outcome = '', acceptedAtMs = 0, entryAtMs } = fact
    const reports = this.#of(process)
    const functionName = this.#functions.get(id) ?? ''
    const add = (name: string, value: number): unknown => reports.samples.push({ name, value, functionName })
    if (entry === 'accepted') {
      if (!this.#items.mayHave(id)) this.#violation(process, `reports ${id} as accepted, which the store does not have`)
      add('AsyncEventsReceived', 1)
    } else if (entry === 'attempt-started') reports.startedAtMs.set(id, entryAtMs)
    else if (entry === 'attempt-ended') {
      const startedAtMs = reports.startedAtMs.get(id) ?? entryAtMs
      add('AsyncEventAge', startedAtMs - acceptedAtMs)
      if (outcome === 'throttle') add('Throttles', 1) && add('Errors', 0)
      if (outcome === 'success' || outcome === 'functionError') {
        add('Invocations', 1)
        add('Errors', outcome === 'success' ? 0 : 1)
        add('Throttles', 0)
        add('Duration', entryAtMs - startedAtMs)
      }
    } else if (entry === 'outcome-unknown') reports.unknown += 1
    else if (entry === 'decided') {
      this.#follows(fact, id)
      if (fact.condition !== undefined) add('AsyncEventsDropped', fact.condition === 'Success' ? 0 : 1)
    } else if (entry === 'quarantined') this.#follows(fact, id)
    else if (route !== undefined) {
      this.#follows(fact, `${id}/${route}`)
      if (entry === 'delivery-failed') add('DestinationDeliveryFailures', 1)
      if (entry === 'dead-letter-failed') add('DeadLetterErrors', 1)
    }
  }

  /** Checks that the entry follows a settlement that the store has confirmed, and agrees with it. */
  #follows({ process, entry, stays, condition, invokeCount }: FactOf<'timeline'>, itemId: string): void {
    const { committed } = this.#of(process)
    const settled = committed.get(itemId)
    committed.delete(itemId)
    if (settled === undefined || (stays !== undefined && stays !== (settled.to === 'again')))
      this.#violation(process, `reports ${entry} of ${itemId} before the store has committed it`)
    else if (
      entry === 'decided' &&
      settled.ends.length > 0 &&
      !settled.ends.some((end) => end.condition === condition && end.invokeCount === invokeCount)
    )
      this.#violation(
        process,
        `reports ${condition} after ${invokeCount} of ${itemId}: ${JSON.stringify(settled.ends)}`,
      )
  }

  #metric({ process, name, value, functionName }: FactOf<'metric'>): void {
    const reports = this.#of(process)
    const index = reports.samples.findIndex(
      (sample) => sample.name === name && sample.value === value && sample.functionName === functionName,
    )
    if (index >= 0) reports.samples.splice(index, 1)
    else if (reports.unknown > 0 && ofUnknown.has(name)) reports.unknown -= 1
    else this.#violation(process, `emits ${name} ${value} of ${functionName}, which no commit implies`)
  }

  #missing(process: string, reports: Reports): void {
    for (const { name, value, functionName } of reports.samples)
      this.#violation(process, `emits no ${name} ${value} of ${functionName}`)
    reports.samples = []
  }

  #unreported(process: string, id: string): void {
    const { committed } = this.#of(process)
    if (committed.get(id)?.mustBeReported === true) this.#violation(process, `does not report the outcome of ${id}`)
    committed.delete(id)
  }

  #end(process: string): void {
    const reports = this.#of(process)
    for (const id of [...reports.committed.keys()]) this.#unreported(process, id)
    this.#missing(process, reports)
  }

  #of(process: string): Reports {
    const known = this.#reports.get(process)
    if (known !== undefined) return known
    const reports = { committed: new Map(), samples: [], unknown: 0, startedAtMs: new Map() }
    this.#reports.set(process, reports)
    return reports
  }

  #violation(process: string, text: string): void {
    this.#checking.violation(`${process} ${text}`)
  }
}
