import type { TimelineEntry } from '@async-invoke/engine'
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
    expect(summarizeEvent('r-1', entries).state).toBe(state)
  })

  it('says until when an event waits, and by which rule', () => {
    expect(summarizeEvent('r-1', [accepted, started, failed, requeued])).toEqual({
      requestId: 'r-1',
      functionArn: 'arn:f',
      acceptedAt: '2026-02-10T09:15:00.000Z',
      state: 'waiting',
      attempts: 1,
      until: '2026-02-10T09:16:00.000Z',
      rules: ['4.2.5c'],
      explanation: 'Waits 60 s. Retry n comes n x 60 s after the failure before it (4.2.5c).',
      failedDeliveries: 0,
    })
  })

  it('omits until once a retry has started', () => {
    expect(summarizeEvent('r-1', [accepted, started, requeued, started])).not.toHaveProperty('until')
  })

  it('counts failed deliveries', () => {
    const summary = summarizeEvent('r-1', [accepted, started, failed, ended, unsent])
    expect(summary).toMatchObject({ condition: 'RetriesExhausted', attempts: 1, failedDeliveries: 1 })
  })
})
