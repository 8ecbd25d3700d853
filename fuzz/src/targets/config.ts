import { checkConfig } from '../../../packages/cli/src/lib/config/config-rules.ts'
import { checkOptions } from '../../../packages/local-runtime/src/lib/options/check-options.ts'
import { mutateJson } from '../mutate-json.ts'
import { parseJson } from '../parse-json.ts'
import type { Target } from '../target.ts'

const config = {
  port: 9411,
  time: 'skip',
  region: 'eu-west-1',
  dataDirectory: '.async-invoke',
  functions: {
    orders: {
      file: 'orders.mjs',
      exportName: 'handler',
      timeoutInSeconds: 3,
      environment: { TABLE: 'orders' },
      eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1, OnFailure: 'arn:aws:sqs:us-east-1:123456789012:q' } },
    },
  },
  roles: { 'arn:aws:iam::123456789012:role/r': { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
  endpoints: { sqs: 'http://127.0.0.1:4566' },
  allowedOrigins: ['http://localhost:3000'],
}

const target: Target = {
  promise: 'a configuration is accepted, or refused with problems of one line each that name a path',
  seeds: () => [Buffer.from(JSON.stringify(config))],
  mutate: mutateJson,
  async open() {
    return {
      attempt(input) {
        const value = parseJson(Buffer.from(input).toString())
        if (value === undefined) return
        for (const problem of [...checkConfig(value), ...checkOptions(value)])
          if (problem === '' || problem.includes('\n') || problem.length > 2_000)
            throw new Error(`a problem that is not a line: ${JSON.stringify(problem.slice(0, 300))}`)
      },
    }
  },
}

export default target
