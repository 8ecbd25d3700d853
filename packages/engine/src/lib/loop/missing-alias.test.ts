import { describe, expect, it } from 'vitest'
import { playedTo } from '../../../test/drive.ts'
import { deadLetters, error, failures, functionArn, startMs, world } from '../../../test/engine-world.ts'
import type { UnsettledChoices } from '../decide/unsettled-choices.ts'
import type { Resolution } from '../ports.ts'

const config = { MaximumEventAgeInSeconds: 180, MaximumRetryAttempts: 1, OnFailure: failures }

/** An event for a function whose target changes at times in seconds. Its runs fail. */
async function played(targets: Readonly<Record<number, Resolution['target']>>, unsettled: UnsettledChoices = {}) {
  const made = world({
    unsettled,
    resolve: () => {
      const atSeconds = (made.clock.nowMs() - startMs) / 1_000
      const [, target] = Object.entries(targets).findLast(([from]) => Number(from) <= atSeconds) ?? []
      return { functionArn, config, deadLetterTargetArn: deadLetters, target: target ?? 'missingAlias' }
    },
    invoke: async () => error,
  })
  await made.engine.accept({
    ...{ requestId: 'r-1', reference: { functionName: 'f', qualifier: 'live' }, functionArn },
    payload: new TextEncoder().encode('{}'),
  })
  await playedTo(made.clock, startMs + 600_000)
  await made.engine.stop()
  const dropped = made.metrics
    .filter(({ name, value }) => name === 'AsyncEventsDropped' && value === 1)
    .map(({ atMs }) => (atMs - startMs) / 1_000)
  const records = made.delivered.map(({ recordText }) => JSON.parse(recordText))
  return { ...made, dropped, records }
}

describe('an event whose alias was deleted', () => {
  it('is dropped at its age limit without record and dead letter if it has not run (TRM-3a)', async () => {
    const { dropped, records, deadLettered, attemptsAt } = await played({ 0: 'missingAlias' })
    expect([dropped, records, deadLettered, attemptsAt()]).toEqual([[180], [], [], []])
  })

  it('runs once the alias is created again (TRM-3a)', async () => {
    const { attemptsAt, records } = await played({ 0: 'missingAlias', 30: 'present' })
    expect(attemptsAt()).toEqual([32, 92])
    expect(records).toMatchObject([{ requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 } }])
  })

  it('fails as for any missing target once it has run, or if so chosen (TRM-3)', async () => {
    const afterRun = await played({ 0: 'present', 30: 'missingAlias' })
    const chosen = await played({ 0: 'missingAlias' }, { missingAlias: 'not-found' })
    for (const { records, deadLettered, dropped } of [afterRun, chosen]) {
      expect(records).toMatchObject([{ responseContext: { statusCode: 404 } }])
      expect([deadLettered.length, dropped]).toEqual([1, [60]])
    }
  })

  it('expires with a record if the alias is back at the age limit (RTY-12)', async () => {
    const { records, dropped } = await played({ 0: 'missingAlias', 180: 'present' })
    expect(records).toMatchObject([{ requestContext: { condition: 'EventAgeExceeded' } }])
    expect(dropped).toEqual([180])
  })
})
