import { randomBytes } from 'node:crypto'
import { between, type Difference, differencesOf } from '../compare/differences.ts'
import { shorten } from '../compare/shorten.ts'
import { NotOffered } from '../not-offered.ts'
import { member } from './answer.ts'
import type { Endpoint } from './endpoint.ts'
import type { FunctionOptions, TestFunction } from './functions.ts'
import type { LambdaCalls } from './lambda-calls.ts'
import { paths } from './paths.ts'
import type { Orders, Run } from './run-reports.ts'
import { createTarget, type Delivery, type WatchedKind, type WatchedTarget } from './targets.ts'

/** An event that was accepted. */
export interface AcceptedEvent {
  readonly requestId: string
  /** Time on the endpoint's clock just before it was sent. */
  readonly atMs: number
}

/** What arrived, and when. */
export interface Arrival extends Delivery {
  /** The text as JSON. */
  readonly record: unknown
  /** Seconds on the endpoint's clock since the event was sent. */
  readonly waitedSeconds: number
}

/** All that a scenario works with. */
export interface Bench extends LambdaCalls {
  readonly region: string
  readonly isHeld: boolean
  /** A name that nothing has yet, and that is recognised as the kit's. */
  newName(): string
  accountId(): Promise<string>
  /** A function for settings and events on `$LATEST`. */
  borrow(): Promise<TestFunction>
  /** The same with one slot, for events that nothing waits for: they shall not run all at the same time. */
  borrowOneSlot(): Promise<TestFunction>
  /** A function of the scenario's own, which may get versions and aliases. */
  create(options?: FunctionOptions): Promise<TestFunction>
  target(kind: WatchedKind): Promise<WatchedTarget>
  powerlessRole(): Promise<string>
  /** Puts settings that a scenario builds on. */
  put(name: string, settings: object, qualifier?: string): Promise<void>
  /** Sends an event that has to be accepted. */
  accept(name: string, payload: object | string, qualifier?: string): Promise<AcceptedEvent>
  /** Sends an event whose runs get their orders from here, and returns it with its runs. */
  acceptOrdered(name: string, orders: (count: number) => Orders): Promise<AcceptedEvent & { runs(): readonly Run[] }>
  /** A payload under which runs report, get their orders from here, and then do what else it says. */
  ordered(orders: (count: number) => Orders, own?: Orders): Readonly<Record<string, unknown>>
  /** Runs that functions have reported of an event. */
  runsOf(requestId: string): readonly Run[]
  /** Waits for the first delivery to a target that `isWanted`; `undefined` if there is none in time. */
  arrival(
    target: WatchedTarget,
    event: AcceptedEvent,
    seconds: number,
    isWanted?: (delivery: Delivery) => boolean,
  ): Promise<Arrival | undefined>
  /** Waits on the endpoint's clock until `probe` finds something. */
  until<Found>(probe: () => Promise<Found | undefined>, seconds: number): Promise<Found | undefined>
  /** Keeps every attempt on a function throttled while `work` runs. */
  whileThrottled(made: TestFunction, seconds: number, work: () => Promise<void>): Promise<void>
  /** Notes where `seen` is not as `expected` for the statements `ids`. */
  check(ids: string | readonly string[], subject: string, seen: unknown, expected: unknown): void
  /** Notes a wait that is not about `seconds` long. */
  checkWait(ids: string | readonly string[], subject: string, seen: number | undefined, seconds: number): void
  /** Lets seconds pass on the endpoint's clock. */
  pass(seconds: number): Promise<void>
  /** @throws {@link NotOffered} where functions do not run */
  needRuns(): Promise<void>
  /** @throws {@link NotOffered} where functions do not run, or their records do not arrive */
  needRecords(): Promise<void>
  /** @throws {@link NotOffered} where functions do not reach this machine */
  needReports(): Promise<void>
}

/** Probes of what an endpoint offers, made once for all scenarios. */
export interface Probes {
  runs(): Promise<void>
  reports(): Promise<void>
  records(): Promise<void>
}

/** What a scenario has found out. */
export interface Findings {
  readonly differences: Difference[]
  /** Statements that some check was about. */
  readonly checked: Set<string>
  readonly cleanups: (() => Promise<void>)[]
}

/** Beyond this, real time has passed for other reasons than a wait: polls, starts of containers, a busy machine. */
const realSlackSeconds = 30

/** Makes the bench of one scenario. */
export function createBench(endpoint: Endpoint, probes: Probes, { differences, checked, cleanups }: Findings): Bench {
  const { lambda, region, clock, functions, reports, control } = endpoint
  const slack = clock.isHeld ? 1 : realSlackSeconds
  const newName = (): string => `${endpoint.prefix}-${randomBytes(4).toString('hex')}`
  const listed = (ids: string | readonly string[]): readonly string[] => (typeof ids === 'string' ? [ids] : ids)
  const accept: Bench['accept'] = async (name, payload, qualifier) => {
    const atMs = await clock.nowMs()
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload)
    const answer = await lambda.call('POST', paths.invoke(name, qualifier), body, { 'X-Amz-Invocation-Type': 'Event' })
    const requestId = answer.headers['x-amzn-requestid']
    if (answer.status !== 202 || requestId === undefined)
      throw new NotOffered(
        `an event is answered ${answer.status}${requestId === undefined ? ' without a request id' : ''}`,
      )
    return { requestId, atMs }
  }
  const check: Bench['check'] = (ids, subject, seen, expected) => {
    for (const id of listed(ids)) checked.add(id)
    for (const found of differencesOf(subject, seen, expected)) {
      const text = (each: string): string => shorten(withoutNames(each, endpoint.prefix))
      differences.push({
        ids: listed(ids),
        subject: text(found.subject),
        expected: text(found.expected),
        seen: text(found.seen),
      })
    }
  }
  const ordered: Bench['ordered'] = (orders, own) => {
    const id = newName()
    reports.order(id, orders)
    return { id, conformance: { reportTo: reports.url, ...own } }
  }
  const borrow = async (): Promise<TestFunction> => {
    const made = await functions.borrow()
    cleanups.push(() => functions.giveBack(made))
    return made
  }
  return {
    ...lambda,
    ...{ region, newName, accept, check, isHeld: clock.isHeld },
    accountId: () => endpoint.accountId(),
    borrow,
    async borrowOneSlot() {
      const made = await borrow()
      // An endpoint without reserved concurrency may run them as it likes.
      await lambda
        .call('PUT', paths.putConcurrency(made.name), { ReservedConcurrentExecutions: 1 })
        .catch(() => undefined)
      return made
    },
    async create(options = {}) {
      const made = await functions.create(options)
      cleanups.push(() => functions.remove(made))
      return made
    },
    async target(kind) {
      const { services } = endpoint
      const accountId = control === undefined ? '' : await endpoint.accountId()
      const inbox = control === undefined ? undefined : { control, region, accountId }
      const target = await createTarget(kind, newName(), services, inbox)
      cleanups.push(() => target.remove())
      return target
    },
    powerlessRole: () => endpoint.powerlessRole(),
    async put(name, settings, qualifier) {
      await lambda.succeed('PUT', paths.settings(name, qualifier), settings)
    },
    ordered,
    async acceptOrdered(name, orders) {
      const event = await accept(name, ordered(orders))
      return { ...event, runs: () => reports.runsOf(event.requestId) }
    },
    runsOf: (requestId) => reports.runsOf(requestId),
    async arrival(target, event, seconds, isWanted = () => true) {
      const probe = async () => (await target.deliveries()).find(isWanted)
      const { found, atMs } = await clock.until(probe, event.atMs + (seconds + slack) * 1_000)
      if (found === undefined) return undefined
      return { ...found, record: parsed(found.text), waitedSeconds: (atMs - event.atMs) / 1_000 }
    },
    async until(probe, seconds) {
      return (await clock.until(probe, (await clock.nowMs()) + (seconds + slack) * 1_000)).found
    },
    async whileThrottled(made, seconds, work) {
      if (clock.isHeld && control !== undefined) {
        await control.throttle(100)
        await work().finally(() => control.throttle(0))
        return
      }
      // One slot, and a run that holds it.
      await lambda.succeed('PUT', paths.putConcurrency(made.name), { ReservedConcurrentExecutions: 1 })
      let begun = false
      const begin = (): Orders => {
        begun = true
        return {}
      }
      await accept(made.name, ordered(begin, { sleepMs: seconds * 1_000 }))
      await clock.until(async () => begun || undefined, (await clock.nowMs()) + 5_000)
      await work()
    },
    checkWait(ids, subject, seen, seconds) {
      // Waits measured in AWS fall a little short of the nominal ones (RTY-8).
      const expected = clock.isHeld
        ? between(seconds, seconds + 1)
        : between(seconds * 0.9 - 1, seconds + realSlackSeconds)
      check(ids, `${subject}, in seconds`, seen, expected)
    },
    pass: (seconds) => clock.pass(seconds),
    needRuns: () => probes.runs(),
    async needRecords() {
      await probes.runs()
      await probes.records()
    },
    async needReports() {
      await probes.runs()
      await probes.reports()
    },
  }
}

/** Writes the names of one run as placeholders, so that reports of two runs can be compared. */
export function withoutNames(text: string, prefix: string): string {
  return text
    .replaceAll(new RegExp(`${prefix}-f\\d+`, 'g'), '<function>')
    .replaceAll(new RegExp(`${prefix}[0-9a-z-]*`, 'g'), '<name>')
}

/** The condition of a record, and the like: a member of its request context. */
export function contextOf(record: unknown, name: string): unknown {
  return member(member(record, 'requestContext'), name)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
