import type { Step, World } from './effects/world.ts'
import type { ScheduleRun } from './run-schedule.ts'

/** Paths of values that differ between two runs without faults: times, random numbers. They are not compared. */
type Volatile = ReadonlySet<string>

/** Effects counted by what they are. Repetitions of an idempotency key count once. */
export interface CountedEffects {
  readonly byName: ReadonlyMap<string, number>
  readonly byIdentity: ReadonlyMap<string, number>
}

/** What the events do without faults, as two runs at different times agree on it. */
export class Expected {
  readonly run: ScheduleRun
  readonly effects: CountedEffects
  readonly #volatile = new Map<string, Volatile>()
  readonly #names: ReadonlySet<string>
  readonly #keys: ReadonlySet<string>
  readonly #volatileTables = new Set<string>()

  constructor(run: ScheduleRun, other: ScheduleRun) {
    this.run = run
    const names = (world: World) => world.calls.map(({ name }) => name)
    const keys = (world: World) => world.calls.map(({ name, key }) => `${name} ${key}`)
    this.#names = inBoth(names(run.world), names(other.world))
    this.#keys = inBoth(keys(run.world), keys(other.world))
    for (const [at, step] of run.world.calls.entries())
      this.#learn(this.nameOf(step), step.data, other.world.calls[at]?.data)
    for (const [name, rows] of run.world.tables) {
      const otherRows = other.world.table(name)
      const sameKeys = rows.size === otherRows.size && [...rows.keys()].every((key) => otherRows.has(key))
      if (!sameKeys) this.#volatileTables.add(name)
      for (const [key, value] of rows) if (otherRows.has(key)) this.#learn(`table ${name}`, value, otherRows.get(key))
    }
    this.effects = this.count(run.world)
  }

  /** Name of a call without what differs from run to run. */
  nameOf({ name }: Step): string {
    return this.#names.has(name) ? name : `${name.split(' ')[0]} …`
  }

  /** True if the keys of a table's rows differ from run to run, so that only their number says anything. */
  hasVolatileKeys(table: string): boolean {
    return this.#volatileTables.has(table)
  }

  count(world: World): CountedEffects {
    const byName = new Map<string, number>()
    const byIdentity = new Map<string, number>()
    const seenKeys = new Set<string>()
    for (const step of world.calls) {
      const name = this.nameOf(step)
      const { key } = step
      if (key !== undefined && seenKeys.has(`${name} ${key}`)) continue
      seenKeys.add(`${name} ${key}`)
      byName.set(name, (byName.get(name) ?? 0) + 1)
      const identity = this.#identityOf(step, name)
      byIdentity.set(identity, (byIdentity.get(identity) ?? 0) + 1)
    }
    return { byName, byIdentity }
  }

  /** Data of the calls that happen once, by what they are: name, and key if there is one. */
  dataByCall(world: World): ReadonlyMap<string, string> {
    const byCall = new Map<string, string>()
    const seen = new Map<string, number>()
    for (const step of world.calls) {
      const name = this.nameOf(step)
      const call = step.key === undefined ? name : this.#identityOf(step, name)
      const count = (seen.get(call) ?? 0) + 1
      seen.set(call, count)
      const data = canonical(step.data, this.#volatile.get(name) ?? new Set())
      if (count === 1) byCall.set(call, data)
      else if (step.key === undefined) byCall.delete(call)
    }
    return byCall
  }

  /** A value of a table as text, without what differs from run to run. */
  textOf(table: string, value: unknown): string {
    return canonical(value, this.#volatile.get(`table ${table}`) ?? new Set())
  }

  #identityOf(step: Step, name: string): string {
    const { key } = step
    if (key !== undefined) return `${name} (key ${this.#keys.has(`${step.name} ${key}`) ? key : '…'})`
    const data = step.data === undefined ? '' : ` ${canonical(step.data, this.#volatile.get(name) ?? new Set())}`
    return `${name}${data}`
  }

  #learn(subject: string, a: unknown, b: unknown): void {
    const known = new Set(this.#volatile.get(subject))
    addDifferences(a, b, '', known)
    this.#volatile.set(subject, known)
  }
}

function inBoth(a: readonly string[], b: readonly string[]): ReadonlySet<string> {
  const others = new Set(b)
  return new Set(a.filter((each) => others.has(each)))
}

function addDifferences(a: unknown, b: unknown, path: string, into: Set<string>): void {
  if (isObject(a) && isObject(b)) {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)]))
      addDifferences(a[name], b[name], `${path}/${name}`, into)
  } else if (!Object.is(a, b)) into.add(path)
}

/** JSON with sorted names, and `…` in place of volatile values. */
function canonical(value: unknown, skipped: Volatile, path = ''): string {
  if (skipped.has(path)) return '"…"'
  if (Array.isArray(value))
    return `[${value.map((each, index) => canonical(each, skipped, `${path}/${index}`)).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value) ?? String(value)
  const members = Object.keys(value)
    .sort()
    .filter((name) => value[name] !== undefined)
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name], skipped, `${path}/${name}`)}`)
  return `{${members.join(',')}}`
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
