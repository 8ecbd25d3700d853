import { type ApiRequest, type ApiResponse, json } from '../../http/api-request.ts'
import { isObject, type JsonObject } from '../../http/json-body.ts'
import { decoded } from '../../http/operations.ts'
import { ScheduleError } from './schedule-error.ts'
import { carryOutOnSchedules } from './schedule-operations.ts'
import type { Schedules } from './schedules.ts'

/** The schedule that a call of EventBridge Scheduler is for, by method and path; an empty name for all. */
export function scheduleOf(operation: string): { readonly method: string; readonly name: string } | undefined {
  const [, method, name = ''] = /^(GET|PUT|POST|DELETE) \/schedules(?:\/([^/?]+))?\/?$/.exec(operation) ?? []
  return method === undefined ? undefined : { method, name: decoded(name) }
}

/** Answers a request in the REST protocol of EventBridge Scheduler; `undefined` if the operation is not served. */
export async function answerSchedules(
  schedules: Schedules,
  call: { readonly method: string; readonly name: string },
  request: ApiRequest,
  nowMs: number,
): Promise<ApiResponse | undefined> {
  try {
    const body = await readBody(request)
    const answer = carryOutOnSchedules(schedules, { ...call, body }, nowMs)
    return answer && json(200, answer)
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    const answer = json(error.status, { Message: error.message })
    return { ...answer, headers: { ...answer.headers, 'x-amzn-ErrorType': error.code } }
  }
}

async function readBody(request: ApiRequest): Promise<JsonObject> {
  const body = await request.body(1_048_576)
  if ('tooLarge' in body || body.bytes.length === 0) return {}
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body.bytes))
    return isObject(value) ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)) : {}
  } catch {
    throw new ScheduleError('ValidationException', 'the body is not JSON', 400)
  }
}
