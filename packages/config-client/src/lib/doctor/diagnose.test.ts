import { describe, expect, it } from 'vitest'
import { readCloudFormation } from '../templates/cloudformation.ts'
import { diagnose } from './diagnose.ts'
import { formatFinding } from './finding.ts'
import type { FunctionSetup, Setup } from './setup.ts'
import { setupOfDesiredState } from './setup.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'
const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

const one = (setup: Omit<FunctionSetup, 'functionName'>) => diagnose({ functions: [{ functionName: 'f', ...setup }] })
const rulesOf = (setup: Omit<FunctionSetup, 'functionName'>) =>
  one(setup).map(({ rule, severity, subject, statement }) => [severity, rule, subject, statement])

it('finds nothing where nothing is wrong', () => {
  expect(
    one({
      settings: { live: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600, OnFailure: queue } },
      deadLetterTargets: { $LATEST: null, 1: null },
      aliases: { live: '1' },
    }),
  ).toEqual([])
})

describe('where failed events go', () => {
  it('to both a destination and a dead-letter queue (DLQ-6), that of the version behind an alias (DSP-7)', () => {
    const settings = { live: { OnFailure: queue } }
    const aliases = { live: '1' }
    const both = [['warning', 'dead-letter-and-destination', 'f:live', 'DLQ-6']]
    expect(rulesOf({ settings, aliases, deadLetterTargets: { 1: queue } })).toEqual(both)
    expect(rulesOf({ settings, aliases, deadLetterTargets: { 1: null, $LATEST: null } })).toEqual([])
    expect(
      rulesOf({ settings: { $LATEST: { OnFailure: queue } }, deadLetterTargets: { $LATEST: queue } }),
    ).toHaveLength(1)
  })

  it('nowhere, after one try (TRM-4); a warning where the dead-letter queue is not known', () => {
    const settings = { $LATEST: { MaximumRetryAttempts: 0 } }
    const found = (severity: string) => [[severity, 'no-retries-and-no-failure-route', 'f:$LATEST', 'TRM-4']]
    expect(rulesOf({ settings, deadLetterTargets: { $LATEST: null } })).toEqual(found('error'))
    expect(rulesOf({ settings })).toEqual(found('warning'))
    expect(rulesOf({ settings, deadLetterTargets: { $LATEST: queue } })).toEqual([])
    expect(rulesOf({ settings: { $LATEST: { MaximumRetryAttempts: 0, OnFailure: queue } } })).toEqual([])
  })

  it('to a topic that is smaller than an event (DST-9)', () => {
    expect(rulesOf({ settings: { $LATEST: { OnSuccess: topic } } })).toEqual([
      ['info', 'sns-record-size', 'f:$LATEST', 'DST-9'],
    ])
    expect(rulesOf({ settings: {}, deadLetterTargets: { $LATEST: topic } })).toEqual([
      ['info', 'sns-record-size', 'f:$LATEST', 'DST-9'],
    ])
  })
})

describe('retries that cannot begin in time (RTY-1, RTY-3)', () => {
  it.each([
    [60, 2, '0 of 2'],
    [61, 2, '1 of 2'],
    [180, 2, '1 of 2'],
    [60, 1, '0 of 1'],
  ])('age %i, %i retries: %s', (MaximumEventAgeInSeconds, MaximumRetryAttempts, fitting) => {
    const [finding, ...others] = one({ settings: { $LATEST: { MaximumEventAgeInSeconds, MaximumRetryAttempts } } })
    expect(finding).toMatchObject({ severity: 'warning', rule: 'age-too-short-for-retries', statement: 'RTY-1' })
    expect(finding?.evidence).toContain(`${fitting} retries can begin within ${MaximumEventAgeInSeconds} s`)
    expect(others).toEqual([])
  })

  it.each([
    [181, 2],
    [61, 1],
    [60, 0],
  ])('age %i is enough for %i', (MaximumEventAgeInSeconds, MaximumRetryAttempts) => {
    const settings = { $LATEST: { MaximumEventAgeInSeconds, MaximumRetryAttempts, OnFailure: queue } }
    expect(one({ settings })).toEqual([])
  })
})

describe('what Lambda refuses', () => {
  it.each([
    ['s3-on-success', 'CFG-14c', { OnSuccess: 'arn:aws:s3:::records' }],
    ['fifo-target', 'CFG-14a', { OnFailure: `${queue}.fifo` }],
    ['self-destination', 'CFG-14b', { OnFailure: lambda('f') }],
    ['refused-setting', 'CFG-14e', { MaximumRetryAttempts: 3 }],
    ['refused-setting', 'CFG-14c', { OnFailure: 'arn:aws:iam::123456789012:role/r' }],
  ])('%s (%s)', (rule, statement, settings) => {
    expect(rulesOf({ settings: { live: settings } })).toEqual([['error', rule, 'f:live', statement]])
  })

  it('FIFO topics, and FIFO dead-letter queues (FNC-3)', () => {
    expect(rulesOf({ settings: { $LATEST: { OnFailure: `${topic}.fifo` } } })[0]?.slice(1, 2)).toEqual(['fifo-target'])
    const rules = rulesOf({ settings: {}, deadLetterTargets: { $LATEST: `${queue}.fifo` } })
    expect(rules).toEqual([['error', 'fifo-target', 'f:$LATEST', 'FNC-3']])
  })
})

describe('records that go in a circle (CFG-19)', () => {
  const to = (functionName: string, OnSuccess: string, qualifier = '$LATEST') => {
    return { functionName, settings: { [qualifier]: { OnSuccess } } }
  }
  const loops = (functions: readonly FunctionSetup[]) =>
    diagnose({ functions }).flatMap(({ rule, evidence }) => (rule === 'destination-loop' ? [evidence] : []))

  it('A -> B -> A, once', () => {
    expect(loops([to('a', lambda('b')), to('b', lambda('a'))])).toEqual([
      'records go in a circle: a:$LATEST -> b:$LATEST -> a:$LATEST',
    ])
  })

  it('A -> B -> C -> B, whoever leads there', () => {
    expect(loops([to('a', lambda('b')), to('b', lambda('c')), to('c', lambda('b:$LATEST'))])).toEqual([
      'records go in a circle: b:$LATEST -> c:$LATEST -> b:$LATEST',
    ])
  })

  it('not where the circle needs settings that the qualifier does not have (DSP-6)', () => {
    expect(loops([to('a', lambda('b'), 'live'), to('b', lambda('a'))])).toEqual([])
    expect(loops([to('a', lambda('b:live'), 'live'), to('b', lambda('a:live'), 'live')])).toHaveLength(1)
  })
})

describe('what a qualifier does not inherit', () => {
  it('settings (DSP-6)', () => {
    const settings = { $LATEST: { MaximumRetryAttempts: 1 } }
    expect(rulesOf({ settings, aliases: { live: '1' } })).toEqual([
      ['warning', 'alias-without-settings', 'f:live', 'DSP-6'],
    ])
    expect(rulesOf({ settings: { ...settings, live: {} }, aliases: { live: '1' } })).toEqual([])
    expect(rulesOf({ settings: {}, aliases: { live: '1' } })).toEqual([])
  })

  it('a later dead-letter queue (DSP-7, FNC-4)', () => {
    const deadLetterTargets = { $LATEST: queue, 1: null, 2: topic, 3: queue }
    expect(rulesOf({ settings: {}, deadLetterTargets, aliases: { live: '2' } })).toEqual([
      ['warning', 'frozen-dead-letter-differs', 'f:2', 'DSP-7'],
      ['info', 'frozen-dead-letter-differs', 'f:1', 'DSP-7'],
    ])
  })
})

describe('rules on a bus that can match no record (DST-4)', () => {
  const evidences = (pattern: unknown) =>
    diagnose({ functions: [], eventRules: [{ name: 'results', pattern }] }).map(({ rule, statement, evidence }) => {
      expect([rule, statement]).toEqual(['rule-never-matches', 'DST-4'])
      return evidence.slice(0, evidence.indexOf(' is '))
    })
  const failure = 'Lambda Function Invocation Result - Failure'

  it.each([
    [['source'], { source: ['aws.lambda'], 'detail-type': [failure] }],
    [['detail-type'], { source: ['lambda'], 'detail-type': ['Lambda Function Invocation Result – Failure'] }],
    [
      ['source', 'detail-type'],
      { source: ['aws.lambda'], 'detail-type': ['Lambda Function Invocation Result – Success'] },
    ],
    [['detail-type'], { 'detail-type': ['Lambda Function Invocation Result'] }],
    [['source'], { source: ['aws.lambda'], detail: { requestContext: { condition: ['RetriesExhausted'] } } }],
    [['source'], { source: [{ prefix: 'aws.' }], 'detail-type': [{ prefix: 'Lambda Function Invocation Result' }] }],
    [['detail-type'], { 'detail-type': [{ suffix: 'Lambda Function Invocation Result - failure' }] }],
  ])('%j in %j', (members, pattern) => {
    expect(evidences(pattern)).toEqual(members)
  })

  it.each([
    [{ source: ['lambda'], 'detail-type': [failure] }],
    [{ source: ['aws.lambda', 'lambda'], 'detail-type': [failure] }],
    [{ 'detail-type': [{ prefix: 'Lambda Function Invocation Result' }] }],
    [{ 'detail-type': [{ wildcard: 'Lambda Function Invocation Result - *' }] }],
    [{ 'detail-type': [{ 'equals-ignore-case': 'lambda function invocation result - FAILURE' }] }],
    [{ source: ['aws.lambda'], 'detail-type': ['AWS API Call via CloudTrail'] }],
    [{ source: ['aws.s3'] }],
    ['not a pattern'],
  ])('and nothing in %j', (pattern) => {
    expect(evidences(pattern)).toEqual([])
  })
})

it('two retry loops that do not know of each other', () => {
  const setup: Setup = {
    functions: [{ functionName: 'f', settings: { $LATEST: { MaximumRetryAttempts: 1 } } }],
    invokers: [
      { name: 'web', maxAttempts: 3 },
      { name: 'careful', maxAttempts: 1 },
    ],
  }
  expect(diagnose(setup)).toMatchObject([{ severity: 'warning', rule: 'sdk-retries-enqueue-twice', subject: 'web' }])
})

it('reads a template, so that the settings that an alias does not have are seen before they are missed', () => {
  const reading = readCloudFormation({
    Resources: {
      Settings: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: { FunctionName: 'f', Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
      },
      Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: 'f', Name: 'live', FunctionVersion: '1' } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { EventPattern: { source: ['aws.lambda'], detail: { requestContext: {} } } },
      },
    },
  })
  const findings = diagnose(setupOfDesiredState(reading.desired, reading))
  expect(findings.map(({ rule, subject }) => [rule, subject])).toEqual([
    ['rule-never-matches', 'Rule'],
    ['alias-without-settings', 'f:live'],
  ])
})

it('reads a desired state, so that it is found before anything is deployed; the worst comes first', () => {
  const setup = setupOfDesiredState(
    {
      version: '1.0',
      functions: {
        f: {
          DeadLetterConfig: null,
          EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0 }, beta: null },
        },
      },
    },
    { aliases: { f: { live: null } } },
  )
  const findings = diagnose(setup)
  expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([
    ['error', 'no-retries-and-no-failure-route'],
    ['warning', 'alias-without-settings'],
  ])
  expect(findings.map(formatFinding)[1]).toBe(
    'warning f:live: $LATEST has {"MaximumRetryAttempts":0}, the alias has no settings: its events use 2 retries, 21600 s and no destination (alias-without-settings, DSP-6)\n' +
      "  remedy: Put the settings for Qualifier 'live'.\n" +
      '  see: https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#dsp-6',
  )
})
