import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import type { FunctionReference } from '../reference/function-reference.ts'
import { formatRefusals } from '../reference/refusal.ts'
import { checkEventInvokeConfig, checkNotEmpty } from './admit-event-invoke-config.ts'
import {
  type EventInvokeConfig,
  putEventInvokeConfig,
  toEventInvokeConfig,
  toEventInvokeConfigRequest,
  updateEventInvokeConfig,
} from './event-invoke-config.ts'
import { checkEventInvokeConfigRequest, type EventInvokeConfigRequest } from './event-invoke-config-request.ts'
import { checkFunctionEventInvokeConfig, toFunctionEventInvokeConfig } from './function-event-invoke-config.ts'

interface Merge {
  readonly why: string
  readonly stored: EventInvokeConfig
  readonly operation: 'Put' | 'Update'
  readonly request: EventInvokeConfigRequest
  readonly result?: EventInvokeConfig
  readonly refusal?: { readonly rule: string; readonly message: string }
}

interface Admission {
  readonly why: string
  readonly owner: FunctionReference
  readonly request: EventInvokeConfigRequest
  readonly refusal: { readonly rule: string; readonly text: string }
}

describe('Put and Update', () => {
  it.each(readVectors<Merge>('event-invoke-config/merge'))('apply $name: $content.why', ({ content }) => {
    const { stored, operation, request, result, refusal } = content
    expect(checkNotEmpty(request)).toEqual(refusal === undefined ? [] : [expect.objectContaining(refusal)])
    if (refusal !== undefined) return
    expect(operation === 'Put' ? putEventInvokeConfig(request) : updateEventInvokeConfig(stored, request)).toEqual(
      result,
    )
  })
})

describe('checkEventInvokeConfigRequest', () => {
  it.each([-0.5, 0.5, 1.5, '1', true])('has one issue with %j in place of an integer', (MaximumRetryAttempts) => {
    for (const more of [{}, { MaximumEventAgeInSeconds: 60 }]) {
      const issues = checkEventInvokeConfigRequest({ MaximumRetryAttempts, ...more })
      expect(issues.filter(({ path }) => path !== '')).toEqual([
        { path: '/MaximumRetryAttempts', keyword: 'type', message: 'must be integer,null' },
      ])
    }
  })
})

describe('checkEventInvokeConfig', () => {
  it.each(readVectors<Admission>('event-invoke-config/refused'))(
    'refuses $name with the message of the service: $content.why',
    ({ content }) => {
      const refusals = checkEventInvokeConfig(content.request, content.owner)
      expect(refusals[0]?.rule).toBe(content.refusal.rule)
      expect(formatRefusals(refusals)).toBe(content.refusal.text)
    },
  )

  it.each(readVectors<Admission>('event-invoke-config/accepted'))('accepts $name: $content.why', ({ content }) => {
    expect(checkEventInvokeConfig(content.request, content.owner)).toEqual([])
  })

  const noSetting = fc
    .anything()
    .filter((value) => value !== undefined && value !== null && ![0, 1, 2].includes(value as number))

  it('refuses what is no number of retries once, whatever is wrong with it (CFG-14e)', () => {
    fc.assert(
      fc.property(fc.oneof(noSetting, fc.double({ noInteger: true })), (MaximumRetryAttempts) => {
        const refusals = checkEventInvokeConfig({ MaximumRetryAttempts } as object, { functionName: 'f' })
        expect(refusals).toMatchObject([{ rule: 'CFG-14e', path: 'maximumRetryAttempts' }])
      }),
    )
  })

  it('refuses a list in place of an object (CFG-14d)', () => {
    const lists = { DestinationConfig: [{}] }
    const list = { DestinationConfig: { OnFailure: [] } }
    const pathsOf = (request: object) => checkEventInvokeConfig(request, { functionName: 'f' }).map(({ path }) => path)
    expect(pathsOf({ MaximumRetryAttempts: 0, ...lists })).toEqual(['destinationConfig'])
    expect(pathsOf(list)).toEqual(['destinationConfig.onFailure'])
  })

  it('checks the services of both destinations before self-reference (CFG-20)', () => {
    const self = 'arn:aws:lambda:us-east-1:123456789012:function:f'
    const request = {
      DestinationConfig: { OnSuccess: { Destination: self }, OnFailure: { Destination: 'kafka://topic' } },
    }
    const rules = checkEventInvokeConfig(request, { functionName: 'f' }).map(({ rule }) => rule)
    expect(rules).toEqual(['CFG-14c', 'CFG-14b'])
  })

  it('counts the characters of a destination, whatever its name: 350 pass, 351 do not (CFG-14d)', () => {
    const base = 'arn:aws:sqs:us-east-1:123456789012:'
    const of = (length: number) => ({
      DestinationConfig: { OnFailure: { Destination: base + 'q'.repeat(length - base.length) } },
    })
    expect(checkEventInvokeConfig(of(350), { functionName: 'f' }).map(({ rule }) => rule)).toEqual(['CFG-14a'])
    expect(checkEventInvokeConfig(of(351), { functionName: 'f' })[0]).toMatchObject({
      rule: 'CFG-14d',
      message: expect.stringContaining('Member must have length less than or equal to 350'),
      value: expect.stringMatching(/\.\.\.$/),
    })
  })
})

describe('shapes of settings', () => {
  it.each([
    { nested: { MaximumRetryAttempts: null, MaximumEventAgeInSeconds: null } },
    { nested: { DestinationConfig: { OnSuccess: { Destination: null }, OnFailure: { Destination: '' } } } },
    { nested: { DestinationConfig: { OnSuccess: {}, OnFailure: null } } },
    { nested: { MaximumRetryAttempts: undefined, DestinationConfig: undefined } },
  ])('treat $nested as unset (CFG-1)', ({ nested }) => {
    expect(toEventInvokeConfig(nested)).toEqual({})
  })

  it('convert to the nested shape and back without loss', () => {
    const arn = fc.constantFrom(undefined, 'arn:aws:sqs:us-east-1:123456789012:q')
    const settings = fc.record(
      { MaximumRetryAttempts: fc.integer(), MaximumEventAgeInSeconds: fc.integer(), OnSuccess: arn, OnFailure: arn },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(settings, (given) => {
        const flat = JSON.parse(JSON.stringify(given))
        expect(toEventInvokeConfig(toEventInvokeConfigRequest(flat))).toEqual(flat)
      }),
      { seed: 7 },
    )
  })

  it('have every member on the wire, unset ones as null (CFG-1)', () => {
    const FunctionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST'
    const wire = toFunctionEventInvokeConfig(
      { MaximumRetryAttempts: 0 },
      { FunctionArn, lastModifiedMs: 1_770_714_600_479 },
    )
    expect(checkFunctionEventInvokeConfig(wire)).toEqual([])
    expect(wire).toEqual({
      FunctionArn,
      LastModified: 1_770_714_600.479,
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: null,
      DestinationConfig: { OnSuccess: { Destination: null }, OnFailure: { Destination: null } },
    })
  })
})
