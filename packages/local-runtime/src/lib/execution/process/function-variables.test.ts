import { describe, expect, it } from 'vitest'
import { buildVariables } from './function-variables.ts'
import type { RunTarget } from './run-target.ts'

const context = { region: 'eu-west-1', logStreamName: '2026/02/10/[7]abc', runtimeApi: '127.0.0.1:1' }
const target = (environment: Readonly<Record<string, string>>): RunTarget => ({
  ...{ functionName: 'orders', version: '7', runtime: 'nodejs24.x', handler: 'index.handler' },
  ...{ directory: '/code', file: undefined, hotReload: false, timeoutInSeconds: 3, memoryInMegabytes: 256 },
  ...{ environment, revision: '1' },
})

const lambdas = {
  _HANDLER: 'index.handler',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  AWS_LAMBDA_FUNCTION_NAME: 'orders',
  AWS_LAMBDA_FUNCTION_VERSION: '7',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/orders',
  AWS_LAMBDA_LOG_STREAM_NAME: '2026/02/10/[7]abc',
  AWS_LAMBDA_RUNTIME_API: '127.0.0.1:1',
  AWS_REGION: 'eu-west-1',
  LAMBDA_TASK_ROOT: '/code',
}

describe('buildVariables', () => {
  it("has Lambda's variables, the function's own, and only PATH of this machine's", () => {
    const variables = buildVariables(target({ TABLE: 'orders', TZ: 'Europe/Oslo' }), context)
    expect(variables).toEqual({
      ...lambdas,
      ...{ PATH: process.env.PATH, LANG: 'en_US.UTF-8', TZ: 'Europe/Oslo', TABLE: 'orders' },
    })
  })

  it.each([...Object.keys(lambdas), '_X_AMZN_TRACE_ID'])("ignores a function's own value of %s", (name) => {
    const variables = buildVariables(target({ [name]: 'mine' }), context)
    expect(variables[name]).toBe((lambdas as Readonly<Record<string, string>>)[name])
  })
})
