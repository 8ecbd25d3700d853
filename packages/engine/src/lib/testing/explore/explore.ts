import { readDeclaredFunctionSettings } from '@async-invoke/schemas/internal'
import { EngineError } from '../../engine-error.ts'
import type { Handler } from '../../functions/handler.ts'
import { eventText } from '../event-text.ts'
import type { RunAsyncConfig } from '../run-async-options.ts'
import { handlerProblems, settingsProblems } from '../run-async-problems.ts'
import { type AnswerFetch, createEffects, type Effects, isRecorded } from './effects/effects.ts'
import { Expected } from './expected.ts'
import { type ExploreFinding, findMemory, findProblems, findProblemsOfFailures } from './find-problems.ts'
import { planSchedules } from './plan-schedules.ts'
import { RealWork } from './real-work.ts'
import { type ExploreReport, type FoundProblem, reportOf } from './report.ts'
import { runSchedule, type ScheduleRun, type ScheduleSettings, type ScheduleSetup } from './run-schedule.ts'
import type { ExploreSchedule } from './schedule.ts'

/** Creates the handler of a new environment, as a cold start does. */
export interface HandlerSource {
  readonly create: () => Handler | HandlerModule | Promise<Handler | HandlerModule>
}

/** A module with a handler, and with a recorder of its own if it has one. */
export interface HandlerModule {
  readonly handler: Handler
  readonly effects?: Effects
}

/** Options of {@link explore}. */
export interface ExploreOptions {
  /**
   * The recorder that the handler calls.
   *
   * @defaultValue one that sees only calls of `fetch`
   */
  readonly effects?: Effects
  /**
   * Events that follow, in this order. Each is sent when the one before it has ended; under faults, it may overtake it.
   *
   * @defaultValue none
   */
  readonly followedBy?: readonly unknown[]
  /** Settings of the function. */
  readonly settings?: RunAsyncConfig
  /** Settings from before their last change, which may still apply for minutes (DSP-8a). Without them, that is not tried. */
  readonly settingsBefore?: RunAsyncConfig
  /**
   * Timeout of the function, in milliseconds of the schedule's time.
   *
   * @defaultValue `3_000`, as in Lambda
   */
  readonly timeoutMs?: number
  /**
   * Number of combinations of faults to draw, after each fault alone.
   *
   * @defaultValue `100`
   */
  readonly seeds?: number
  /**
   * First seed.
   *
   * @defaultValue `1`
   */
  readonly seed?: number
  /** Schedules to run in place of all, as a report prints them. */
  readonly schedules?: readonly ExploreSchedule[]
  /** Called before each schedule, to reset data that the handler keeps outside of `effects`. */
  readonly reset?: () => unknown
  /** Answers the handler's calls of `fetch`, none of which goes out: `200` and `{}` without it. */
  readonly fetch?: AnswerFetch
  /** Names of effects that may be repeated, such as log lines. */
  readonly mayRepeat?: readonly string[]
}

/**
 * Runs a handler under every fault that the service may show it, and reports which effects happened twice and which were
 * lost: a duplicate delivery, a second delivery while the first runs, a timeout before and after each step, a call that
 * fails, throttles, events out of order, settings that do not apply yet. A step is a call that `effects` sees. The outcome is
 * compared with that of a run without faults. The same seed gives the same report.
 *
 * While it runs, `Date`, `Math.random` and `fetch` of this process follow the schedule.
 *
 * @param handler - the handler, or how to create it: a handler with data in memory has to be created anew for a restart
 * @param event - the event; it should succeed, or fail every time
 * @throws {@link EngineError} with code `invalid-options` if there is no handler, Lambda would refuse the settings, or the
 * handler stands still without faults: it waits seconds for something other than a timer or an effect; with code
 * `invalid-payload` if an event has no JSON
 *
 * @example
 * ```ts
 * const effects = createEffects()
 * const handler = async ({ orderId }) => effects.call('charge', { orderId })
 * const { problems } = await explore(handler, { orderId: 'A-1002' }, { effects })
 * // problems[0].message: 'charge {"orderId":"A-1002"} happened twice, and once without faults'
 * ```
 */
export async function explore(
  handler: Handler | HandlerSource,
  event: unknown,
  options: ExploreOptions = {},
): Promise<ExploreReport> {
  const { settingsBefore, seed = 1, seeds = 100, schedules, mayRepeat = [] } = options
  const setup = setupOf(handler, event, options)
  const isRepeatable = (subject: string): boolean => mayRepeat.some((name) => subject.startsWith(name))
  const usual = await runSchedule(setup, { faults: [] }, 0)
  const second = await runSchedule(setup, { faults: [] }, 1)
  const memory = findMemory(usual, second)
  if (memory.length > 0) {
    const remembered = memory.map((finding) => ({ ...finding, schedule: { faults: [] }, trace: second.trace }))
    return reportOf(remembered, { schedules: 0, steps: usual.steps, seed })
  }
  const expected = new Expected(usual, second)
  const found: FoundProblem[] = []
  const add = (finding: ExploreFinding, schedule: ExploreSchedule, run: ScheduleRun): void => {
    const known = found.findIndex(({ kind, subject }) => kind === finding.kind && subject === finding.subject)
    const isSmaller = known >= 0 && schedule.faults.length < (found[known]?.schedule.faults.length ?? 0)
    if (known < 0) found.push({ ...finding, schedule, trace: run.trace })
    else if (isSmaller) found[known] = { ...finding, schedule, trace: run.trace }
  }
  const runAndFind = async (schedule: ExploreSchedule) => {
    const run = await runSchedule(setup, schedule, 0)
    return { run, findings: findProblems(run, expected, { schedule, mayRepeat: isRepeatable }) }
  }

  for (const finding of findProblems(usual, expected, { schedule: { faults: [] }, mayRepeat: isRepeatable }))
    add(finding, { faults: [] }, usual)
  const once = await runSchedule(
    { ...setup, settings: { ...setup.settings, MaximumRetryAttempts: 0 } },
    { faults: [] },
    0,
  )
  for (const finding of findProblemsOfFailures(once, expected)) add(finding, { faults: [] }, usual)
  const planned =
    schedules ??
    planSchedules({
      ...{ seed, seeds, steps: usual.steps, failable: usual.failable, hasStaleSettings: settingsBefore !== undefined },
      canRestart: typeof handler !== 'function',
    })
  for (const schedule of planned) {
    const { run, findings } = await runAndFind(schedule)
    const lost = await lostByStaleSettings(run, setup, schedule)
    for (const finding of [...findings, ...lost]) {
      const isKnown = found.some(({ kind, subject }) => kind === finding.kind && subject === finding.subject)
      if (isKnown) continue
      const smallest = await shrink(schedule, async (smaller) => {
        const { findings: again } = await runAndFind(smaller)
        return again.some(({ kind, subject }) => kind === finding.kind && subject === finding.subject)
      })
      const { run: smallestRun, findings: last } = await runAndFind(smallest)
      const same = last.find(({ kind, subject }) => kind === finding.kind && subject === finding.subject)
      add(same ?? finding, smallest, smallestRun)
    }
  }
  return reportOf(found, { schedules: planned.length, steps: usual.steps, seed })
}

function setupOf(handler: Handler | HandlerSource, event: unknown, options: ExploreOptions): ScheduleSetup {
  const { effects = createEffects(), settings = {}, settingsBefore = settings, timeoutMs = 3_000, reset } = options
  if (!isRecorded(effects)) throw new EngineError('invalid-options', 'effects is not a recorder of createEffects')
  const problems = [
    ...(typeof (handler as HandlerSource | undefined)?.create === 'function' ? [] : handlerProblems(handler)),
    ...settingsProblems('settings', settings),
    ...(options.settingsBefore === undefined ? [] : settingsProblems('settingsBefore', settingsBefore)),
  ]
  if (problems.length > 0) throw new EngineError('invalid-options', problems.join('; '))
  return {
    async create() {
      const created = typeof handler === 'function' ? handler : await handler.create()
      if (typeof created === 'function') return created
      const [problem] = handlerProblems(created?.handler)
      if (problem !== undefined) throw new EngineError('invalid-options', `create returned no function; its ${problem}`)
      if (isRecorded(created.effects)) created.effects.join(effects.worlds)
      return created.handler
    },
    events: [
      eventText('event', event),
      ...(options.followedBy ?? []).map((each, index) => eventText(`followedBy[${index}]`, each)),
    ],
    effects,
    fetch: effects.fetch(options.fetch),
    settings: scheduleSettings(settings),
    staleSettings: scheduleSettings(settingsBefore),
    timeoutMs,
    realWork: new RealWork(),
    reset: reset ?? (() => {}),
  }
}

function scheduleSettings(declared: RunAsyncConfig): ScheduleSettings {
  const { config, deadLetterTargetArn } = readDeclaredFunctionSettings(declared)
  return { ...config, isReported: config.OnFailure !== undefined || deadLetterTargetArn !== undefined }
}

/**
 * Events that failed under settings from before a change, and that nothing reports: with those of now they would have left a
 * record, or would have succeeded.
 */
async function lostByStaleSettings(
  run: ScheduleRun,
  setup: ScheduleSetup,
  { faults }: ExploreSchedule,
): Promise<readonly ExploreFinding[]> {
  if (!faults.some(({ fault }) => fault === 'stale-settings')) return []
  const isSilent = (at: number): boolean => run.ends[at]?.condition !== 'Success' && run.ends[at]?.isReported === false
  const silent = [...run.ends.keys()].filter(isSilent)
  if (silent.length === 0) return []
  const now = await runSchedule(setup, { faults: faults.filter(({ fault }) => fault !== 'stale-settings') }, 0)
  return silent.flatMap((at): readonly ExploreFinding[] => {
    const before = 'the settings from before the change'
    if (setup.settings.isReported) {
      const subject = `record of event ${at + 1}`
      return [{ kind: 'lost', subject, message: `${subject} went nowhere: ${before} name no target` }]
    }
    if (now.ends[at]?.condition !== 'Success') return []
    const subject = `event ${at + 1}`
    const message = `${subject} ended as ${run.ends[at]?.condition} under ${before}, and nothing reports it`
    return [{ kind: 'lost', subject, message }]
  })
}

/** Leaves out faults one by one as long as the problem stays. */
async function shrink(
  schedule: ExploreSchedule,
  fails: (schedule: ExploreSchedule) => Promise<boolean>,
): Promise<ExploreSchedule> {
  for (let at = 0; at < schedule.faults.length && schedule.faults.length > 1; at += 1) {
    const smaller = { faults: schedule.faults.filter((_, index) => index !== at) }
    if (await fails(smaller)) return shrink(smaller, fails)
  }
  return schedule
}
