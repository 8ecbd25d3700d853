import { describe, expect, it } from 'vitest'
import { deadLetters, error, failures, world } from '../../../test/engine-world.ts'
import { formatTimelineEntry } from '../observe/timeline-document.ts'
import type { AttemptResult } from '../ports.ts'

const sentence = 'Could not parse request body into json: Could not parse payload into json'

describe('an event that the service refuses (TRM-5)', () => {
  it.each([
    { name: 'at its first attempt', before: [], approximateInvokeCount: 1, startedAt: [0] },
    { name: 'at a retry', before: [error], approximateInvokeCount: 2, startedAt: [0, 60] },
    {
      name: 'after a throttle',
      before: [{ outcome: 'throttle' }] as const,
      approximateInvokeCount: 1,
      startedAt: [0, 1],
    },
  ])(
    'ends at once $name: its record has the status, and its dead letter the sentence too (TRM-3, REC-9)',
    async ({ before, approximateInvokeCount, startedAt }) => {
      const results: AttemptResult[] = [...before, { outcome: 'refused', statusCode: 400, errorMessage: sentence }]
      const { delivered, deadLettered, metrics, timeline, faults, attemptsAt, accept, run } = world({
        resolution: { config: { OnFailure: failures }, deadLetterTargetArn: deadLetters },
        invoke: async () => results.shift() ?? expect.unreachable('a refused event is not attempted again'),
      })
      await accept()
      await run()
      expect(attemptsAt()).toEqual(startedAt)
      const record = JSON.parse(delivered[0]?.recordText ?? '')
      expect(record.requestContext).toMatchObject({ condition: 'RetriesExhausted', approximateInvokeCount })
      expect(record.responseContext).toEqual({ statusCode: 400 })
      expect(record).not.toHaveProperty('responsePayload')
      expect(deadLettered.map(({ attributes }) => attributes)).toEqual([
        { RequestID: 'r-1', ErrorCode: 400, ErrorMessage: sentence },
      ])
      expect(metrics.slice(-3).map(({ name, value }) => [name, value])).toContainEqual(['AsyncEventsDropped', 1])
      const ends = timeline.filter(({ type }) => type === 'attempt-ended').map(formatTimelineEntry)
      expect(ends.at(-1)).toMatchObject({ outcome: 'refused', error: sentence })
      expect(faults).toEqual([])
    },
  )

  it('counts as no invocation, no error and no throttle', async () => {
    const { metrics, accept, run } = world({
      invoke: async () => ({ outcome: 'refused', statusCode: 403, errorMessage: 'no' }),
    })
    await accept()
    await run()
    expect(metrics.map(({ name }) => name)).toEqual(['AsyncEventsReceived', 'AsyncEventAge', 'AsyncEventsDropped'])
  })
})
