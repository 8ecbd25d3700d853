import { describe, expect, it } from 'vitest'
import { devOptions } from './dev-options.ts'
import { UsageError } from './usage-error.ts'

const f = ['--function', 'orders=orders.mjs']

describe('devOptions', () => {
  it('reads every option', () => {
    const options = ['--port', '0', '--time', 'skip', '--timeout', '900', '--region', 'eu-west-1']
    const more = ['--account-id', '210987654321', '--sqs-endpoint', 'http://127.0.0.1:4566']
    expect(
      devOptions(['--function', 'orders=./a b/orders.mjs#main', '--function', 'audit=audit.cjs', ...options, ...more]),
    ).toEqual({
      functions: {
        orders: { file: './a b/orders.mjs', exportName: 'main', timeoutInSeconds: 900 },
        audit: { file: 'audit.cjs', timeoutInSeconds: 900 },
      },
      port: 0,
      time: 'skip',
      region: 'eu-west-1',
      accountId: '210987654321',
      sqsEndpoint: 'http://127.0.0.1:4566',
    })
  })

  it('takes 9411 and real time when nothing is said', () => {
    expect(devOptions(f)).toEqual({ functions: { orders: { file: 'orders.mjs' } }, port: 9_411, time: 'real' })
  })

  it.each([
    [[], 'dev needs at least one --function NAME=FILE[#EXPORT]'],
    [['--function', 'orders'], /--function is not NAME=FILE.*: orders$/],
    [['--function', 'a b=c.mjs'], /a b=c\.mjs$/],
    [[...f, ...f], '--function names orders twice'],
    [[...f, '--port', '65536'], '--port is not a whole number from 0 to 65535: 65536'],
    [[...f, '--port', '1e3'], '--port is not a whole number from 0 to 65535: 1e3'],
    [[...f, '--timeout', '0'], '--timeout is not a whole number from 1 to 900: 0'],
    [[...f, '--time', 'fast'], '--time is neither real nor skip: fast'],
    [[...f, '--account-id', '1'], '--account-id is not 12 digits: 1'],
    [[...f, '--region', 'Mars'], '--region is no AWS region: Mars'],
    [[...f, '--sqs-endpoint', 'localhost'], '--sqs-endpoint is no URL: localhost'],
    [[...f, '--prot', '1'], /--prot/],
    [[...f, 'stray'], /stray/],
  ])('%j is wrong usage', (args, message) => {
    expect(() => devOptions(args)).toThrow(UsageError)
    expect(() => devOptions(args)).toThrow(message)
  })
})
