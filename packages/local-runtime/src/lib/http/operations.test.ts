import { describe, expect, it } from 'vitest'
import { matchOperation } from './operations.ts'

const match = (method: string, path: string) => matchOperation(method, new URL(path, 'http://lambda'))

describe('matchOperation', () => {
  it.each([
    { method: 'POST', path: '/2015-03-31/functions/f/invocations', name: 'Invoke', params: { FunctionName: 'f' } },
    {
      method: 'POST',
      path: '/2015-03-31/functions/arn%3Aaws%3Alambda%3A/invocations',
      name: 'Invoke',
      params: { FunctionName: 'arn:aws:lambda:' },
    },
    {
      method: 'POST',
      path: '/2014-11-13/functions/f/invoke-async/',
      name: 'InvokeAsync',
      params: { FunctionName: 'f' },
    },
    {
      method: 'GET',
      path: '/2019-09-25/functions/f/event-invoke-config/list',
      name: 'ListFunctionEventInvokeConfigs',
      params: { FunctionName: 'f' },
    },
    {
      method: 'GET',
      path: '/2019-09-25/functions/f/event-invoke-config',
      name: 'GetFunctionEventInvokeConfig',
      params: { FunctionName: 'f' },
    },
    { method: 'GET', path: '/2018-10-31/layers?find=LayerVersion&Arn=a', name: 'GetLayerVersionByArn', params: {} },
    { method: 'GET', path: '/2018-10-31/layers', name: 'ListLayers', params: {} },
    {
      method: 'GET',
      path: '/2019-09-30/functions/f/provisioned-concurrency?List=ALL',
      name: 'ListProvisionedConcurrencyConfigs',
      params: { FunctionName: 'f' },
    },
    {
      method: 'GET',
      path: '/2019-09-30/functions/f/provisioned-concurrency?Qualifier=1',
      name: 'GetProvisionedConcurrencyConfig',
      params: { FunctionName: 'f' },
    },
  ])('finds $name for $method $path', ({ method, path, name, params }) => {
    expect(match(method, path)).toEqual({ name, params })
  })

  it.each([
    { method: 'GET', path: '/' },
    { method: 'DELETE', path: '/2015-03-31/functions/f/invocations' },
    { method: 'POST', path: '/2015-03-31/functions/a/b/invocations' },
    { method: 'POST', path: '/2015-03-31/functions//invocations' },
  ])('finds nothing for $method $path', ({ method, path }) => {
    expect(match(method, path)).toBeUndefined()
  })
})
