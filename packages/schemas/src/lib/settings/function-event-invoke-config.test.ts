import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import {
  type FunctionEventInvokeConfig,
  parseFunctionEventInvokeConfig,
  toSdkFunctionEventInvokeConfig,
} from './function-event-invoke-config.ts'
import { checkSdkFunctionEventInvokeConfig } from './sdk-function-event-invoke-config.ts'

describe('toSdkFunctionEventInvokeConfig (CFG-1)', () => {
  it.each(readVectors<FunctionEventInvokeConfig>('function-event-invoke-config/valid'))(
    'converts $name without nulls',
    ({ content }) => {
      const view = toSdkFunctionEventInvokeConfig(content)
      expect(checkSdkFunctionEventInvokeConfig(view)).toEqual([])
      expect(JSON.stringify(view)).not.toContain('null')
      expect(view.LastModified?.getTime()).toBe(Math.round(content.LastModified * 1000))
    },
  )

  it('drops unset members and reads an exponent (CFG-4)', () => {
    const body =
      '{"DestinationConfig":{"OnFailure":{"Destination":"arn:aws:sqs:us-east-1:123456789012:q"},"OnSuccess":{"Destination":null}},' +
      '"FunctionArn":"arn:aws:lambda:us-east-1:123456789012:function:f:live","LastModified":1.789408477685E9,' +
      '"MaximumEventAgeInSeconds":null,"MaximumRetryAttempts":0}'
    expect(toSdkFunctionEventInvokeConfig(parseFunctionEventInvokeConfig(body))).toEqual({
      LastModified: new Date('2026-09-14T17:54:37.685Z'),
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:f:live',
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnSuccess: {}, OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:q' } },
    })
  })
})
