import { checkEventInvokeConfigModel, parseFunctionReference } from '@async-invoke/schemas'
import { describe, expect, it } from 'vitest'
import { checkOptions } from './check-options.ts'
import type { LocalRuntimeOptions } from './local-runtime-options.ts'

const roleArn = 'arn:aws:iam::123456789012:role/orders'
const ofFunction = (options: object) => ({ functions: { a: { file: 'a.mjs', ...options } } })
const circle: { self?: object; secretAccessKey: string } = { secretAccessKey: 'hidden' }
circle.self = circle

describe('checkOptions', () => {
  it.each<LocalRuntimeOptions>([
    {},
    { port: 0, time: 'real', speed: 60, concurrency: 0, maxInFlight: 1, pendingMs: 0 },
    { port: 65_535, speed: 100_000, concurrency: 2_147_483_647, maxInFlight: 100_000, pendingMs: 2_147_483_647 },
    { region: 'us-gov-west-1', accountId: '000000000000', time: 'skip' },
    { signingKeys: { accessKeyId: 'a', secretAccessKey: 'b' }, endpoints: { sqs: 'http://localhost:4566' } },
    { endpoints: { iam: 'https://[::1]:4566/iam' }, unsettled: { backoffJitter: 'upper-half' }, onFault: () => {} },
    { roles: { [roleArn]: { Statement: [{ Effect: 'Deny', Action: ['sqs:*'], Condition: { Null: { a: 1 } } }] } } },
    ofFunction({ timeoutInSeconds: 900, memoryInMegabytes: 10_240, reservedConcurrency: 0, role: roleArn }),
    ofFunction({ aliases: { live: '$LATEST', old: '7' }, eventInvokeConfigs: { live: { MaximumRetryAttempts: 0 } } }),
  ])('admits %o', (options) => {
    expect(checkOptions(options)).toEqual([])
  })

  it('counts a member that is undefined as missing', () => {
    expect(checkOptions({ port: undefined, functions: { a: { file: 'a.mjs', directory: undefined } } })).toEqual([])
  })

  it.each<[object, string]>([
    [{ port: 65_536 }, 'port is not a whole number from 0 to 65535: 65536'],
    [{ port: '9411' }, 'port is not a whole number from 0 to 65535: "9411"'],
    [{ port: Number.NaN }, 'port is not a whole number from 0 to 65535: NaN'],
    [{ port: 1n }, 'port is not a whole number from 0 to 65535: 1n'],
    [{ host: '' }, 'host is not a non-empty string: ""'],
    [{ region: 'moon' }, 'region is not an AWS region: "moon"'],
    [{ accountId: 123_456_789_012 }, 'accountId is not 12 digits: 123456789012'],
    [{ time: 'fast' }, 'time is not real, skip or manual: "fast"'],
    [{ time: 'constructor' }, 'time is not real, skip or manual: "constructor"'],
    [{ speed: 0 }, 'speed is not a number from 0.001 to 100000: 0'],
    [{ speed: Number.POSITIVE_INFINITY }, 'speed is not a number from 0.001 to 100000: Infinity'],
    [{ maxInFlight: 0 }, 'maxInFlight is not a whole number from 1 to 100000: 0'],
    [{ concurrency: 1.5 }, 'concurrency is not a whole number from 0 to 2147483647: 1.5'],
    [{ pendingMs: -1 }, 'pendingMs is not a whole number from 0 to 2147483647: -1'],
    [{ checkDestinations: 'no' }, 'checkDestinations is not true or false: "no"'],
    [{ onFault: 'log' }, 'onFault is not a function: "log"'],
    [{ dataDirectory: null }, 'dataDirectory is not a non-empty string: null'],
    [
      { endpoints: { sqs: 'localhost:4566' } },
      'endpoints.sqs is not a URL of http or https with a host: "localhost:4566"',
    ],
    [{ endpoints: { sqs: 'http://' } }, 'endpoints.sqs is not a URL of http or https with a host: "http://"'],
    [
      { endpoints: { s3: 'http://a:70000' } },
      'endpoints.s3 is not a URL of http or https with a host: "http://a:70000"',
    ],
    [{ endpoints: ['http://a'] }, 'endpoints is not an object: ["http://a"]'],
    [{ unsettled: { loopRecord: 'all' } }, 'unsettled.loopRecord is not none or unverified: "all"'],
    [{ roles: { orders: { Statement: [] } } }, 'the name of roles.orders is not the ARN of a role: "orders"'],
    [{ roles: { [roleArn]: {} } }, `roles.${roleArn}.Statement is missing`],
    [{ roles: { [roleArn]: { Statement: {} } } }, `roles.${roleArn}.Statement is not a list: {}`],
    [
      { roles: { [roleArn]: { Statement: [{ Effect: 'allow' }] } } },
      `roles.${roleArn}.Statement[0].Effect is not Allow or Deny: "allow"`,
    ],
    [
      { roles: { [roleArn]: { Statement: [{ Effect: 'Allow', Action: ['sqs:*', 7] }] } } },
      `roles.${roleArn}.Statement[0].Action is not a string or a list of strings: ["sqs:*",7]`,
    ],
    [{ functions: 'a.mjs' }, 'functions is not an object: "a.mjs"'],
    [{ functions: new Map([['a', { file: 'a.mjs' }]]) }, 'functions is not an object: {}'],
    [{ functions: { a: null } }, 'functions.a is not an object: null'],
    [{ functions: { a: {} } }, 'functions.a has not exactly one of file, directory: {}'],
    [
      ofFunction({ directory: 'a' }),
      'functions.a has not exactly one of file, directory: {"file":"a.mjs","directory":"a"}',
    ],
    [ofFunction({ timeoutInSeconds: 0 }), 'functions.a.timeoutInSeconds is not a whole number from 1 to 900: 0'],
    [
      ofFunction({ memoryInMegabytes: 10_241 }),
      'functions.a.memoryInMegabytes is not a whole number from 128 to 10240: 10241',
    ],
    [ofFunction({ environment: { DEBUG: true } }), 'functions.a.environment.DEBUG is not a string: true'],
    [ofFunction({ aliases: { live: 7 } }), 'functions.a.aliases.live is not $LATEST or the number of a version: 7'],
    [
      ofFunction({ eventInvokeConfigs: { live: { MaximumEventAgeInSeconds: 59 } } }),
      'functions.a.eventInvokeConfigs.live.MaximumEventAgeInSeconds is not a whole number from 60 to 21600: 59',
    ],
    [{ time: 'skip', speed: 60 }, 'speed goes with real time, not with skip: 60'],
  ])('refuses %o', (options, problem) => {
    expect(checkOptions(options)).toEqual([problem])
  })

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [7, '7'],
    ['port', '"port"'],
    [[{ signingKeys: { secretAccessKey: 'hidden' } }], '[{"signingKeys":{"secretAccessKey":"(not shown)"}}]'],
    [[circle], '[object Array]'],
  ])('refuses %o as options', (options, shownValue) => {
    expect(checkOptions(options)).toEqual([`options is not an object: ${shownValue}`])
  })

  it('refuses members that it does not know, with the nearest name', () => {
    const functions = { a: { file: 'a.mjs', deadletterTargetArn: 'arn:aws:sqs:us-east-1:123456789012:q' } }
    expect(checkOptions({ functions, unknownOption: 1, prot: 2, endpoints: { sqs_: 'http://a' } })).toEqual([
      expect.stringMatching(/^unknownOption is no option; known are functions, port, .*, onFault$/),
      'prot is no option; did you mean port?',
      'functions.a.deadletterTargetArn is no option; did you mean deadLetterTargetArn?',
      'endpoints.sqs_ is no option; did you mean sqs?',
    ])
  })

  it('takes members as they are inherited', () => {
    expect(checkOptions(Object.create({ port: -1 }))).toEqual(['port is not a whole number from 0 to 65535: -1'])
  })

  it('never shows keys to sign with', () => {
    const broken = [
      'hidden',
      ['hidden'],
      { accessKeyId: ['hidden'], secretAccessKey: 7 },
      { accessKeyId: 'a', secretAccessKey: ['hidden'] },
      { accessKeyId: 'a', secretKey: 'hidden' },
      { accessKeyId: 'a', secretAccessKey: '' },
      circle,
    ]
    for (const signingKeys of broken) {
      const problems = checkOptions({ signingKeys }).join('; ')
      expect(problems).toContain('signingKeys')
      expect(problems).not.toContain('hidden')
    }
    expect(checkOptions({ signingKeys: { accessKeyId: 'a' } })).toEqual(['signingKeys.secretAccessKey is missing'])
  })

  it('takes the exports of a module as functions, and empty ARNs as none', async () => {
    const url = `data:text/javascript,export const orders = ${JSON.stringify({ file: 'a.mjs', deadLetterTargetArn: '' })}`
    expect(checkOptions({ functions: await import(url) })).toEqual([])
  })

  it('shortens values and names', () => {
    const [problem = ''] = checkOptions({ region: 'x'.repeat(1_000) })
    expect(problem).toHaveLength('region is not an AWS region: '.length + 100)
    expect(checkOptions(ofFunction({ ['x'.repeat(100_000)]: 1 })).join().length).toBeLessThan(500)
  })

  it('refuses callbacks in a configuration file', () => {
    expect(checkOptions({ onFault: () => {} }, 'file')).toEqual([
      'onFault is an option of programs, not of a configuration file',
    ])
  })
})

describe('the rules of options', () => {
  it.each(['us-east-1', 'us-gov-west-1', 'us-isob-east-1', 'eusc-de-east-1', 'us-a-b-1', 'moon', 'us-east-11'])(
    'know the regions that function ARNs can have: %s',
    (region) => {
      const inArns = parseFunctionReference(`arn:aws:lambda:${region}:123456789012:function:f`) !== undefined
      expect(checkOptions({ region }).length === 0).toBe(inArns)
    },
  )

  it.each([
    ['MaximumRetryAttempts', [-1, 0, 2, 3]],
    ['MaximumEventAgeInSeconds', [59, 60, 21_600, 21_601]],
  ])("have the model's bounds of %s (CFG-14e)", (name, values) => {
    for (const value of values) {
      const problems = checkOptions(ofFunction({ eventInvokeConfigs: { live: { [name]: value } } }))
      expect([value, problems.length]).toEqual([value, checkEventInvokeConfigModel({ [name]: value }).length])
    }
  })
})
