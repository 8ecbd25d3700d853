import { describe, expect, it } from 'vitest'
import { UsageError } from '../usage-error.ts'
import { devArguments, devOptions } from './dev-options.ts'

const f = ['--function', 'orders=orders.mjs']
const parsed = (args: readonly string[]) => devOptions(devArguments(args).options)

describe('the command line of dev', () => {
  it('says every option', () => {
    const options = ['--port', '0', '--time', 'skip', '--timeout', '900', '--region', 'eu-west-1', '--data', 'data']
    const more = ['--account-id', '210987654321', '--sqs-endpoint', 'http://127.0.0.1:4566', '--host', '127.0.0.2']
    expect(
      parsed(['--function', 'orders=./a b/orders.mjs#main', '--function', 'audit=audit.cjs', ...options, ...more]),
    ).toEqual({
      functions: {
        orders: { file: './a b/orders.mjs', exportName: 'main', timeoutInSeconds: 900 },
        audit: { file: 'audit.cjs', timeoutInSeconds: 900 },
      },
      port: 0,
      host: '127.0.0.2',
      time: 'skip',
      region: 'eu-west-1',
      accountId: '210987654321',
      endpoints: { sqs: 'http://127.0.0.1:4566' },
      dataDirectory: 'data',
    })
  })

  it('takes 9411, real time and a folder when nothing is said', () => {
    const common = { port: 9_411, time: 'real', endpoints: {} }
    expect(parsed(f)).toEqual({
      ...common,
      functions: { orders: { file: 'orders.mjs' } },
      dataDirectory: '.async-invoke',
    })
    expect(parsed(['--memory'])).toEqual({ ...common, functions: {} })
    expect(parsed(['--speed', '60'])).toMatchObject({ speed: 60 })
  })

  it('names every service that has an endpoint, and IAM', () => {
    const given = ['sqs', 'sns', 'events', 's3', 'iam'].flatMap((service) => [`--${service}-endpoint`, 'http://a'])
    const endpoints = { sqs: 'http://a', sns: 'http://a', events: 'http://a', s3: 'http://a', iam: 'http://a' }
    expect(devArguments(given).options.endpoints).toEqual(endpoints)
  })

  it('goes before the configuration file, function by function and endpoint by endpoint', () => {
    const file = {
      ...{ port: 1, region: 'eu-west-1', memory: true },
      functions: { orders: { file: 'a.mjs' }, audit: { file: 'b.mjs' } },
      endpoints: { sqs: 'http://q' },
    }
    const { options, configFile } = devArguments(['my.json', ...f, '--port', '2', '--sns-endpoint', 'http://t'])
    expect([configFile, devOptions(options, file)]).toEqual([
      'my.json',
      {
        ...{ port: 2, time: 'real', region: 'eu-west-1' },
        functions: { orders: { file: 'orders.mjs' }, audit: { file: 'b.mjs' } },
        endpoints: { sqs: 'http://q', sns: 'http://t' },
      },
    ])
  })

  it('says where things are kept, whatever the file says', () => {
    const line = (...args: string[]) => devArguments(args).options
    expect(devOptions(line('--data', 'd'), { memory: true }).dataDirectory).toBe('d')
    expect(devOptions(line('--memory'), { dataDirectory: 'd' })).not.toHaveProperty('dataDirectory')
    expect(devOptions(line(), { memory: true })).not.toHaveProperty('dataDirectory')
    expect(devOptions(line(), { dataDirectory: 'd' }).dataDirectory).toBe('d')
  })

  it.each([
    [['--speed', '60', '--time', 'skip'], {}],
    [['--time', 'skip'], { speed: 60 }],
    [['--speed', '60'], { time: 'skip' } as const],
    [[], { time: 'skip', speed: 60 } as const],
  ])('%j with %j speeds up time that is not real', (args, file) => {
    const { options } = devArguments(args)
    expect(() => devOptions(options, file)).toThrow(UsageError)
    expect(() => devOptions(options, file)).toThrow('speed requires real time, not skip: 60')
  })

  it.each([
    [['--function', 'orders'], /--function is not NAME=FILE.*: orders$/],
    [['--function', 'a b=c.mjs'], /a b=c\.mjs$/],
    [[...f, ...f], '--function names orders twice'],
    [[...f, '--port', '65536'], '--port is not a whole number from 0 to 65535: 65536'],
    [[...f, '--port', '1e3'], '--port is not a whole number from 0 to 65535: "1e3"'],
    [[...f, '--timeout', '0'], '--timeout is not a whole number from 1 to 900: 0'],
    [[...f, '--time', 'fast'], '--time is not real, skip or manual: "fast"'],
    [[...f, '--speed', '0'], '--speed is not a number from 0.001 to 100000: 0'],
    [[...f, '--account-id', '1'], '--account-id is not 12 digits: "1"'],
    [[...f, '--region', 'Mars'], '--region is not an AWS region: "Mars"'],
    [[...f, '--sqs-endpoint', 'localhost'], '--sqs-endpoint is not an http or https URL with a host: "localhost"'],
    [['--memory', '--data', 'd'], '--memory keeps nothing; it goes without --data'],
    [[...f, '--prot', '1'], /--prot/],
    [['a.json', 'stray'], /stray/],
  ])('%j is wrong usage', (args, message) => {
    expect(() => devArguments(args)).toThrow(UsageError)
    expect(() => devArguments(args)).toThrow(message)
  })
})
