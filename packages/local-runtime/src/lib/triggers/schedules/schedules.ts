import { randomUUID } from 'node:crypto'
import type { Clock } from '@async-invoke/engine'
import type { FunctionHome } from '@async-invoke/schemas'
import type { Alarms } from '../invoke/alarms.ts'
import type { SendDeadLetter } from '../invoke/dead-letters.ts'
import type { Begun, InvokeByTrigger } from '../invoke/invoke-function.ts'
import { readSchedule } from '../invoke/schedule-expression.ts'
import { findTimeZone } from './time-zone.ts'

/** A schedule of EventBridge Scheduler, under the names of its API. */
export interface StoredSchedule {
  readonly Name: string
  readonly Arn: string
  readonly GroupName: 'default'
  readonly ScheduleExpression: string
  readonly ScheduleExpressionTimezone: string
  readonly State: 'ENABLED' | 'DISABLED'
  readonly FlexibleTimeWindow: Readonly<Record<string, unknown>>
  readonly ActionAfterCompletion: 'NONE' | 'DELETE'
  readonly Description?: string
  /** In seconds, as is `EndDate`. */
  readonly StartDate?: number
  readonly EndDate?: number
  readonly Target: {
    readonly Arn: string
    readonly RoleArn: string
    readonly Input?: string
    readonly DeadLetterConfig?: { readonly Arn?: string }
    readonly RetryPolicy?: Readonly<Record<string, unknown>>
  }
  /** In seconds, as is `LastModificationDate`. */
  readonly CreationDate: number
  readonly LastModificationDate: number
}

export interface SchedulesDependencies {
  readonly home: FunctionHome
  readonly clock: Clock
  readonly alarms: Alarms
  readonly invoke: InvokeByTrigger
  readonly sendDeadLetter: SendDeadLetter
  /** Whether a role may invoke a function, by its policies. */
  readonly mayInvoke: (roleArn: string, functionArn: string) => Promise<boolean>
}

/** The codes that Scheduler gives to refused invocations. */
const codes = {
  NO_PERMISSIONS: 'AccessDeniedException',
  NO_RESOURCE: 'ResourceNotFoundException',
  INVALID_PARAMETER: 'InvalidParameterValueException',
  THROTTLING: 'TooManyRequestsException',
} as const satisfies Record<Extract<Begun, { code: string }>['code'], string>

/** The schedules of this runtime, in memory: each invokes its function at its times on the runtime's clock (SCH-1). */
export class Schedules {
  readonly #dependencies: SchedulesDependencies
  readonly #schedules = new Map<string, StoredSchedule>()

  constructor(dependencies: SchedulesDependencies) {
    this.#dependencies = dependencies
  }

  /** All schedules, sorted by name. */
  all(): readonly StoredSchedule[] {
    return [...this.#schedules.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1))
  }

  get(name: string): StoredSchedule | undefined {
    return this.#schedules.get(name)
  }

  arnOf(name: string): string {
    const { partition = 'aws', region, accountId } = this.#dependencies.home
    return `arn:${partition}:scheduler:${region}:${accountId}:schedule/default/${name}`
  }

  /** Stores a schedule in place of the one of its name: its times start again. */
  put(schedule: StoredSchedule): void {
    const { alarms, clock } = this.#dependencies
    this.#schedules.set(schedule.Name, schedule)
    alarms.cancel(schedule.Arn)
    if (schedule.State === 'ENABLED') this.#arm(schedule, clock.nowMs())
  }

  delete(name: string): void {
    this.#dependencies.alarms.cancel(this.arnOf(name))
    this.#schedules.delete(name)
  }

  #arm(schedule: StoredSchedule, afterMs: number): void {
    const { alarms } = this.#dependencies
    const { ScheduleExpression, ScheduleExpressionTimezone, CreationDate, StartDate, EndDate } = schedule
    const startMs = Math.max(afterMs, (StartDate ?? 0) * 1_000 - 1)
    const countMs = (StartDate ?? CreationDate) * 1_000
    const times = readSchedule(ScheduleExpression, countMs, findTimeZone(ScheduleExpressionTimezone))
    const atMs = times?.(startMs)
    const isOver = atMs === undefined || (EndDate !== undefined && atMs > EndDate * 1_000)
    if (isOver) {
      if (schedule.ActionAfterCompletion === 'DELETE') this.delete(schedule.Name)
      return
    }
    alarms.set(schedule.Arn, atMs, async () => {
      // The next time is set first: a schedule that is over is then deleted, and this invocation still made.
      this.#arm(schedule, this.#dependencies.clock.nowMs())
      await this.#invoke(schedule, atMs)
    })
  }

  /** Invokes the function, or sends the payload to the dead-letter queue (SCH-3). */
  async #invoke({ Arn, Target }: StoredSchedule, atMs: number): Promise<void> {
    const { invoke, sendDeadLetter, mayInvoke } = this.#dependencies
    const { Arn: functionArn, RoleArn: roleArn, DeadLetterConfig } = Target
    const executionId = randomUUID()
    const time = new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z')
    const text = this.#inputOf(Target.Input, { Arn, time, executionId })
    const caller = { roleArn, mayInvoke: (target: string) => mayInvoke(roleArn, target) }
    const begun = await invoke({ functionArn, payload: new TextEncoder().encode(text), caller })
    const queueArn = DeadLetterConfig?.Arn
    if ('requestId' in begun || queueArn === undefined) return
    const code = codes[begun.code]
    const attributes = {
      ...{ SCHEDULE_ARN: Arn, SCHEDULED_TIME: time, EXECUTION_ID: executionId, TARGET_ARN: functionArn },
      ...{ ERROR_CODE: code, ERROR_MESSAGE: begun.message, RETRY_ATTEMPTS: '0', IS_PAYLOAD_TRUNCATED: 'false' },
    }
    await sendDeadLetter({ queueArn, id: executionId, functionArn, body: text, attributes, code })
  }

  /** The input of the target, with the values of its context attributes, or Scheduler's own event without one (SCH-2). */
  #inputOf(input: string | undefined, run: { Arn: string; time: string; executionId: string }): string {
    const { region, accountId: account } = this.#dependencies.home
    const { Arn, time, executionId } = run
    if (input === undefined) {
      const head = { version: '0', id: executionId, 'detail-type': 'Scheduled Event', source: 'aws.scheduler' }
      return JSON.stringify({ ...head, account, time, region, resources: [Arn], detail: '{}' })
    }
    return input
      .replaceAll('<aws.scheduler.schedule-arn>', Arn)
      .replaceAll('<aws.scheduler.scheduled-time>', time)
      .replaceAll('<aws.scheduler.execution-id>', executionId)
      .replaceAll('<aws.scheduler.attempt-number>', '1')
  }
}
