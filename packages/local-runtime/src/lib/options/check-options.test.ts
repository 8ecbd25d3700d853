import { parseFunctionReference } from '@async-invoke/schemas'
import { checkEventInvokeConfigModel } from '@async-invoke/schemas/internal'
import { describe, expect, it } from 'vitest'
import { checkOptions } from './check-options.ts'
import type { LocalRuntimeOptions } from './local-runtime-options.ts'

const roleArn = 'arn:aws:iam::123456789012:role/orders'
const withFunction = (options: object) => ({ functions: { a: { file: 'a.mjs', ...options } } })
const cycle: { self?: object; secretAccessKey: string } = { secretAccessKey: 'hidden' }
cycle.self = cycle

describe('checkOptions', () => {
  it.each<LocalRuntimeOptions>([
    {},
    { port: 0, time: 'real', speed: 60, concurrency: 0, maxInFlight: 1, pendingMs: 0 },
    { port: 65_535, speed: 100_000, concurrency: 2_147_483_647, maxInFlight: 100_000, pendingMs: 2_147_483_647 },
    { region: 'us-gov-west-1', accountId: '000000000000', time: 'skip' },
    { signingKeys: { accessKeyId: 'a', secretAccessKey: 'b' }, endpoints: { sqs: 'http://localhost:4566' } },
    { endpoints: { iam: 'https://[::1]:4566/iam' }, unsettled: { backoffJitter: 'upper-half' }, onFault: () => {} },
    { roles: { [roleArn]: { Statement: [{ Effect: 'Deny', Action: ['sqs:*'], Condition: { Null: { a: 1 } } }] } } },
    withFunction({ timeoutInSeconds: 900, memoryInMegabytes: 10_240, reservedConcurrency: 0, role: roleArn }),
    withFunction({ aliases: { live: '$LATEST', old: '7' }, eventInvokeConfigs: { live: { MaximumRetryAttempts: 0 } } }),
  ])('accepts %o', (options) => {
    expect(checkOptions(options)).toEqual([])
  })

  it('treats an undefined member as missing', () => {
    expect(checkOptions({ port: undefined, functions: { a: { file: 'a.mjs', directory: undefined } } })).toEqual([])
  })

  it('keeps each problem on one line, whatever the names', () => {
    const names = ['a\nb', '\u001b[2J', '', '\u2028', '\ud800']
    for (const name of names) {
      const [problem] = checkOptions({ [name]: 1 })
      expect(problem).toMatch(/^"[\w\\[]*" is not an option; /)
      expect(checkOptions({ functions: { a: { file: 'a.mjs', [name]: 1 } } })[0]).toMatch(/^functions\.a\."/)
    }
  })

  it.each([
    { options: { port: 65_536 }, problem: 'port is not a whole number from 0 to 65535: 65536' },
    { options: { port: '9411' }, problem: 'port is not a whole number from 0 to 65535: "9411"' },
    { options: { port: Number.NaN }, problem: 'port is not a whole number from 0 to 65535: NaN' },
    { options: { port: 1n }, problem: 'port is not a whole number from 0 to 65535: 1n' },
    { options: { host: '' }, problem: 'host is not a non-empty string: ""' },
    { options: { region: 'moon' }, problem: 'region is not an AWS region: "moon"' },
    { options: { accountId: 123_456_789_012 }, problem: 'accountId is not 12 digits: 123456789012' },
    { options: { time: 'fast' }, problem: 'time is not real, skip or manual: "fast"' },
    { options: { time: 'constructor' }, problem: 'time is not real, skip or manual: "constructor"' },
    { options: { speed: 0 }, problem: 'speed is not a number from 0.001 to 100000: 0' },
    { options: { speed: Number.POSITIVE_INFINITY }, problem: 'speed is not a number from 0.001 to 100000: Infinity' },
    { options: { maxInFlight: 0 }, problem: 'maxInFlight is not a whole number from 1 to 100000: 0' },
    { options: { concurrency: 1.5 }, problem: 'concurrency is not a whole number from 0 to 2147483647: 1.5' },
    { options: { pendingMs: -1 }, problem: 'pendingMs is not a whole number from 0 to 2147483647: -1' },
    { options: { checkDestinations: 'no' }, problem: 'checkDestinations is not true or false: "no"' },
    { options: { onFault: 'log' }, problem: 'onFault is not a function: "log"' },
    { options: { dataDirectory: null }, problem: 'dataDirectory is not a non-empty string: null' },
    {
      options: { endpoints: { sqs: 'localhost:4566' } },
      problem: 'endpoints.sqs is not an http or https URL with a host: "localhost:4566"',
    },
    {
      options: { endpoints: { sqs: 'http://' } },
      problem: 'endpoints.sqs is not an http or https URL with a host: "http://"',
    },
    {
      options: { endpoints: { s3: 'http://a:70000' } },
      problem: 'endpoints.s3 is not an http or https URL with a host: "http://a:70000"',
    },
    { options: { endpoints: ['http://a'] }, problem: 'endpoints is not an object: ["http://a"]' },
    { options: { unsettled: { loopRecord: 'all' } }, problem: 'unsettled.loopRecord is not none or unverified: "all"' },
    {
      options: { roles: { orders: { Statement: [] } } },
      problem: 'the name of roles.orders is not the ARN of a role: "orders"',
    },
    { options: { roles: { [roleArn]: {} } }, problem: `roles.${roleArn}.Statement is missing` },
    { options: { roles: { [roleArn]: { Statement: {} } } }, problem: `roles.${roleArn}.Statement is not a list: {}` },
    {
      options: { roles: { [roleArn]: { Statement: [{ Effect: 'allow' }] } } },
      problem: `roles.${roleArn}.Statement[0].Effect is not Allow or Deny: "allow"`,
    },
    {
      options: { roles: { [roleArn]: { Statement: [{ Effect: 'Allow', Action: ['sqs:*', 7] }] } } },
      problem: `roles.${roleArn}.Statement[0].Action is not a string or a list of strings: ["sqs:*",7]`,
    },
    { options: { functions: 'a.mjs' }, problem: 'functions is not an object: "a.mjs"' },
    { options: { functions: new Map([['a', { file: 'a.mjs' }]]) }, problem: 'functions is not an object: {}' },
    { options: { functions: { a: null } }, problem: 'functions.a is not an object: null' },
    { options: { functions: { a: {} } }, problem: 'functions.a must have exactly one of file, directory: {}' },
    {
      options: withFunction({ directory: 'a' }),
      problem: 'functions.a must have exactly one of file, directory: {"file":"a.mjs","directory":"a"}',
    },
    {
      options: withFunction({ timeoutInSeconds: 0 }),
      problem: 'functions.a.timeoutInSeconds is not a whole number from 1 to 900: 0',
    },
    {
      options: withFunction({ memoryInMegabytes: 10_241 }),
      problem: 'functions.a.memoryInMegabytes is not a whole number from 128 to 10240: 10241',
    },
    {
      options: withFunction({ environment: { DEBUG: true } }),
      problem: 'functions.a.environment.DEBUG is not a string: true',
    },
    {
      options: withFunction({ aliases: { live: 7 } }),
      problem: 'functions.a.aliases.live is not $LATEST or the number of a version: 7',
    },
    {
      options: withFunction({ eventInvokeConfigs: { live: { MaximumEventAgeInSeconds: 59 } } }),
      problem:
        "functions.a.eventInvokeConfigs.live.MaximumEventAgeInSeconds is 59: ValidationException: 1 validation error detected: Value '59' at 'maximumEventAgeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 60",
    },
    { options: { time: 'skip', speed: 60 }, problem: 'speed requires real time, not skip: 60' },
  ])('reports: $problem', ({ options, problem }) => {
    expect(checkOptions(options)).toEqual([problem])
  })

  it.each([
    { options: undefined, shown: 'undefined' },
    { options: null, shown: 'null' },
    { options: 7, shown: '7' },
    { options: 'port', shown: '"port"' },
    {
      options: [{ signingKeys: { secretAccessKey: 'hidden' } }],
      shown: '[{"signingKeys":{"secretAccessKey":"(not shown)"}}]',
    },
    { options: 'mysql://user:pass@host/app', shown: '"mysql://…@host/app"' },
    { options: ['east=mysql://user:p/a?s@s@host/app'], shown: '["east=mysql://…@host/app"]' },
    { options: 'http://localhost:3000', shown: '"http://localhost:3000"' },
    { options: [cycle], shown: '[object Array]' },
  ])('refuses $shown in place of the options', ({ options, shown }) => {
    expect(checkOptions(options)).toEqual([`options is not an object: ${shown}`])
  })

  it('refuses unknown members and suggests the nearest name (CFG-25)', () => {
    const functions = { a: { file: 'a.mjs', deadletterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:q' } }
    expect(checkOptions({ functions, unknownOption: 1, prot: 2, endpoints: { sqs_: 'http://a' } })).toEqual([
      expect.stringMatching(/^unknownOption is not an option; the options are functions, template, .*, onFault$/),
      'prot is not an option; did you mean port?',
      'functions.a.deadletterTargetArn is not an option; did you mean deadLetterTargetArn?',
      'endpoints.sqs_ is not an option; did you mean sqs?',
    ])
  })

  it('checks inherited members', () => {
    expect(checkOptions(Object.create({ port: -1 }))).toEqual(['port is not a whole number from 0 to 65535: -1'])
  })

  it('never shows signing keys', () => {
    const broken = [
      'hidden',
      ['hidden'],
      { accessKeyId: ['hidden'], secretAccessKey: 7 },
      { accessKeyId: 'a', secretAccessKey: ['hidden'] },
      { accessKeyId: 'a', secretKey: 'hidden' },
      { accessKeyId: 'a', secretAccessKey: '' },
      cycle,
    ]
    for (const signingKeys of broken) {
      const problems = checkOptions({ signingKeys }).join('; ')
      expect(problems).toContain('signingKeys')
      expect(problems).not.toContain('hidden')
    }
    expect(checkOptions({ signingKeys: { accessKeyId: 'a' } })).toEqual(['signingKeys.secretAccessKey is missing'])
  })

  it('accepts a module namespace as functions, and an empty ARN as none', async () => {
    const url = `data:text/javascript,export const orders = ${JSON.stringify({ file: 'a.mjs', deadLetterTargetArn: '' })}`
    expect(checkOptions({ functions: await import(url) })).toEqual([])
  })

  it('shortens values and names', () => {
    const [problem = ''] = checkOptions({ region: 'x'.repeat(1_000) })
    expect(problem).toHaveLength('region is not an AWS region: '.length + 100)
    expect(checkOptions(withFunction({ ['x'.repeat(100_000)]: 1 })).join().length).toBeLessThan(500)
  })

  it('refuses callbacks in a configuration file', () => {
    expect(checkOptions({ onFault: () => {} }, 'file')).toEqual([
      'onFault can be set in a program, not in a configuration file',
    ])
  })
})

describe('runtimeOptionRules', () => {
  it.each(['us-east-1', 'us-gov-west-1', 'us-isob-east-1', 'eusc-de-east-1', 'us-a-b-1', 'moon', 'us-east-11'])(
    'accepts the region %s exactly if a function ARN can have it',
    (region) => {
      const inArns = parseFunctionReference(`arn:aws:lambda:${region}:123456789012:function:f`) !== undefined
      expect(checkOptions({ region }).length === 0).toBe(inArns)
    },
  )

  it.each([
    { name: 'MaximumRetryAttempts', values: [-1, 0, 2, 3] },
    { name: 'MaximumEventAgeInSeconds', values: [59, 60, 21_600, 21_601] },
  ])("has the bounds of Lambda's model for $name (CFG-14e)", ({ name, values }) => {
    for (const value of values) {
      const problems = checkOptions(withFunction({ eventInvokeConfigs: { live: { [name]: value } } }))
      expect([value, problems.length]).toEqual([value, checkEventInvokeConfigModel({ [name]: value }).length])
    }
  })
})
