import {
  type EventInvokeConfig,
  putEventInvokeConfig,
  toEventInvokeConfig,
  updateEventInvokeConfig,
} from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { wireSettings } from '../client/settings.ts'
import { settingsCall } from './settings-change.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'

describe('what is no change', () => {
  it.each<[string, EventInvokeConfig | undefined, EventInvokeConfig | undefined]>([
    ['the same', { MaximumRetryAttempts: 1, OnFailure: queue }, { MaximumRetryAttempts: 1, OnFailure: queue }],
    ['no record, and none desired', undefined, undefined],
    [
      'unset, where the default is desired (CFG-2)',
      { OnFailure: queue },
      { OnFailure: queue, MaximumRetryAttempts: 2 },
    ],
    ['the default, where unset is desired (CFG-2)', { MaximumEventAgeInSeconds: 21_600 }, {}],
    ['a record of nothing, where nothing is desired', {}, {}],
    ['no record, where a record of defaults is desired', undefined, { MaximumRetryAttempts: 2 }],
  ])('%s', (_, stored, desired) => {
    expect(settingsCall(stored, desired)).toBeUndefined()
  })
})

describe('the smallest call', () => {
  const stored = { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600, OnSuccess: topic, OnFailure: queue }

  it('an update names only what changes (CFG-8)', () => {
    expect(settingsCall(stored, { ...stored, MaximumRetryAttempts: 0 })).toEqual({
      operation: 'update',
      settings: { MaximumRetryAttempts: 0 },
      changes: [{ member: 'MaximumRetryAttempts', from: 1, to: 0 }],
    })
  })

  it('an update clears a side by name', () => {
    const { OnFailure: _, ...desired } = stored
    expect(settingsCall(stored, desired)).toEqual({
      operation: 'update',
      settings: { DestinationConfig: { OnFailure: { Destination: null } } },
      changes: [{ member: 'OnFailure', from: queue, to: null }],
    })
  })

  it('a put where a number must be unset, with everything that shall stay (CFG-7)', () => {
    const { MaximumRetryAttempts: _, ...desired } = stored
    expect(settingsCall(stored, desired)).toEqual({
      operation: 'put',
      settings: {
        MaximumEventAgeInSeconds: 3600,
        DestinationConfig: { OnSuccess: { Destination: topic }, OnFailure: { Destination: queue } },
      },
      changes: [{ member: 'MaximumRetryAttempts', from: 1, to: null }],
    })
  })

  it('a put where nothing is stored: update needs a record (CFG-12b)', () => {
    expect(settingsCall(undefined, { OnFailure: queue })?.operation).toBe('put')
  })

  it('a delete where no record is desired, even when it says nothing', () => {
    expect(settingsCall({}, undefined)).toEqual({ operation: 'delete', changes: [] })
    expect(settingsCall(stored, {})?.operation).toBe('delete')
  })
})

it('whatever is stored and desired, one call leads there, and a second plan finds nothing', () => {
  const numbers = [undefined, 0, 2]
  const ages = [undefined, 60, 21_600]
  const arns = [undefined, queue, topic]
  const all: EventInvokeConfig[] = numbers.flatMap((retries) =>
    ages.flatMap((age) =>
      arns.flatMap((onSuccess) =>
        arns.map((onFailure) =>
          toEventInvokeConfig({
            MaximumRetryAttempts: retries ?? null,
            MaximumEventAgeInSeconds: age ?? null,
            DestinationConfig: {
              OnSuccess: { Destination: onSuccess ?? null },
              OnFailure: { Destination: onFailure ?? null },
            },
          }),
        ),
      ),
    ),
  )
  let calls = 0
  for (const before of [undefined, ...all])
    for (const desired of [undefined, ...all]) {
      const call = settingsCall(before, desired)
      let after = before
      if (call?.operation === 'put') after = putEventInvokeConfig(wireSettings(call.settings))
      if (call?.operation === 'update') after = updateEventInvokeConfig(before ?? {}, wireSettings(call.settings))
      if (call?.operation === 'delete') after = undefined
      if (call !== undefined) calls += 1
      expect(settingsCall(after, desired), JSON.stringify({ before, desired, call })).toBeUndefined()
    }
  expect(calls).toBeGreaterThan(1_000)
})
