import { describe, expect, it } from 'vitest'
import type { LocalRuntimeOptions } from './local-runtime-options.ts'
import { optionProblems } from './option-problems.ts'

describe('options of the runtime itself', () => {
  it.each<LocalRuntimeOptions>([
    {},
    { port: 0, time: 'real', speed: 60, concurrency: 0, maxInFlight: 1, pendingMs: 0 },
    { region: 'us-gov-west-1', accountId: '000000000000', time: 'skip' },
    { signingKeys: { accessKeyId: 'a', secretAccessKey: 'b' }, endpoints: { sqs: 'http://localhost:4566' } },
  ])('%o can be served', (options) => {
    expect(optionProblems(options)).toEqual([])
  })

  it.each<[string, unknown, string]>([
    ['port', 65_536, 'port is not a whole number from 0 to 65535: 65536'],
    ['port', '9411', 'port is not a whole number from 0 to 65535: "9411"'],
    ['region', 'moon', 'region is not an AWS region: "moon"'],
    ['accountId', 123_456_789_012, 'accountId is not 12 digits: 123456789012'],
    ['time', 'fast', 'time is not real, skip or manual: "fast"'],
    ['speed', 0, 'speed is not a number from 0.001 to 100000: 0'],
    ['speed', Number.NaN, 'speed is not a number from 0.001 to 100000: null'],
    ['maxInFlight', 0, 'maxInFlight is not a whole number from 1 to 100000: 0'],
    ['concurrency', 1.5, `concurrency is not a whole number from 0 to ${Number.MAX_SAFE_INTEGER}: 1.5`],
    ['pendingMs', -1, 'pendingMs is not a whole number from 0 to 2147483647: -1'],
    ['endpoints', { sqs: 'localhost:4566' }, 'endpoints.sqs is no URL of http or https: "localhost:4566"'],
  ])('%s %j cannot', (name, value, problem) => {
    expect(optionProblems({ [name]: value })).toEqual([problem])
  })

  it('keys to sign with are whole, and never shown', () => {
    const signingKeys = { accessKeyId: 'a', secretAccessKey: '' }
    expect(optionProblems({ signingKeys })).toEqual(['signingKeys is not an accessKeyId and a secretAccessKey'])
  })

  it('a speed goes with real time only', () => {
    expect(optionProblems({ time: 'skip', speed: 60 })).toEqual(['speed goes with real time, not with skip: 60'])
  })

  it('a value is shown shortened', () => {
    const [problem = ''] = optionProblems({ region: 'x'.repeat(1_000) })
    expect(problem).toHaveLength('region is not an AWS region: '.length + 100)
  })
})
