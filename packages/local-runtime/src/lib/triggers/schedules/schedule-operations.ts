import { parseArn } from '@async-invoke/schemas/function-reference'
import { isObject, type JsonObject } from '../../http/json-body.ts'
import { readSchedule } from '../invoke/schedule-expression.ts'
import { refused, type ScheduleError } from './schedule-error.ts'
import type { Schedules, StoredSchedule } from './schedules.ts'
import { findTimeZone } from './time-zone.ts'

/**
 * Carries out an operation of EventBridge Scheduler on one schedule, or on all without a name (SCH-1).
 *
 * @returns the body of the answer; `undefined` if the operation is not served
 * @throws {@link ScheduleError} when it is refused
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html
 */
export function carryOutOnSchedules(
  schedules: Schedules,
  { method, name, body }: { readonly method: string; readonly name: string; readonly body: JsonObject },
  nowMs: number,
): object | undefined {
  if (name === '') return method === 'GET' ? listSchedules(schedules) : undefined
  const find = (): StoredSchedule => {
    const schedule = schedules.get(name)
    if (schedule === undefined) throw refused('ResourceNotFoundException', `Schedule ${name} does not exist.`, 404)
    return schedule
  }
  switch (method) {
    case 'GET':
      return find()
    case 'DELETE':
      schedules.delete(find().Name)
      return {}
    case 'PUT':
      return putSchedule(schedules, readStored(name, body, schedules, nowMs, find().CreationDate))
    case 'POST':
      if (schedules.get(name) !== undefined) throw refused('ConflictException', `Schedule ${name} already exists.`, 409)
      return putSchedule(schedules, readStored(name, body, schedules, nowMs, nowMs / 1_000))
    default:
      return undefined
  }
}

function putSchedule(schedules: Schedules, schedule: StoredSchedule): object {
  schedules.put(schedule)
  return { ScheduleArn: schedule.Arn }
}

function listSchedules(schedules: Schedules): object {
  const Schedules = schedules.all().map((schedule) => {
    const { Arn, GroupName, Name, State, CreationDate, LastModificationDate, Target } = schedule
    return { Arn, GroupName, Name, State, CreationDate, LastModificationDate, Target: { Arn: Target.Arn } }
  })
  return { Schedules }
}

function readStored(
  Name: string,
  body: JsonObject,
  schedules: Schedules,
  nowMs: number,
  CreationDate: number,
): StoredSchedule {
  const { ScheduleExpression, ScheduleExpressionTimezone = 'UTC', State, GroupName, Description } = body
  const { FlexibleTimeWindow, ActionAfterCompletion, StartDate, EndDate, Target } = body
  if (!/^[0-9a-zA-Z\-_.]{1,64}$/.test(Name)) throw invalid(`Invalid schedule name ${Name}.`)
  if (typeof ScheduleExpression !== 'string' || typeof ScheduleExpressionTimezone !== 'string')
    throw invalid('Invalid Schedule Expression .')
  const zone = findTimeZone(ScheduleExpressionTimezone)
  if (zone === undefined) throw invalid(`The timezone provided is not valid: ${ScheduleExpressionTimezone}`)
  if (readSchedule(ScheduleExpression, nowMs, zone) === undefined)
    throw invalid(`Invalid Schedule Expression ${ScheduleExpression}.`)
  if (GroupName !== undefined && GroupName !== 'default')
    throw refused('ResourceNotFoundException', `Schedule group ${GroupName} does not exist.`, 404)
  return {
    ...{ Name, Arn: schedules.arnOf(Name), GroupName: 'default', ScheduleExpression, ScheduleExpressionTimezone },
    State: State === 'DISABLED' ? 'DISABLED' : 'ENABLED',
    FlexibleTimeWindow: isObject(FlexibleTimeWindow) ? FlexibleTimeWindow : { Mode: 'OFF' },
    ActionAfterCompletion: ActionAfterCompletion === 'DELETE' ? 'DELETE' : 'NONE',
    ...(typeof Description === 'string' && { Description }),
    ...dateOf('StartDate', StartDate),
    ...dateOf('EndDate', EndDate),
    Target: readTarget(Target),
    ...{ CreationDate, LastModificationDate: nowMs / 1_000 },
  }
}

/** SDKs send seconds, templates ISO 8601. */
function dateOf(name: 'StartDate' | 'EndDate', value: unknown): { readonly [date: string]: number } {
  if (value === undefined) return {}
  const seconds = typeof value === 'number' ? value : Date.parse(String(value)) / 1_000
  if (Number.isNaN(seconds)) throw invalid(`${name} is not a time: ${value}`)
  return { [name]: seconds }
}

function readTarget(target: unknown): StoredSchedule['Target'] {
  const { Arn, RoleArn, Input, DeadLetterConfig, RetryPolicy, ...others } = isObject(target) ? target : {}
  if (typeof Arn !== 'string' || typeof RoleArn !== 'string') throw invalid('Target needs Arn and RoleArn.')
  const service = parseArn(Arn)?.service
  if (service !== 'lambda')
    throw refused('NotImplementedException', `Targets of ${service ?? Arn} are not served by async-invoke`, 501)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined)
    throw refused('NotImplementedException', `${unknown} of a target is not served by async-invoke`, 501)
  return {
    ...{ Arn, RoleArn },
    ...(typeof Input === 'string' && { Input }),
    ...(isObject(DeadLetterConfig) &&
      typeof DeadLetterConfig.Arn === 'string' && {
        DeadLetterConfig: { Arn: DeadLetterConfig.Arn },
      }),
    ...(isObject(RetryPolicy) && { RetryPolicy }),
  }
}

function invalid(message: string): ScheduleError {
  return refused('ValidationException', message, 400)
}
