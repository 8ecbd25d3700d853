import type { ExploreFinding } from './find-problems.ts'
import { describeSchedule, type ExploreSchedule } from './schedule.ts'

/** A finding with the smallest schedule that was found for it. */
export interface FoundProblem extends ExploreFinding {
  readonly schedule: ExploreSchedule
  /** Everything that happened under the schedule, one line a step. */
  readonly trace: readonly string[]
}

/** A problem of a handler, as `explore` reports it. */
export interface ExploreProblem extends FoundProblem {
  /** A test that fails as long as the problem is there. */
  readonly test: string
}

/** Result of `explore`. */
export interface ExploreReport {
  readonly problems: readonly ExploreProblem[]
  /** Number of schedules that were run. */
  readonly schedules: number
  /** Steps of each event's run without faults. Without steps, nothing was seen of the handler. */
  readonly steps: readonly number[]
  /** The report for people: each problem with its schedule, what happened, and a test to paste. */
  readonly text: string
}

/** Joins findings to a report. */
export function reportOf(
  found: readonly FoundProblem[],
  { schedules, steps, seed }: { readonly schedules: number; readonly steps: readonly number[]; readonly seed: number },
): ExploreReport {
  const problems = found.map((problem): ExploreProblem => ({ ...problem, test: testOf(problem) }))
  const total = steps.reduce((sum, count) => sum + count, 0)
  const about = `${schedules} schedules over ${total} ${total === 1 ? 'step' : 'steps'}, from seed ${seed}`
  const unseen = total === 0 ? ' Nothing was seen of the handler: call effects in it, or watch its clients.' : ''
  const headline =
    problems.length === 0
      ? `No problem in ${about}.${unseen}`
      : `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${about}.`
  return { problems, schedules, steps, text: [headline, ...problems.map(describeProblem)].join('\n\n') }
}

function describeProblem({ kind, message, schedule, trace, test }: ExploreProblem): string {
  return [`${kind}: ${message}`, `when ${describeSchedule(schedule)}:`, ...trace, '', test].join('\n')
}

function testOf({ kind, subject, schedule }: FoundProblem): string {
  const faults = schedule.faults.map((fault) => `${' '.repeat(8)}${literal(fault)},`)
  return [
    `it(${quoted(`has no problem "${kind}" of ${subject}`)}, async () => {`,
    ...(faults.length === 0
      ? ['  const schedules = [{ faults: [] }]']
      : ['  const schedules = [', '    {', '      faults: [', ...faults, '      ],', '    },', '  ]']),
    '  const { problems, text } = await explore(handler, event, { effects, schedules })',
    '  expect(problems, text).toEqual([])',
    '})',
  ].join('\n')
}

function literal(fault: object): string {
  const members = Object.entries(fault).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? quoted(value) : value}`,
  )
  return `{ ${members.join(', ')} }`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
