import { type Rows, short } from './effects/world.ts'
import type { Expected } from './expected.ts'
import type { ScheduleRun } from './run-schedule.ts'
import type { ExploreSchedule } from './schedule.ts'

/** What went wrong under a schedule, compared with the run without faults. */
export interface ExploreFinding {
  /**
   * - `twice`: an effect happened more often.
   * - `lost`: an effect did not happen although the event succeeded, or the event failed for good where a retry should have
   *   helped.
   * - `changed`: data ended with another value.
   * - `before-failure`: an event that always fails has effects before it fails.
   * - `memory`: the handler remembers the event in memory, which a restart forgets. Nothing else is explored then.
   */
  readonly kind: 'twice' | 'lost' | 'changed' | 'before-failure' | 'memory'
  /** The effect or the row. */
  readonly subject: string
  /** The finding in a sentence. */
  readonly message: string
}

/** Compares a run under faults with what is expected. */
export function findProblems(
  run: ScheduleRun,
  expected: Expected,
  { schedule, mayRepeat }: { readonly schedule: ExploreSchedule; readonly mayRepeat: (name: string) => boolean },
): readonly ExploreFinding[] {
  const asExpected = expected.run.ends.every((end, at) => end?.condition === run.ends[at]?.condition)
  const neverRecovered = run.ends.findIndex(
    (end, at) =>
      end?.condition === 'RetriesExhausted' &&
      expected.run.ends[at]?.condition === 'Success' &&
      end.failures > (run.injected[at + 1] ?? 0),
  )
  const isComplete = asExpected || neverRecovered >= 0
  const error = run.ends[neverRecovered]?.error
  const why = neverRecovered < 0 ? '' : `, since event ${neverRecovered + 1} failed for good, last with ${short(error)}`
  return [
    ...repeatedEffects(run, expected, mayRepeat),
    ...(isComplete ? missingEffects(run, expected, why) : []),
    ...rowProblems(run, expected, { isComplete, asExpected, why }),
    ...(asExpected && failsCalls(schedule) ? changedEffects(run, expected) : []),
    ...unseenFailures(run),
  ]
}

/** True if calls fail and nothing else: the data of effects should be the same, unless a failure was swallowed. */
function failsCalls({ faults }: ExploreSchedule): boolean {
  return faults.length > 0 && faults.every((fault) => fault.fault === 'failed-call' && fault.after !== true)
}

function changedEffects(run: ScheduleRun, expected: Expected): readonly ExploreFinding[] {
  const usual = expected.dataByCall(expected.run.world)
  return [...expected.dataByCall(run.world)].flatMap(([subject, data]): readonly ExploreFinding[] => {
    const was = usual.get(subject)
    if (was === undefined || was === data) return []
    const message = `${subject} happened with ${short(data)}, and with ${short(was)} without faults`
    return [{ kind: 'changed', subject, message }]
  })
}

function repeatedEffects(
  run: ScheduleRun,
  expected: Expected,
  mayRepeat: (name: string) => boolean,
): readonly ExploreFinding[] {
  const { byName, byIdentity } = expected.count(run.world)
  const more = (counts: ReadonlyMap<string, number>, usual: ReadonlyMap<string, number>) =>
    [...counts].flatMap(([subject, count]) => {
      const usually = usual.get(subject) ?? 0
      return usually > 0 && count > usually && !mayRepeat(subject) ? [{ subject, count, usually }] : []
    })
  const identical = more(byIdentity, expected.effects.byIdentity)
  // One name with other data: an effect that depends on what the first one has left.
  const named = more(byName, expected.effects.byName).filter(
    ({ subject }) => !identical.some((each) => each.subject.startsWith(subject)),
  )
  return [...identical, ...named].map(({ subject, count, usually }) => ({
    kind: 'twice',
    subject,
    message: `${subject} happened ${times(count)}, and ${times(usually)} without faults`,
  }))
}

function missingEffects(run: ScheduleRun, expected: Expected, why: string): readonly ExploreFinding[] {
  const { byIdentity, byName } = expected.count(run.world)
  return [...expected.effects.byIdentity].flatMap(([subject, usually]) => {
    const count = byIdentity.get(subject) ?? 0
    const name = [...expected.effects.byName.keys()].find((each) => subject.startsWith(each)) ?? subject
    // With other data, it has happened all the same.
    const happened = (byName.get(name) ?? 0) >= (expected.effects.byName.get(name) ?? 0)
    if (count >= usually || (count === 0 && happened && usually === 1)) return []
    const message = `${subject} happened ${times(count)} instead of ${times(usually)}${why || ', and the event succeeded'}`
    return [{ kind: 'lost', subject, message }]
  })
}

function rowProblems(
  run: ScheduleRun,
  expected: Expected,
  { isComplete, asExpected, why }: { readonly isComplete: boolean; readonly asExpected: boolean; readonly why: string },
): readonly ExploreFinding[] {
  return [...expected.run.world.tables].flatMap(([table, usual]): readonly ExploreFinding[] => {
    const rows = run.world.table(table)
    if (expected.hasVolatileKeys(table)) {
      const subject = `rows of ${table}`
      const message = `${table} has ${rows.size} rows, and ${usual.size} without faults`
      if (rows.size > usual.size) return [{ kind: 'twice', subject, message }]
      return isComplete && rows.size < usual.size ? [{ kind: 'lost', subject, message: message + why }] : []
    }
    return [...usual]
      .flatMap(([key, value]): readonly ExploreFinding[] => {
        const subject = `${table}/${key}`
        if (!rows.has(key))
          return isComplete
            ? [{ kind: 'lost', subject, message: `${subject} is missing${why || ', and the event succeeded'}` }]
            : []
        const [is, was] = [rows.get(key), value].map((each) => expected.textOf(table, each))
        if (is === was || !asExpected) return []
        return [
          { kind: 'changed', subject, message: `${subject} ends as ${short(is)}, and as ${short(was)} without faults` },
        ]
      })
      .concat(asExpected ? leftRows(table, rows, usual) : [])
  })
}

/** Rows that the run without faults has deleted. */
function leftRows(table: string, rows: Rows, usual: Rows): readonly ExploreFinding[] {
  return [...rows.keys()].flatMap((key): readonly ExploreFinding[] => {
    if (usual.has(key) || !usual.ever.has(key)) return []
    const subject = `${table}/${key}`
    return [{ kind: 'changed', subject, message: `${subject} is there, and deleted without faults` }]
  })
}

/** Failures that nobody sees: steps without `await`, and batch responses, which Lambda ignores here. */
function unseenFailures(run: ScheduleRun): readonly ExploreFinding[] {
  const floating = run.notAwaited.map((subject): ExploreFinding => {
    const message = `${subject} had begun when the handler returned: without await, it may never happen`
    return { kind: 'lost', subject, message }
  })
  const batches = run.batchFailures.map((event): ExploreFinding => {
    const message = `event ${event} succeeded with batchItemFailures, which Lambda ignores for asynchronous invocations`
    return { kind: 'lost', subject: `batchItemFailures of event ${event}`, message }
  })
  return [...floating, ...batches]
}

/** Finds effects that a second run without faults lacks although nothing but the memory of the process is left of the first. */
export function findMemory(first: ScheduleRun, second: ScheduleRun): readonly ExploreFinding[] {
  const missing = (names: Iterable<string>, others: Iterable<string>): readonly string[] => {
    const left = new Set(others)
    return [...new Set(names)].filter((name) => !left.has(name))
  }
  const calls = ({ world }: ScheduleRun) => world.calls.map(({ name }) => name)
  // A name that differs from run to run, such as a URL with a random id, says nothing.
  const isSilent = second.world.calls.length < first.world.calls.length
  const lacks = [
    ...(isSilent ? missing(calls(first), calls(second)) : []),
    ...[...first.world.tables].flatMap(([table, rows]) =>
      rows.size > second.world.table(table).size ? [`rows of ${table}`] : [],
    ),
  ]
  return lacks.map((subject) => {
    const message = `${subject} did not happen in a second run: the handler remembers the event in memory, and a restart forgets it. To explore restarts, pass { create } in place of the handler`
    return { kind: 'memory', subject, message }
  })
}

/** Problems of events that fail without any fault. `once` is the same run without retries. */
export function findProblemsOfFailures(once: ScheduleRun, expected: Expected): readonly ExploreFinding[] {
  if (expected.run.ends.every((end) => end?.condition === 'Success')) return []
  const { byName, byIdentity } = expected.count(once.world)
  const allFail = once.ends.every((end) => end?.condition !== 'Success')
  const repeated = [...expected.effects.byIdentity].flatMap(([subject, count]): readonly ExploreFinding[] => {
    const usually = byIdentity.get(subject) ?? 0
    if (usually === 0 || count <= usually) return []
    return [
      {
        kind: 'twice',
        subject,
        message: `${subject} happens with every retry: ${times(count)} for an event that fails`,
      },
    ]
  })
  const begun = [
    ...byName.keys(),
    ...[...once.world.tables].flatMap(([table, rows]) => [...rows.keys()].map((key) => `${table}/${key}`)),
  ]
  const before = allFail
    ? begun.map((subject): ExploreFinding => {
        const message = `${subject} happens before the event fails for good: check the event first`
        return { kind: 'before-failure', subject, message }
      })
    : []
  return [...repeated, ...before]
}

function times(count: number): string {
  return ['never', 'once', 'twice'][count] ?? `${count} times`
}
