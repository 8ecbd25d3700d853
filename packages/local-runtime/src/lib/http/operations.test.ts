import { describe, expect, it } from 'vitest'
import { matchOperation } from './operations.ts'

const match = (method: string, path: string) => matchOperation(method, new URL(path, 'http://lambda'))

describe('matchOperation', () => {
  it.each([
    ['POST', '/2015-03-31/functions/f/invocations', 'Invoke', { FunctionName: 'f' }],
    ['POST', '/2015-03-31/functions/arn%3Aaws%3Alambda%3A/invocations', 'Invoke', { FunctionName: 'arn:aws:lambda:' }],
    ['POST', '/2014-11-13/functions/f/invoke-async/', 'InvokeAsync', { FunctionName: 'f' }],
    [
      'GET',
      '/2019-09-25/functions/f/event-invoke-config/list',
      'ListFunctionEventInvokeConfigs',
      { FunctionName: 'f' },
    ],
    ['GET', '/2019-09-25/functions/f/event-invoke-config', 'GetFunctionEventInvokeConfig', { FunctionName: 'f' }],
    ['GET', '/2018-10-31/layers?find=LayerVersion&Arn=a', 'GetLayerVersionByArn', {}],
    ['GET', '/2018-10-31/layers', 'ListLayers', {}],
    [
      'GET',
      '/2019-09-30/functions/f/provisioned-concurrency?List=ALL',
      'ListProvisionedConcurrencyConfigs',
      { FunctionName: 'f' },
    ],
    [
      'GET',
      '/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1',
      'GetProvisionedConcurrencyConfig',
      { FunctionName: 'f' },
    ],
  ])('%s %s is %s', (method, path, name, params) => {
    expect(match(method, path)).toEqual({ name, params })
  })

  it.each([
    ['GET', '/'],
    ['DELETE', '/2015-03-31/functions/f/invocations'],
    ['POST', '/2015-03-31/functions/a/b/invocations'],
    ['POST', '/2015-03-31/functions//invocations'],
  ])('%s %s is none', (method, path) => {
    expect(match(method, path)).toBeUndefined()
  })
})
