import { describe, expect, it } from 'vitest'
import type { DevConfig } from '../../config.ts'
import { parseLine } from '../command/parse-line.ts'
import { UsageError } from '../command-error.ts'
import { devCommand } from './dev-command.ts'
import { mergeDevOptions, readDevArguments } from './dev-options.ts'

const f = ['--function', 'orders=orders.mjs']
const parseDevArguments = (args: readonly string[]) => readDevArguments(parseLine('dev', devCommand, args))
const optionsOf = (args: readonly string[]) => mergeDevOptions(parseDevArguments(args).options)

describe('the command line of dev', () => {
  it('sets every option', () => {
    const options = ['--port', '0', '--time', 'skip', '--timeout', '900', '--region', 'eu-west-1', '--data', 'data']
    const more = ['--account-id', '210987654321', '--sqs-endpoint', 'http://127.0.0.1:4566', '--host', '127.0.0.2']
    expect(
      optionsOf(['--function', 'orders=./a b/orders.mjs#main', '--function', 'audit=audit.cjs', ...options, ...more]),
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

  it('defaults to port 9411, real time and the data directory .async-invoke', () => {
    const common = { port: 9_411, time: 'real', endpoints: {} }
    expect(optionsOf(f)).toEqual({
      ...common,
      functions: { orders: { file: 'orders.mjs' } },
      dataDirectory: '.async-invoke',
    })
    expect(optionsOf(['--memory'])).toEqual({ ...common, functions: {} })
    expect(optionsOf(['--speed', '60'])).toMatchObject({ speed: 60 })
  })

  it('sets the endpoint of every service and of IAM', () => {
    const given = ['sqs', 'sns', 'events', 's3', 'iam'].flatMap((service) => [`--${service}-endpoint`, 'http://a'])
    const endpoints = { sqs: 'http://a', sns: 'http://a', events: 'http://a', s3: 'http://a', iam: 'http://a' }
    expect(parseDevArguments(given).options.endpoints).toEqual(endpoints)
  })

  it('overrides the configuration file, function by function and endpoint by endpoint', () => {
    const file = {
      ...{ port: 1, region: 'eu-west-1', memory: true },
      functions: { orders: { file: 'a.mjs' }, audit: { file: 'b.mjs' } },
      endpoints: { sqs: 'http://q' },
    }
    const { options, configFile } = parseDevArguments(['my.json', ...f, '--port', '2', '--sns-endpoint', 'http://t'])
    expect([configFile, mergeDevOptions(options, file)]).toEqual([
      'my.json',
      {
        ...{ port: 2, time: 'real', region: 'eu-west-1' },
        functions: { orders: { file: 'orders.mjs' }, audit: { file: 'b.mjs' } },
        endpoints: { sqs: 'http://q', sns: 'http://t' },
      },
    ])
  })

  it('sets variables of all functions, which win over those of the configuration file', () => {
    process.env.OF_THIS_SHELL = 'shell'
    const flags = ['--env', 'A=1=2', '--env', 'EMPTY=', '--env', 'OF_THIS_SHELL', '--env', 'LINES=a\nb']
    const { options } = parseDevArguments([...flags, '--env-file', '.env', '--allow-aws'])
    delete process.env.OF_THIS_SHELL
    expect(options).toMatchObject({ environmentFile: '.env', allowAws: true })
    expect(mergeDevOptions(options, { environment: { A: 'file', B: 'file' }, allowAws: false })).toMatchObject({
      allowAws: true,
      environment: { A: '1=2', B: 'file', EMPTY: '', OF_THIS_SHELL: 'shell', LINES: 'a\nb' },
    })
    expect(mergeDevOptions(parseDevArguments([]).options, { allowAws: true }).allowAws).toBe(true)
  })

  it('sets the template and its parameters, which win over those of the configuration file', () => {
    const { options } = parseDevArguments(['--template', 't.yaml', '--parameter', 'Stage=a=b', '--parameter', 'Empty='])
    expect(
      mergeDevOptions(options, { template: 'f.yaml', templateParameters: { Stage: 'f', Own: 'f' } }),
    ).toMatchObject({
      template: 't.yaml',
      templateParameters: { Stage: 'a=b', Empty: '', Own: 'f' },
    })
  })

  it('sets options of the engine', () => {
    const flags = ['--backpressure', 'adaptive', '--failed-deliveries', 'keep']
    const { options } = parseDevArguments([...flags, '--fault', 'throttles=3', '--fault', 'lostEvent=0.1'])
    const faults = { throttles: 3, lostEvent: 0.1 }
    expect(options).toMatchObject({ backpressure: 'adaptive', failedDeliveries: 'keep', faults })
  })

  it('overrides the storage of the configuration file', () => {
    const line = (...args: string[]) => parseDevArguments(args).options
    expect(mergeDevOptions(line('--data', 'd'), { memory: true }).dataDirectory).toBe('d')
    expect(mergeDevOptions(line('--memory'), { dataDirectory: 'd' })).not.toHaveProperty('dataDirectory')
    expect(mergeDevOptions(line(), { memory: true })).not.toHaveProperty('dataDirectory')
    expect(mergeDevOptions(line(), { dataDirectory: 'd' }).dataDirectory).toBe('d')
  })

  it.each<{ args: readonly string[]; file: DevConfig }>([
    { args: ['--speed', '60', '--time', 'skip'], file: {} },
    { args: ['--time', 'skip'], file: { speed: 60 } },
    { args: ['--speed', '60'], file: { time: 'skip' } },
    { args: [], file: { time: 'skip', speed: 60 } },
  ])('refuses a speed without real time from $args and the file $file', ({ args, file }) => {
    const { options } = parseDevArguments(args)
    expect(() => mergeDevOptions(options, file)).toThrow(UsageError)
    const name = args.includes('--speed') ? '--speed' : 'speed'
    expect(() => mergeDevOptions(options, file)).toThrow(new RegExp(`^${name} requires real time, not skip: 60$`))
  })

  it('refuses a shared queue on other time by the name of its flag', () => {
    const openStore = () => Promise.reject(new Error('is not opened'))
    expect(() => mergeDevOptions({ time: 'skip', ...{ openStore } })).toThrow(
      /^--store requires real time, which all .*: skip$/,
    )
  })

  it.each([
    { args: ['--function', 'orders'], message: /--function is not NAME=FILE.*: orders$/ },
    { args: ['--function', 'a b=c.mjs'], message: /a b=c\.mjs$/ },
    { args: [...f, ...f], message: '--function is given twice for orders' },
    { args: [...f, '--port', '65536'], message: '--port is not a whole number from 0 to 65535: 65536' },
    { args: [...f, '--port', '1e3'], message: '--port is not a whole number from 0 to 65535: "1e3"' },
    { args: [...f, '--timeout', '0'], message: '--timeout is not a whole number from 1 to 900: 0' },
    { args: [...f, '--time', 'fast'], message: '--time is not real, skip or manual: "fast"' },
    { args: [...f, '--speed', '0'], message: '--speed is not a number from 0.001 to 100000: 0' },
    { args: [...f, '--account-id', '1'], message: '--account-id is not 12 digits: "1"' },
    { args: [...f, '--region', 'Mars'], message: '--region is not an AWS region: "Mars"' },
    {
      args: [...f, '--sqs-endpoint', 'localhost'],
      message: '--sqs-endpoint is not an http or https URL with a host: "localhost"',
    },
    { args: ['--env', 'A-B=1'], message: '--env is not NAME=VALUE or NAME: A-B=1' },
    { args: ['--env', '=1'], message: '--env is not NAME=VALUE or NAME: =1' },
    {
      args: ['--env', 'NOWHERE_SET'],
      message: '--env NOWHERE_SET has no value, and this shell has no variable NOWHERE_SET',
    },
    { args: ['--parameter', 'A_B=1'], message: '--parameter is not NAME=VALUE: A_B=1' },
    { args: ['--memory', '--data', 'd'], message: '--memory cannot be combined with --data: d' },
    { args: ['--fault', 'throttles'], message: '--fault is not NAME=N: throttles' },
    { args: ['--fault', 'throttles='], message: '--fault is not NAME=N: throttles=' },
    { args: ['--fault', 'throttles=x'], message: '--fault.throttles is not a whole number from 0 to 100: "x"' },
    { args: ['--fault', 'throttles=0.5'], message: '--fault.throttles is not a whole number from 0 to 100: 0.5' },
    { args: ['--fault', 'throttle=1'], message: /--fault.*throttles/ },
    { args: [...f, '--prot', '1'], message: 'unknown flag --prot; did you mean --port?' },
    { args: ['--port'], message: '--port needs a value: --port PORT' },
    { args: ['--memory=yes'], message: '--memory takes no value: --memory=yes' },
    { args: ['a.json', 'b.json'], message: 'dev takes only CONFIG; unexpected argument: b.json' },
  ])('refuses $args: $message', ({ args, message }) => {
    expect(() => parseDevArguments(args)).toThrow(UsageError)
    expect(() => parseDevArguments(args)).toThrow(message)
  })
})
