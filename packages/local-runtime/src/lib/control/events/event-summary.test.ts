import { formatTimelineEntry, type TimelineEntry } from '@async-invoke/engine'
import type { InvocationRecord } from '@async-invoke/schemas'
import { fingerprint } from '@async-invoke/schemas/outcome'
import { describe, expect, it } from 'vitest'
import { summarizeEvent } from './event-summary.ts'

const about = { requestId: 'r-1', atMs: Date.parse('2026-02-10T09:15:00Z') }
const accepted: TimelineEntry = { ...about, type: 'accepted', functionArn: 'arn:f', acceptedAtMs: about.atMs }
const started: TimelineEntry = { ...about, type: 'attempt-started', attempt: 1 }
const failed: TimelineEntry = { ...about, type: 'attempt-ended', attempt: 1, outcome: 'functionError' }
const requeued: TimelineEntry = {
  ...about,
  type: 'decided',
  decision: {
    kind: 'requeue',
    delayMs: 60_000,
    progress: { acceptedAtMs: 0, failures: 1, backoff: 0 },
    rules: ['4.2.5c'],
  },
}
const ended: TimelineEntry = {
  ...about,
  type: 'decided',
  decision: { kind: 'terminal', condition: 'RetriesExhausted', approximateInvokeCount: 1, rules: ['4.2.5a'] },
}
const unsent: TimelineEntry = {
  ...about,
  type: 'delivery-failed',
  route: 'OnFailure',
  destinationArn: 'arn:q',
  recordText: '{}',
  error: new Error('no such queue'),
}

const summaryOf = (entries: readonly TimelineEntry[]) =>
  summarizeEvent({
    ...{ version: '1.0', requestId: 'r-1', functionArn: 'arn:f', acceptedAt: '2026-02-10T09:15:00.000Z' },
    entries: entries.map(formatTimelineEntry),
  })

describe('summarizeEvent', () => {
  it.each<{ last: string; entries: TimelineEntry[]; state: string }>([
    { last: 'its acceptance', entries: [accepted], state: 'queued' },
    { last: 'the start of an attempt', entries: [accepted, started], state: 'running' },
    { last: 'the end of an attempt', entries: [accepted, started, failed], state: 'running' },
    { last: 'a requeue', entries: [accepted, started, failed, requeued], state: 'waiting' },
    { last: 'the start of a retry', entries: [accepted, started, failed, requeued, started], state: 'running' },
    { last: 'a terminal decision', entries: [accepted, started, failed, ended], state: 'ended' },
    { last: 'a failed delivery', entries: [accepted, started, failed, ended, unsent], state: 'ended' },
    { last: 'its loss', entries: [accepted, { ...about, type: 'lost' }], state: 'lost' },
    {
      last: 'its quarantine',
      entries: [accepted, { ...about, type: 'quarantined', reason: 'no-outcome', kept: true }],
      state: 'quarantined',
    },
  ])('gives the state $state to an event after $last', ({ entries, state }) => {
    expect(summaryOf(entries).state).toBe(state)
  })

  it('says until when an event waits, and by which rule', () => {
    expect(summaryOf([accepted, started, failed, requeued])).toEqual({
      requestId: 'r-1',
      functionArn: 'arn:f',
      acceptedAt: '2026-02-10T09:15:00.000Z',
      state: 'waiting',
      attempts: 1,
      throttles: 0,
      outcome: 'functionError',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      until: '2026-02-10T09:16:00.000Z',
      rules: ['4.2.5c'],
      explanation: 'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c).',
      failedDeliveries: 0,
    })
  })

  it('omits until once a retry has started', () => {
    expect(summaryOf([accepted, started, requeued, started])).not.toHaveProperty('until')
  })

  it('counts the attempts before a restart, which its timeline lacks, and those of a duplicate', () => {
    const third: TimelineEntry = { ...about, type: 'attempt-started', attempt: 3 }
    expect(summaryOf([accepted, third]).attempts).toBe(3)
    expect(summaryOf([accepted, started, started]).attempts).toBe(2)
  })

  it('counts failed deliveries', () => {
    const summary = summaryOf([accepted, started, failed, ended, unsent])
    expect(summary).toMatchObject({ condition: 'RetriesExhausted', attempts: 1, failedDeliveries: 1 })
  })

  it('counts the throttles since the last other outcome, and names their limit', () => {
    const throttled: TimelineEntry = {
      ...about,
      type: 'attempt-ended',
      attempt: 2,
      outcome: 'throttle',
      limit: 'reserved',
    }
    const summary = summaryOf([accepted, throttled, failed, throttled, throttled, requeued])
    expect(summary).toMatchObject({ throttles: 2, limit: 'reserved', outcome: 'throttle' })
    expect(summaryOf([accepted, failed]).throttles).toBe(0)
    expect(summaryOf([accepted]).throttles).toBe(0)
  })

  it('groups a failure as its invocation record is grouped', () => {
    const error = {
      errorType: 'OutOfStock',
      errorMessage: 'order 17 has no items',
      trace: ['Error', '    at f (a.mjs:1:1)'],
    }
    const payload = new TextEncoder().encode(JSON.stringify(error))
    const record: InvocationRecord = {
      version: '1.0',
      timestamp: '2026-02-10T09:15:00.000Z',
      requestContext: {
        requestId: 'r-2',
        functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: {},
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { ...error, errorMessage: 'order 18 has no items' },
    }
    const { functionArn } = record.requestContext
    const entries = [accepted, { ...failed, payload } as TimelineEntry, ended].map(formatTimelineEntry)
    const summary = summarizeEvent({ version: '1.0', requestId: 'r-1', functionArn, entries })
    expect(summary.fingerprint).toBe(fingerprint({ kind: 'invocation-record', record, through: [] }))
  })

  it('has no fingerprint after a success', () => {
    const success: TimelineEntry = { ...about, type: 'attempt-ended', attempt: 2, outcome: 'success' }
    const decision = { kind: 'terminal', condition: 'Success', approximateInvokeCount: 1, rules: ['4.2.4'] } as const
    const summary = summaryOf([accepted, failed, success, { ...about, type: 'decided', decision }])
    expect(summary).not.toHaveProperty('fingerprint')
    expect(summary).not.toHaveProperty('errorType')
  })
})
