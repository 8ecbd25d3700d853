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

interface NoChange {
  readonly pair: string
  readonly stored: EventInvokeConfig | undefined
  readonly desired: EventInvokeConfig | undefined
}

describe('settingsCall', () => {
  it.each<NoChange>([
    {
      pair: 'equal settings',
      stored: { MaximumRetryAttempts: 1, OnFailure: queue },
      desired: { MaximumRetryAttempts: 1, OnFailure: queue },
    },
    { pair: 'no record and none desired', stored: undefined, desired: undefined },
    {
      pair: 'an unset number and its desired default (CFG-2)',
      stored: { OnFailure: queue },
      desired: { OnFailure: queue, MaximumRetryAttempts: 2 },
    },
    {
      pair: 'a stored default and a number desired unset (CFG-2)',
      stored: { MaximumEventAgeInSeconds: 21_600 },
      desired: {},
    },
    { pair: 'an empty record and empty settings', stored: {}, desired: {} },
    { pair: 'no record and a desired record of defaults', stored: undefined, desired: { MaximumRetryAttempts: 2 } },
  ])('makes no call for $pair', ({ stored, desired }) => {
    expect(settingsCall(stored, desired)).toBeUndefined()
  })

  const stored = { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600, OnSuccess: topic, OnFailure: queue }

  it('updates only the settings that change (CFG-8)', () => {
    expect(settingsCall(stored, { ...stored, MaximumRetryAttempts: 0 })).toEqual({
      operation: 'update',
      settings: { MaximumRetryAttempts: 0 },
      changes: [{ member: 'MaximumRetryAttempts', from: 1, to: 0 }],
    })
  })

  it('clears a side explicitly in an update', () => {
    const { OnFailure: _, ...desired } = stored
    expect(settingsCall(stored, desired)).toEqual({
      operation: 'update',
      settings: { DestinationConfig: { OnFailure: { Destination: null } } },
      changes: [{ member: 'OnFailure', from: queue, to: null }],
    })
  })

  it('puts all remaining settings to unset a number (CFG-7)', () => {
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

  it('puts if nothing is stored, because an update needs a record (CFG-12b)', () => {
    expect(settingsCall(undefined, { OnFailure: queue })?.operation).toBe('put')
  })

  it('deletes if no setting is desired, also an empty record', () => {
    expect(settingsCall({}, undefined)).toEqual({ operation: 'delete', changes: [] })
    expect(settingsCall(stored, {})?.operation).toBe('delete')
  })

  it('reaches every desired record from every stored one with one call, after which nothing differs', () => {
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
})
