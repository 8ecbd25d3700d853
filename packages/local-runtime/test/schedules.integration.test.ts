import { checkScheduleDeadLetterAttributes } from '@async-invoke/schemas/envelopes'
import { checkScheduleEvent } from '@async-invoke/schemas/trigger-events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'

const file = new URL('./handlers/print-event.mjs', import.meta.url).pathname
const throwing = new URL('./handlers/orders.mjs', import.meta.url).pathname
const Arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
const failing = 'arn:aws:lambda:us-east-1:123456789012:function:failing'
const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`
const queue = 'arn:aws:sqs:us-east-1:123456789012:undelivered'
const scheduleArn = (name: string): string => `arn:aws:scheduler:us-east-1:123456789012:schedule/default/${name}`

let runtime: LocalRuntime
const received: unknown[] = []
beforeAll(async () => {
  const allow = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [Arn, failing] } as const
  runtime = await startLocalRuntime({
    functions: {
      orders: { file },
      failing: { file: throwing, exportName: 'throws', eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1 } } },
    },
    roles: { [role('allowed')]: { Statement: [allow] }, [role('forbidden')]: { Statement: [] } },
    time: 'manual',
    onLine(_, line) {
      const at = line.indexOf('event ')
      if (at >= 0) received.push(JSON.parse(line.slice(at + 'event '.length)))
    },
  })
})
afterAll(() => runtime.close())

const signed =
  'AWS4-HMAC-SHA256 Credential=AKID/20260210/us-east-1/scheduler/aws4_request, SignedHeaders=host, Signature=00'

async function call(method: string, name: string, body?: object) {
  const response = await fetch(`${runtime.endpoint}/schedules${name === '' ? '' : `/${name}`}`, {
    ...{ method, headers: { authorization: signed } },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const { Message, ...answer } = (await response.json()) as Record<string, unknown>
  return { status: response.status, type: response.headers.get('x-amzn-errortype'), Message, answer }
}

const schedule = (ScheduleExpression: string, more: object = {}, target: object = {}) => ({
  ...{ ScheduleExpression, FlexibleTimeWindow: { Mode: 'OFF' }, ...more },
  Target: { Arn, RoleArn: role('allowed'), ...target },
})

describe('a schedule of EventBridge Scheduler', () => {
  it('invokes its function at its times, with its own event (SCH-1, SCH-2)', async () => {
    received.length = 0
    const created = await call('POST', 'hourly', schedule('rate(1 hour)'))
    expect([created.status, created.answer]).toEqual([200, { ScheduleArn: scheduleArn('hourly') }])
    await runtime.advanceMs(2 * 3_600_000 + 1)
    expect(received).toHaveLength(2)
    expect(checkScheduleEvent(received[0])).toEqual([])
    expect(received[0]).toMatchObject({
      ...{ version: '0', source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}' },
      ...{ resources: [scheduleArn('hourly')], account: '123456789012', region: 'us-east-1' },
    })
    await call('DELETE', 'hourly')
    await runtime.advanceMs(3_600_000)
    expect(received).toHaveLength(2)
  })

  it('fills its input with context attributes, and ends with its completion (SCH-2)', async () => {
    received.length = 0
    const atMs = Math.ceil(runtime.nowMs() / 1_000) * 1_000 + 60_000
    const moment = new Date(atMs).toISOString().slice(0, 19)
    const Input = '{"at":"<aws.scheduler.scheduled-time>","of":"<aws.scheduler.schedule-arn>"}'
    await call('POST', 'once', schedule(`at(${moment})`, { ActionAfterCompletion: 'DELETE' }, { Input }))
    await runtime.advanceMs(120_000)
    expect(received).toEqual([{ at: `${moment}Z`, of: scheduleArn('once') }])
    expect((await call('GET', 'once')).status).toBe(404)
  })

  const advanceToEnd = async (): Promise<number> => {
    const beganMs = runtime.nowMs()
    const body = JSON.stringify({ advanceToEnd: true })
    await fetch(`${runtime.endpoint}/_async-invoke/clock`, { method: 'POST', body })
    return runtime.nowMs() - beganMs
  }

  it('does not keep manual time from the end of the waits of events', async () => {
    await call('POST', 'minutely', schedule('rate(1 minute)'))
    expect(await advanceToEnd()).toBe(0)
    await runtime.advanceMs(30_000)
    await fetch(`${runtime.endpoint}/_async-invoke/events/failing`, { method: 'POST', body: '{}' })
    expect(await advanceToEnd()).toBe(60_000)
    await call('DELETE', 'minutely')
  })

  it('lets manual time go on for the greatest age of an event while its own events fail', async () => {
    await call('POST', 'failing', schedule('rate(1 minute)', {}, { Arn: failing }))
    await runtime.advanceMs(60_000)
    const advancedMs = await advanceToEnd()
    await call('DELETE', 'failing')
    expect(advancedMs).toBeGreaterThanOrEqual(21_600_000)
    expect(advancedMs).toBeLessThan(21_600_000 + 60_000)
  })

  it('follows its time zone (SCH-1)', async () => {
    received.length = 0
    await call('POST', 'morning', schedule('cron(0 9 * * ? *)', { ScheduleExpressionTimezone: 'Asia/Tokyo' }))
    await runtime.advanceMs(86_400_000)
    const [{ time } = { time: '' }] = received as { time: string }[]
    expect(time).toMatch(/T00:00:00Z$/)
    await call('DELETE', 'morning')
  })

  it('sends to its dead-letter queue what its role may not invoke (SCH-3)', async () => {
    const target = { RoleArn: role('forbidden'), DeadLetterConfig: { Arn: queue } }
    await call('POST', 'forbidden', schedule('rate(1 minute)', {}, target))
    await runtime.advanceMs(61_000)
    await call('DELETE', 'forbidden')
    const [letter] = runtime.inbox()
    expect(letter).toMatchObject({ destinationArn: queue, condition: 'AccessDeniedException', functionArn: Arn })
    const attributes = Object.entries(letter?.messageAttributes ?? {}).map(
      ([name, value]) => [name, { StringValue: String(value), DataType: 'String' }] as const,
    )
    expect(checkScheduleDeadLetterAttributes(Object.fromEntries(attributes))).toEqual([])
    expect(letter?.messageAttributes).toMatchObject({ SCHEDULE_ARN: scheduleArn('forbidden') })
  })

  it('is stored, changed and listed (SCH-1)', async () => {
    await call('POST', 'kept', schedule('rate(1 day)', { State: 'DISABLED', Description: 'd' }))
    await call('PUT', 'kept', schedule('rate(2 days)', { State: 'DISABLED' }))
    const { answer } = await call('GET', 'kept')
    expect(answer).toMatchObject({ Name: 'kept', Arn: scheduleArn('kept'), ScheduleExpression: 'rate(2 days)' })
    expect(answer).not.toHaveProperty('Description')
    expect((await call('GET', '')).answer).toMatchObject({ Schedules: [{ Name: 'kept', State: 'DISABLED' }] })
    const graph = (await (await fetch(`${runtime.endpoint}/_async-invoke/graph`)).json()) as { edges: object[] }
    expect(graph.edges).toContainEqual({ from: scheduleArn('kept'), to: Arn, kind: 'target', disabled: true })
    expect(await call('POST', 'kept', schedule('rate(1 day)'))).toMatchObject({
      ...{ status: 409, type: 'ConflictException', Message: 'Schedule kept already exists.' },
    })
  })

  it.each([
    { request: schedule('rate(10 seconds)'), status: 400, message: 'Invalid Schedule Expression rate(10 seconds).' },
    { request: schedule('at(2021-12-31)'), status: 400, message: 'Invalid Schedule Expression at(2021-12-31).' },
    { request: schedule('rate(1 day)', { GroupName: 'g' }), status: 404, message: 'Schedule group g does not exist.' },
    { request: schedule('rate(1 day)', { ScheduleExpressionTimezone: 'Mars' }), status: 400, message: 'timezone' },
    { request: schedule('rate(1 day)', {}, { Arn: queue }), status: 501, message: 'Targets of sqs are not served' },
    { request: schedule('rate(1 day)', {}, { EcsParameters: {} }), status: 501, message: 'EcsParameters of a target' },
  ])('is refused with "$message" (SCH-1)', async ({ request, status, message }) => {
    const answer = await call('POST', 'bad', request)
    expect([answer.status, answer.Message]).toEqual([status, expect.stringContaining(message)])
  })

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/json'])(
    'is created by a body of the type %s, which curl and others set themselves',
    async (type) => {
      const response = await fetch(`${runtime.endpoint}/schedules/typed`, {
        method: 'POST',
        headers: { authorization: signed, 'Content-Type': type },
        body: JSON.stringify(schedule('rate(1 day)')),
        signal: AbortSignal.timeout(10_000),
      })
      expect(response.status).toBe(200)
      await call('DELETE', 'typed')
    },
  )

  it.each(['rate(9999999999 days)', 'rate(9999999999 minutes)', 'at(9999-12-31T23:59:59)'])(
    'keeps the clock readable at the end of time: %s',
    async (expression) => {
      expect((await call('POST', 'late', schedule(expression))).status).toBe(200)
      for (const path of ['health', 'clock', 'graph'])
        expect((await fetch(`${runtime.endpoint}/_async-invoke/${path}`)).status).toBe(200)
      await call('DELETE', 'late')
    },
  )

  it.each(['%E0%A4', '%', '%00', 'a%20b', 'x'.repeat(65)])('has no name %s', async (name) => {
    const answers = await Promise.all([
      call('POST', name, schedule('rate(1 day)')),
      call('GET', name),
      call('DELETE', name),
    ])
    for (const { status } of answers) expect([400, 404]).toContain(status)
    expect(answers[0]?.status).toBe(400)
  })

  it('leaves other operations to the answer of what is not served (RUN-6)', async () => {
    const headers = { authorization: signed }
    const answer = await fetch(`${runtime.endpoint}/schedule-groups`, { headers })
    expect([answer.status, await answer.text()]).toEqual([501, expect.stringContaining('EventBridge Scheduler')])
  })
})
