import type { DesiredState } from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { resolveDesiredState, unmatchedPatterns } from './resolve-desired-state.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
const toQueue = { OnFailure: { Destination: queue } }
const state: DesiredState = {
  version: '1.0',
  defaults: { MaximumRetryAttempts: 1, DestinationConfig: toQueue },
  patterns: {
    'team-*': { EventInvokeConfigs: { $LATEST: {}, live: { MaximumEventAgeInSeconds: 60 } } },
    'team-b-*': { DeadLetterConfig: { TargetArn: queue }, EventInvokeConfigs: { live: { MaximumRetryAttempts: 0 } } },
  },
  functions: {
    'arn:aws:lambda:us-east-1:123456789012:function:team-a-orders': { EventInvokeConfigs: { live: null } },
    audit: { EventInvokeConfigs: { live: { DestinationConfig: { OnFailure: { Destination: null } } } } },
  },
}
const resolved = resolveDesiredState(state, ['team-a-orders', 'team-b-mail', 'other', 'audit']).functions

describe('resolveDesiredState', () => {
  it('gives a function the settings of each pattern that matches, the last one for a qualifier', () => {
    expect(resolved['team-b-mail']).toEqual({
      DeadLetterConfig: { TargetArn: queue },
      EventInvokeConfigs: {
        $LATEST: { MaximumRetryAttempts: 1, DestinationConfig: toQueue },
        live: { MaximumRetryAttempts: 0, DestinationConfig: toQueue },
      },
    })
  })

  it('lets the entry of a function win over patterns, also if it names an ARN', () => {
    expect(resolved['arn:aws:lambda:us-east-1:123456789012:function:team-a-orders']).toEqual({
      EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1, DestinationConfig: toQueue }, live: null },
    })
    expect(Object.keys(resolved)).toHaveLength(3)
  })

  it('takes no default where a side says that it has no destination', () => {
    expect(resolved.audit?.EventInvokeConfigs?.live).toEqual({
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: null } },
    })
  })

  it('changes nothing in a document without patterns and defaults', () => {
    const plain: DesiredState = { version: '1.0', functions: { f: { DeadLetterConfig: null }, g: {} }, unknown: [] }
    expect(resolveDesiredState(plain, ['h'])).toEqual(plain)
  })

  it('matches in time that does not explode', () => {
    const pattern = `${'*a'.repeat(100)}b`
    const hostile = { version: '1.0' as const, functions: {}, patterns: { [pattern]: {} } }
    expect(resolveDesiredState(hostile, ['a'.repeat(64)]).functions).toEqual({})
  })
})

describe('unmatchedPatterns', () => {
  it('lists the patterns that no function matches', () => {
    expect(unmatchedPatterns(state, ['team-a'])).toEqual(['team-b-*'])
  })
})
