import { composeDeadLetterAttributes, type DeadLetterCause } from '@async-invoke/schemas/dead-letter'
import { readOutcome } from '@async-invoke/schemas/outcome'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { playedTo, sleeping } from '../../../test/drive.ts'
import { bytes, deadLetters, startMs, success, world } from '../../../test/engine-world.ts'
import { readVectors } from '../../../test/vectors.ts'
import type { AttemptResult, Resolution } from '../ports.ts'
import { VirtualClock } from '../time/clock.ts'
import { formatRecord } from './outbox.ts'

interface DeadLetterVector {
  readonly why: string
  readonly input: { readonly eventText: string; readonly requestId: string; readonly cause: DeadLetterCause }
  readonly command: { readonly MessageAttributes: object }
}

/** Resolution and result that make an event end with this cause. */
function endingOf(cause: DeadLetterCause): { resolution?: Partial<Resolution>; result?: AttemptResult } {
  switch (cause.outcome) {
    case 'functionError': {
      const payload = typeof cause.payload === 'string' ? bytes(cause.payload) : cause.payload
      return { result: { outcome: 'functionError', executedVersion: '$LATEST', ...(payload && { payload }) } }
    }
    case 'throttle':
      return { result: { outcome: 'throttle' } }
    case 'notFound':
      return { resolution: { target: 'missing', functionArn: cause.functionArn } }
    case 'zeroReserved':
      return { resolution: { target: 'zeroReserved' } }
    case 'systemError':
      return { result: { outcome: 'systemError', statusCode: cause.statusCode } }
    case 'neverAttempted':
      return { resolution: { config: { MaximumEventAgeInSeconds: 0 } } }
    default:
      return expect.unreachable(`no event ends by ${cause.outcome}`)
  }
}

async function endedBy(cause: DeadLetterCause, requestId = 'r-1') {
  const { resolution, result = success } = endingOf(cause)
  const config = { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 }
  const { deadLettered, accept, run } = world({
    resolution: { config, deadLetterTargetArn: deadLetters, ...resolution },
    invoke: async () => result,
  })
  await accept(requestId)
  await run()
  expect(deadLettered).toHaveLength(1)
  return deadLettered[0]?.attributes
}

describe.each(['dead-letter-sqs', 'dead-letter-sns'])(
  'dead letters of the vectors in %s (section 7, DLQ-7)',
  (topic) => {
    // No event ends with an error message from a caller.
    const vectors = readVectors<DeadLetterVector>(`destinations/${topic}`).filter(
      ({ content }) => content.input.cause.outcome !== 'other',
    )
    it.each(vectors)('have the attributes of $name: $content.why', async ({ content: { input, command } }) => {
      const { MessageAttributes } = command
      const outcome = readOutcome({ Type: 'Notification', Message: '{}', MessageAttributes })
      const attributes = outcome.kind === 'dead-letter' ? outcome.attributes : expect.unreachable(outcome.kind)
      expect(await endedBy(input.cause, input.requestId)).toStrictEqual(attributes)
    })
  },
)

describe('attributes of a dead letter (DLQ-2)', () => {
  it.each<DeadLetterCause>([
    { outcome: 'neverAttempted' },
    { outcome: 'systemError', statusCode: 502 },
    { outcome: 'functionError' },
  ])('are those of schemas for the cause %j (U-04, U-09, U-17)', async (cause) => {
    expect(await endedBy(cause)).toStrictEqual(composeDeadLetterAttributes({ requestId: 'r-1', cause }))
  })

  it('are those of schemas for any error payload (U-17)', async () => {
    const payload = fc.oneof(fc.uint8Array(), fc.json().map(bytes), fc.string({ unit: 'binary' }).map(bytes))
    await fc.assert(
      fc.asyncProperty(payload, async (error) => {
        const cause: DeadLetterCause = { outcome: 'functionError', payload: error }
        expect(await endedBy(cause)).toStrictEqual(composeDeadLetterAttributes({ requestId: 'r-1', cause }))
      }),
      { numRuns: 25 },
    )
  })

  it('say Unhandled for a function error that expires in the queue, since its error object is gone (RTY-12, U-18)', async () => {
    const clock = new VirtualClock(startMs)
    let runs = 0
    const { deadLettered, accept } = world({
      clock,
      maxInFlight: 1,
      resolution: { config: { MaximumEventAgeInSeconds: 90 }, deadLetterTargetArn: deadLetters },
      invoke: () => {
        runs += 1
        if (runs === 1) return Promise.resolve({ outcome: 'functionError', executedVersion: '$LATEST' })
        return sleeping(clock, 100_000, success)
      },
    })
    await accept('r-1')
    await accept('r-2')
    await playedTo(clock, startMs + 300_000)
    expect(deadLettered.map(({ attributes }) => attributes)).toEqual([
      { RequestID: 'r-1', ErrorCode: 200, ErrorMessage: 'Unhandled' },
    ])
  })
})

describe('the record of a response', () => {
  it.each([
    { response: 'bytes that are not UTF-8', payload: new Uint8Array([0x22, 0xff, 0x22]) },
    { response: 'a byte-order mark before a value', payload: new Uint8Array([0xef, 0xbb, 0xbf, 0x37]) },
  ])('reports $response as no JSON (REC-8)', ({ payload }) => {
    const decision = { kind: 'terminal', condition: 'Success', approximateInvokeCount: 1, rules: [] } as const
    const resolution = { functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST' }
    const ended = { requestId: 'r', requestPayload: bytes('{}'), decision, resolution, nowMs: startMs }
    expect(JSON.parse(formatRecord({ ...ended, responsePayload: payload }))).toMatchObject({
      deliveryError: { errorCode: 'InvalidRequestContentException' },
    })
  })
})
