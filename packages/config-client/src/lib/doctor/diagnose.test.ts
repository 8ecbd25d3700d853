import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCloudFormation } from '../templates/cloudformation.ts'
import { diagnose } from './diagnose.ts'
import { formatFinding } from './finding.ts'
import { type FunctionSetup, type Setup, setupOfDesiredState } from './setup.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'
const lambda = (name: string) => `arn:aws:lambda:us-east-1:123456789012:function:${name}`

const onFailure = { DestinationConfig: { OnFailure: { Destination: queue } } }

const one = (setup: Omit<FunctionSetup, 'functionName'>) => diagnose({ functions: [{ functionName: 'f', ...setup }] })
const rulesOf = (setup: Omit<FunctionSetup, 'functionName'>) =>
  one(setup).map(({ rule, severity, subject, statement }) => [severity, rule, subject, statement])

describe('diagnose', () => {
  it('finds nothing in sound settings', () => {
    expect(
      one({
        settings: { live: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600, OnFailure: queue } },
        deadLetterTargets: { $LATEST: null, 1: null },
        aliases: { live: '1' },
      }),
    ).toEqual([])
  })

  describe('of failed events', () => {
    it('warns of a destination beside a dead-letter queue (DLQ-6), also that of the version behind an alias (DSP-7)', () => {
      const settings = { live: { OnFailure: queue } }
      const aliases = { live: '1' }
      const both = [['warning', 'dead-letter-and-destination', 'f:live', 'DLQ-6']]
      expect(rulesOf({ settings, aliases, deadLetterTargets: { 1: queue } })).toEqual(both)
      expect(rulesOf({ settings, aliases, deadLetterTargets: { 1: null, $LATEST: null } })).toEqual([])
      expect(
        rulesOf({ settings: { $LATEST: { OnFailure: queue } }, deadLetterTargets: { $LATEST: queue } }),
      ).toHaveLength(1)
    })

    it('reports events dropped after one failure (TRM-4), as a warning if the dead-letter queue is unknown', () => {
      const settings = { $LATEST: { MaximumRetryAttempts: 0 } }
      const found = (severity: string) => [[severity, 'no-retries-and-no-failure-route', 'f:$LATEST', 'TRM-4']]
      expect(rulesOf({ settings, deadLetterTargets: { $LATEST: null } })).toEqual(found('error'))
      expect(rulesOf({ settings })).toEqual(found('warning'))
      expect(rulesOf({ settings, deadLetterTargets: { $LATEST: queue } })).toEqual([])
      expect(rulesOf({ settings: { $LATEST: { MaximumRetryAttempts: 0, OnFailure: queue } } })).toEqual([])
    })

    it('reports destinations of a durable function, but not its dead-letter queue (DUR-1)', () => {
      const settings = { live: { OnSuccess: queue } }
      expect(rulesOf({ settings, durable: true })).toEqual([
        ['error', 'destination-on-durable-function', 'f:live', 'DUR-1'],
      ])
      expect(rulesOf({ settings, durable: false })).toEqual([])
      expect(rulesOf({ settings: { live: {} }, deadLetterTargets: { $LATEST: queue }, durable: true })).toEqual([])
    })

    it('mentions a topic whose limit is below the size of an event (DST-9a)', () => {
      expect(rulesOf({ settings: { $LATEST: { OnSuccess: topic } } })).toEqual([
        ['info', 'sns-record-size', 'f:$LATEST', 'DST-9a'],
      ])
      expect(rulesOf({ settings: {}, deadLetterTargets: { $LATEST: topic } })).toEqual([
        ['info', 'sns-record-size', 'f:$LATEST', 'DST-9a'],
      ])
    })
  })

  describe('of retries and the maximum age', () => {
    it.each([
      { age: 60, retries: 2, fitting: '0 of 2' },
      { age: 61, retries: 2, fitting: '1 of 2' },
      { age: 180, retries: 2, fitting: '1 of 2' },
      { age: 60, retries: 1, fitting: '0 of 1' },
    ])('warns that only $fitting retries can start within $age s (RTY-1, RTY-3)', ({ age, retries, fitting }) => {
      const settings = { $LATEST: { MaximumEventAgeInSeconds: age, MaximumRetryAttempts: retries } }
      const [finding, ...others] = one({ settings })
      expect(finding).toMatchObject({ severity: 'warning', rule: 'age-too-short-for-retries', statement: 'RTY-1' })
      expect(finding?.evidence).toMatch(new RegExp(`^${fitting} retr(y|ies) can start within ${age} s:`))
      expect(others).toEqual([])
    })

    it.each([
      { age: 181, retries: 2 },
      { age: 61, retries: 1 },
      { age: 60, retries: 0 },
    ])('accepts $retries retries within $age s (RTY-1, RTY-3)', ({ age, retries }) => {
      const settings = { $LATEST: { MaximumEventAgeInSeconds: age, MaximumRetryAttempts: retries, OnFailure: queue } }
      expect(one({ settings })).toEqual([])
    })
  })

  describe('of settings that Lambda refuses', () => {
    it.each([
      { rule: 's3-on-success', statement: 'CFG-14c', settings: { OnSuccess: 'arn:aws:s3:::records' } },
      { rule: 'fifo-target', statement: 'CFG-14a', settings: { OnFailure: `${queue}.fifo` } },
      { rule: 'self-destination', statement: 'CFG-14b', settings: { OnFailure: lambda('f') } },
      { rule: 'refused-setting', statement: 'CFG-14e', settings: { MaximumRetryAttempts: 3 } },
      { rule: 'refused-setting', statement: 'CFG-14c', settings: { OnFailure: 'arn:aws:iam::123456789012:role/r' } },
    ])('reports $rule for $settings ($statement)', ({ rule, statement, settings }) => {
      expect(rulesOf({ settings: { live: settings } })).toEqual([['error', rule, 'f:live', statement]])
    })

    it('reports fifo-target for FIFO topics and FIFO dead-letter queues (FNC-3)', () => {
      expect(rulesOf({ settings: { $LATEST: { OnFailure: `${topic}.fifo` } } })[0]?.slice(1, 2)).toEqual([
        'fifo-target',
      ])
      const rules = rulesOf({ settings: {}, deadLetterTargets: { $LATEST: `${queue}.fifo` } })
      expect(rules).toEqual([['error', 'fifo-target', 'f:$LATEST', 'FNC-3']])
    })
  })

  describe('of destination loops', () => {
    const to = (functionName: string, OnSuccess: string, qualifier = '$LATEST') => {
      return { functionName, settings: { [qualifier]: { OnSuccess } } }
    }
    const loops = (functions: readonly FunctionSetup[]) =>
      diagnose({ functions }).flatMap(({ rule, evidence }) => (rule === 'destination-loop' ? [evidence] : []))

    it('reports A -> B -> A once (CFG-19)', () => {
      expect(loops([to('a', lambda('b')), to('b', lambda('a'))])).toEqual([
        'records loop: a:$LATEST -> b:$LATEST -> a:$LATEST',
      ])
    })

    it('reports B -> C -> B without the A that leads to it (CFG-19)', () => {
      expect(loops([to('a', lambda('b')), to('b', lambda('c')), to('c', lambda('b:$LATEST'))])).toEqual([
        'records loop: b:$LATEST -> c:$LATEST -> b:$LATEST',
      ])
    })

    it('reports a second loop through a function that is in one already (CFG-19)', () => {
      const a = { functionName: 'a', settings: { $LATEST: { OnSuccess: lambda('b'), OnFailure: lambda('c') } } }
      expect(loops([a, to('b', lambda('a')), to('c', lambda('b'))])).toEqual([
        'records loop: a:$LATEST -> b:$LATEST -> a:$LATEST',
        'records loop: a:$LATEST -> c:$LATEST -> b:$LATEST -> a:$LATEST',
      ])
    })

    it('reports loops of destinations that exist, and every destination that closes one (CFG-19)', () => {
      const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
      const graphs = fc.dictionary(name, fc.tuple(fc.option(name), fc.option(name)))
      fc.assert(
        fc.property(graphs, (graph) => {
          const next = (from: string) => (graph[from] ?? []).flatMap((to) => (to === null || to === from ? [] : [to]))
          const reachable = (from: string): ReadonlySet<string> => {
            const seen = new Set(next(from))
            for (const each of seen) for (const further of next(each)) seen.add(further)
            return seen
          }
          const steps = Object.keys(graph).flatMap((from) => next(from).map((to) => ({ from, to })))
          const closing = steps.filter(({ from, to }) => reachable(to).has(from)).map(({ from, to }) => `${from}${to}`)
          const found = loops(
            Object.entries(graph).map(([functionName, [success, failure]]) => ({
              functionName,
              settings: {
                $LATEST: {
                  ...(success !== null && { OnSuccess: lambda(success) }),
                  ...(failure !== null && { OnFailure: lambda(failure) }),
                },
              },
            })),
          ).map((evidence) => [...evidence.matchAll(/(\w):\$LATEST/g)].map(([, each]) => each))
          const reported = found.flatMap((loop) => loop.slice(1).map((to, at) => `${loop[at]}${to}`))
          expect(new Set(reported)).toEqual(new Set(closing))
          expect(found.every((loop) => new Set(loop).size === loop.length - 1)).toBe(true)
          expect(new Set(found.map((loop) => loop.join('')))).toHaveLength(found.length)
        }),
      )
    })

    it('follows the settings of the exact qualifier only (DSP-6)', () => {
      expect(loops([to('a', lambda('b'), 'live'), to('b', lambda('a'))])).toEqual([])
      expect(loops([to('a', lambda('b:live'), 'live'), to('b', lambda('a:live'), 'live')])).toHaveLength(1)
    })
  })

  describe('of qualifiers', () => {
    it('warns of an alias without settings if $LATEST has some (DSP-6)', () => {
      const settings = { $LATEST: { MaximumRetryAttempts: 1 } }
      expect(rulesOf({ settings, aliases: { live: '1' } })).toEqual([
        ['warning', 'alias-without-settings', 'f:live', 'DSP-6'],
      ])
      expect(rulesOf({ settings: { ...settings, live: {} }, aliases: { live: '1' } })).toEqual([])
      expect(rulesOf({ settings: {}, aliases: { live: '1' } })).toEqual([])
    })

    it('warns of settings of an alias that does not exist (CFG-12c), if the aliases are known', () => {
      const settings = { $LATEST: {}, 7: {}, live: {}, prod: { MaximumRetryAttempts: 1 } }
      expect(rulesOf({ settings, aliases: { live: '7' } })).toEqual([
        ['warning', 'settings-without-alias', 'f:prod', 'CFG-12c'],
      ])
      expect(one({ settings: { prod: {} }, aliases: {} })[0]?.evidence).toMatch(/the aliases are none$/)
      expect(rulesOf({ settings })).toEqual([])
    })

    it('does not call an alias missing whose settings may be unknown (CFG-26)', () => {
      const functions = [{ functionName: 'f', settings: { prod: {} }, aliases: { live: '7' } }]
      const rules = (unknown: object) =>
        diagnose({ functions, unknown: [{ setting: 'EventInvokeConfig', reason: 'r', ...unknown }] }).map(
          ({ rule }) => rule,
        )
      expect(rules({ functionName: 'f' })).toEqual(['unknown-settings'])
      expect(rules({})).toEqual(['unknown-settings'])
      expect(rules({ functionName: 'g' })).toEqual(['settings-without-alias', 'unknown-settings'])
      expect(rules({ functionName: 'f', qualifier: 'live' })).toEqual(['settings-without-alias', 'unknown-settings'])
    })

    it('warns of stored settings that a template leaves out and CloudFormation may keep (CFG-24)', () => {
      const before = { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 600, OnFailure: queue }
      const deployed = [{ functionName: 'f', settings: { live: before, other: before } }]
      const found = (settings: FunctionSetup['settings'], functionName = 'f') =>
        diagnose({ functions: [{ functionName, settings }], deployed })
      const live = { MaximumRetryAttempts: 1, OnFailure: topic.replace('sns', 'sqs') }
      const [finding, ...others] = found({ live, beta: {} })
      expect(finding).toMatchObject({ severity: 'warning', subject: 'f:live', statement: 'CFG-24' })
      expect(finding?.rule).toBe('removed-setting-stays')
      expect(finding?.evidence).toMatch(
        /^MaximumEventAgeInSeconds is not in the template but stored as 600, and may stay/,
      )
      expect(others).toEqual([])
      // Unset and the default are alike (CFG-2).
      expect(found({ live: { MaximumEventAgeInSeconds: 600, OnFailure: queue } })).toEqual([])
      expect(found({ live }, 'g')).toEqual([])
    })

    it('reports versions published with another dead-letter queue (DSP-7, FNC-4)', () => {
      const deadLetterTargets = { $LATEST: queue, 1: null, 2: topic, 3: queue }
      expect(rulesOf({ settings: {}, deadLetterTargets, aliases: { live: '2' } })).toEqual([
        ['warning', 'frozen-dead-letter-differs', 'f:2', 'DSP-7'],
        ['info', 'frozen-dead-letter-differs', 'f:1', 'DSP-7'],
      ])
    })
  })

  it('warns of an SDK that retries Event invokes (INV-8)', () => {
    const setup: Setup = {
      functions: [{ functionName: 'f', settings: { $LATEST: { MaximumRetryAttempts: 1 } } }],
      invokers: [
        { name: 'web', maxAttempts: 3 },
        { name: 'careful', maxAttempts: 1 },
      ],
    }
    expect(diagnose(setup)).toMatchObject([{ severity: 'warning', rule: 'sdk-retries-enqueue-twice', subject: 'web' }])
  })

  it('diagnoses what a template declares, before it is deployed', () => {
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

  it('concludes nothing from settings that are unknown, and lists them (CFG-26)', () => {
    const reading = readCloudFormation({
      Resources: {
        Settings: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: { FunctionName: 'f', Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
        },
        OfAlias: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: { FunctionName: 'f', Qualifier: { 'Fn::ImportValue': 'alias' }, MaximumRetryAttempts: 1 },
        },
        Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: 'f', Name: 'live', FunctionVersion: '1' } },
      },
    })
    const findings = diagnose(setupOfDesiredState(reading.desired, reading))
    expect(findings.map(({ severity, rule, subject }) => [severity, rule, subject])).toEqual([
      ['info', 'unknown-settings', 'f:(any qualifier)'],
    ])
    expect(findings[0]?.evidence).toBe(
      'the settings are unknown: OfAlias: Qualifier: the export alias of another stack is unknown',
    )
    // A setting in a wrong place is unknown too.
    expect(findings[0]?.remedy).toMatch(/^Correct the template where it is wrong/)
  })

  describe('of a template without names, by logical id', () => {
    const settings = (FunctionName: unknown, rest: object) => ({
      Type: 'AWS::Lambda::EventInvokeConfig',
      Properties: { FunctionName, Qualifier: '$LATEST', ...rest },
    })
    const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] })
    const to = (side: 'OnSuccess' | 'OnFailure', Destination: unknown) => ({
      DestinationConfig: { [side]: { Destination } },
    })
    const sam = (Properties: object) => ({ Type: 'AWS::Serverless::Function', Properties })
    const F = { Type: 'AWS::Lambda::Function', Properties: {} }
    const found = (Resources: object) => {
      const reading = readCloudFormation({ Resources: { F, ...Resources } })
      expect(reading.desired.functions).toEqual({})
      return diagnose(setupOfDesiredState(reading.desired, reading)).map(({ rule, subject }) => [rule, subject])
    }
    const fifo = { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } }
    const bucket = { Type: 'AWS::S3::Bucket' }
    const ref = { Ref: 'F' }

    it.each([
      { rule: 'refused-setting', resources: { C: settings(ref, { MaximumRetryAttempts: 5 }) } },
      { rule: 's3-on-success', resources: { B: bucket, C: settings(ref, to('OnSuccess', arnOf('B'))) } },
      { rule: 'fifo-target', resources: { Q: fifo, C: settings(ref, to('OnFailure', arnOf('Q'))) } },
      { rule: 'self-destination', resources: { C: settings(ref, to('OnFailure', arnOf('F'))) } },
    ])('finds $rule', ({ rule, resources }) => {
      expect(found(resources)).toEqual([[rule, 'F:$LATEST']])
    })

    it('finds loops', () => {
      expect(
        found({
          G: F,
          C: settings(ref, to('OnFailure', arnOf('G'))),
          D: settings({ Ref: 'G' }, to('OnFailure', arnOf('F'))),
        }),
      ).toEqual([['destination-loop', 'F:$LATEST']])
    })

    it('finds a dead-letter queue beside the queue that SAM generates', () => {
      const EventInvokeConfig = { DestinationConfig: { OnFailure: { Type: 'SQS' } } }
      const Orders = sam({ EventInvokeConfig, DeadLetterQueue: { Type: 'SQS', TargetArn: queue } })
      const reading = readCloudFormation({ Resources: { Orders } })
      const [finding] = diagnose(setupOfDesiredState(reading.desired, reading))
      expect(finding?.rule).toBe('dead-letter-and-destination')
      expect(finding?.evidence).toContain(':OrdersEventInvokeConfigOnFailureQueue ')
    })

    it('takes names that the context has, and settings that are known', () => {
      const Named = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'named' } }
      const Resources = {
        F,
        Named,
        C: settings(ref, { MaximumRetryAttempts: 1 }),
        D: settings('named', { MaximumRetryAttempts: 1 }),
      }
      const setupWith = (context: object) => {
        const reading = readCloudFormation({ Resources }, context)
        return setupOfDesiredState(reading.desired, reading).functions.map(({ functionName }) => functionName)
      }
      expect(setupWith({})).toEqual(['F', 'named'])
      expect(setupWith({ physicalNames: { F: 'stack-F-1' } })).toEqual(['stack-F-1', 'named'])
    })
  })

  it('looks up aliases and versions by name only, also those of Object', () => {
    const functions = { constructor: { EventInvokeConfigs: { toString: { MaximumRetryAttempts: 1, ...onFailure } } } }
    const setup = setupOfDesiredState({ version: '1.0', functions }, { aliases: {} })
    expect(setup.functions).toEqual([
      { functionName: 'constructor', settings: { toString: { MaximumRetryAttempts: 1, OnFailure: queue } } },
    ])
    expect(diagnose({ functions: [{ ...setup.functions[0], deadLetterTargets: {} } as FunctionSetup] })).toEqual([])
  })

  it('diagnoses a pattern that matches no listed function under its own name, with what else would apply', () => {
    const short = { EventInvokeConfigs: { $LATEST: { MaximumEventAgeInSeconds: 60, ...onFailure } } }
    const setup = setupOfDesiredState({
      version: '1.0',
      functions: { orders: {} },
      patterns: { 'ord*': short, 'team-*': short, '*': { DeadLetterConfig: { TargetArn: queue } } },
      defaults: { MaximumRetryAttempts: 1 },
    })
    const settings = { $LATEST: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60, OnFailure: queue } }
    expect(setup.functions).toEqual(
      ['orders', 'team-*'].map((functionName) => ({
        functionName,
        settings,
        deadLetterTargets: { $LATEST: queue },
      })),
    )
    expect(diagnose(setup).filter(({ rule }) => rule === 'age-too-short-for-retries')).toEqual([
      expect.objectContaining({ subject: 'orders:$LATEST' }),
      expect.objectContaining({
        subject: 'team-*:$LATEST',
        evidence: expect.stringMatching(/^0 of 1 retry can start/),
      }),
    ])
  })

  it('diagnoses a desired state, and sorts the findings by severity', () => {
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
      { aliases: { f: { live: null } }, durableFunctions: ['f'] },
    )
    expect(setup.functions[0]?.durable).toBe(true)
    const findings = diagnose(setup)
    expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([
      ['error', 'no-retries-and-no-failure-route'],
      ['warning', 'alias-without-settings'],
    ])
    expect(findings.map(formatFinding)[1]).toBe(
      'warning f:live: $LATEST has {"MaximumRetryAttempts":0}, but the alias has no settings: its events get 2 retries, a maximum age of 21600 s and no destination (alias-without-settings, DSP-6)\n' +
        "  remedy: Put settings with Qualifier 'live'.\n" +
        '  see: https://github.com/async-invoke/async-invoke/blob/main/docs/semantics.md#dsp-6',
    )
  })
})
