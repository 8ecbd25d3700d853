import type { DesiredFunction, DesiredState } from '@async-invoke/schemas'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApplyOptions, apply, type ConfigPlan, drift, formatPlan, type PlanOptions, plan } from '../src/plan.ts'
import { type LambdaStandIn, startLambdaStandIn } from './lambda-stand-in.ts'

const queue = 'arn:aws:sqs:us-east-1:123456789012:order-failures'
const topic = 'arn:aws:sns:us-east-1:123456789012:order-results'

let lambda: LambdaStandIn
beforeEach(async () => {
  lambda = await startLambdaStandIn()
})
afterEach(() => lambda.close())

const desired = (wanted: DesiredFunction): DesiredState => ({
  version: '1.0',
  functions: { 'order-processor': wanted },
})
const planned = (wanted: DesiredFunction, options: Omit<PlanOptions, 'client'> = {}) =>
  plan(desired(wanted), { client: lambda.client, ...options })
const applied = async (found: ConfigPlan, options: Omit<ApplyOptions, 'client'> = {}) =>
  (await apply(found, { client: lambda.client, ...options })).map(({ outcome }) => outcome)

/** Needs one step of each kind: an update, a put to unset, a put of a first record, a delete; `8` needs none. */
const everything: DesiredFunction = {
  DeadLetterConfig: null,
  EventInvokeConfigs: {
    $LATEST: null,
    live: { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: queue } } },
    beta: { DestinationConfig: { OnFailure: { Destination: queue } } },
    7: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
    8: { MaximumRetryAttempts: 2 },
  },
}

function storeBefore(): void {
  lambda.deadLetter.target = queue
  lambda.store('$LATEST', { MaximumRetryAttempts: 1 })
  lambda.store('live', { MaximumRetryAttempts: 1, OnSuccess: topic, OnFailure: queue })
  lambda.store('beta', { MaximumRetryAttempts: 1, OnFailure: queue })
  lambda.store('8', { MaximumEventAgeInSeconds: 21_600 })
  lambda.store('other', { MaximumRetryAttempts: 0 })
}

describe('a plan over a stand-in for Lambda, with the real SDK client', () => {
  it('finds the fewest calls, and changes nothing', async () => {
    storeBefore()
    const found = await planned(everything)
    expect(formatPlan(found)).toBe(
      [
        'put order-processor:7',
        '  MaximumRetryAttempts: (unset) -> 0',
        '  MaximumEventAgeInSeconds: (unset) -> 60',
        'delete order-processor:$LATEST',
        '  MaximumRetryAttempts: 1 -> (unset)',
        'update order-processor:live',
        '  MaximumRetryAttempts: 1 -> 0',
        `  OnSuccess: ${topic} -> (unset)`,
        'put order-processor:beta',
        '  MaximumRetryAttempts: 1 -> (unset)',
        'removeDeadLetterConfig order-processor',
        `  DeadLetterConfig.TargetArn: ${queue} -> (unset)`,
      ].join('\n'),
    )
    expect(lambda.writes).toEqual([])
    // All pages of one list, and the configuration: no call per qualifier.
    expect(lambda.reads.map((read) => read.split(' ')[1])).toEqual([
      ...Array(3).fill('event-invoke-config/list'),
      'configuration',
    ])
  })

  it('applies call by call, keeps unlisted qualifiers, and leaves nothing to do', async () => {
    storeBefore()
    // A plan survives JSON: the approved plan is the applied one.
    const found: ConfigPlan = JSON.parse(JSON.stringify(await planned(everything)))
    expect(await applied(found)).toEqual(Array(5).fill('done'))
    const at = (qualifier: string) => `event-invoke-config ${qualifier}`
    expect(lambda.writes).toEqual([
      `PUT ${at('7')} {"MaximumRetryAttempts":0,"MaximumEventAgeInSeconds":60}`,
      `DELETE ${at('$LATEST')} `,
      `POST ${at('live')} {"MaximumRetryAttempts":0,"DestinationConfig":{"OnSuccess":{"Destination":""}}}`,
      `PUT ${at('beta')} {"DestinationConfig":{"OnFailure":{"Destination":"${queue}"}}}`,
      'PUT configuration $LATEST {"DeadLetterConfig":{"TargetArn":""},"RevisionId":"r-1"}',
    ])
    expect(lambda.stored()).toEqual({
      live: { MaximumRetryAttempts: 0, OnFailure: queue },
      beta: { OnFailure: queue },
      7: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
      8: { MaximumEventAgeInSeconds: 21_600 },
      other: { MaximumRetryAttempts: 0 },
    })
    expect((await planned(everything)).steps).toEqual([])
    lambda.writes.length = 0
    expect(await applied(found)).toEqual(Array(5).fill('already'))
    expect(lambda.writes).toEqual([])
  })

  it('deletes unlisted qualifiers only with deleteUnlisted', async () => {
    lambda.store('other', { MaximumRetryAttempts: 0 })
    lambda.store('constructor', { MaximumRetryAttempts: 0 })
    expect((await planned({ EventInvokeConfigs: {} })).steps).toEqual([])
    const { steps } = await planned({ EventInvokeConfigs: {} }, { deleteUnlisted: true })
    expect(steps).toMatchObject(['other', 'constructor'].map((Qualifier) => ({ operation: 'delete', Qualifier })))
  })

  it('skips records that changed since the plan, and applies the others', async () => {
    storeBefore()
    const found = await planned(everything)
    lambda.store('live', { MaximumRetryAttempts: 2 })
    lambda.store('7', { MaximumRetryAttempts: 2 })
    lambda.deadLetter.revision = 'r-2'
    expect(await applied(found)).toEqual(['conflict', 'done', 'conflict', 'done', 'conflict'])
    expect(lambda.stored()).toMatchObject({ live: { MaximumRetryAttempts: 2 }, 7: { MaximumRetryAttempts: 2 } })
    expect(lambda.deadLetter.target).toBe(queue)
  })

  it('reports already if a concurrent change did the whole step, conflict if it did a part', async () => {
    storeBefore()
    const found = await planned({ EventInvokeConfigs: { beta: { MaximumEventAgeInSeconds: 60 } } })
    lambda.store('beta', { MaximumEventAgeInSeconds: 60 })
    expect(await applied(found)).toEqual(['already'])
    lambda.store('beta', { MaximumEventAgeInSeconds: 60, OnSuccess: topic })
    expect(await applied(found)).toEqual(['conflict'])
  })

  it('reports a refused step with its hint, and applies the rest', async () => {
    const found = await planned({
      EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 }, 7: { MaximumRetryAttempts: 0 } },
    })
    lambda.refuseNext(
      'InvalidParameterValueException',
      'The function execution role does not have permissions to call ListBucket on S3',
    )
    const seen: string[] = []
    const reports = await apply(found, { client: lambda.client, onStep: ({ outcome }) => seen.push(outcome) })
    expect(reports).toMatchObject([
      { outcome: 'failed', error: { code: 'InvalidParameterValueException', hint: { action: 's3:ListBucket' } } },
      { outcome: 'done' },
    ])
    expect(seen).toEqual(['failed', 'done'])
  })

  it('retries while a role has not propagated, with roleWait (CFG-18)', async () => {
    const found = await planned({ EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } })
    lambda.refuseNext(
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
    )
    const waits: number[] = []
    const wait = async (delayMs: number) => void waits.push(delayMs)
    expect(await applied(found, { roleWait: { wait } })).toEqual(['done'])
    expect(waits).toEqual([1_000])
  })

  it('sets a dead-letter queue, after which nothing differs', async () => {
    const wanted = { DeadLetterConfig: { TargetArn: queue } }
    const found = await planned(wanted)
    expect(found.steps).toMatchObject([{ operation: 'setDeadLetterConfig', TargetArn: queue, revisionId: 'r-1' }])
    expect(await applied(found)).toEqual(['done'])
    expect((await planned(wanted)).steps).toEqual([])
  })

  it('orders steps so that failed events always have a target', async () => {
    const destination = { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: queue } } }
    const order = async (wanted: DesiredFunction) => (await planned(wanted)).steps.map(({ operation }) => operation)
    lambda.deadLetter.target = topic
    expect(await order({ DeadLetterConfig: null, EventInvokeConfigs: { $LATEST: destination } })).toEqual([
      'put',
      'removeDeadLetterConfig',
    ])
    lambda.deadLetter.target = undefined
    lambda.store('$LATEST', { OnFailure: queue })
    expect(await order({ DeadLetterConfig: { TargetArn: topic }, EventInvokeConfigs: { $LATEST: {} } })).toEqual([
      'setDeadLetterConfig',
      'delete',
    ])
  })
})

describe('apply of several functions at a time', () => {
  const steps = ['a', 'order-processor', 'b', 'order-processor', 'c'].map((FunctionName, order) => ({
    operation: 'put' as const,
    ...{ FunctionName, Qualifier: `v${order}`, changes: [], lastModified: null },
    settings: { MaximumRetryAttempts: 1 },
  }))

  it('reports each step in its place', async () => {
    const reports = await apply({ version: '1.0', steps }, { client: lambda.client, concurrency: 3 })
    expect(reports.map(({ step, outcome }) => [step.FunctionName, outcome])).toEqual([
      ['a', 'failed'],
      ['order-processor', 'done'],
      ['b', 'failed'],
      ['order-processor', 'done'],
      ['c', 'failed'],
    ])
  })

  it('begins no further step once it is to end', async () => {
    const stop = new AbortController()
    const options = { client: lambda.client, signal: stop.signal, onStep: () => stop.abort() }
    expect(await apply({ version: '1.0', steps: steps.slice(1) }, options)).toHaveLength(1)
  })
})

describe('drift', () => {
  it('gives a plan, its text and an exit code', async () => {
    const wanted = desired({ EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } })
    expect(await drift(wanted, { client: lambda.client })).toMatchObject({ exitCode: 2, plan: { steps: [{}] } })
    lambda.store('live', { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 21_600 })
    expect(await drift(JSON.stringify(wanted), { client: lambda.client })).toEqual({
      exitCode: 0,
      plan: { version: '1.0', steps: [] },
      text: 'nothing to change',
    })
  })

  it('rejects if it cannot read the stored settings', async () => {
    const wanted: DesiredState = { version: '1.0', functions: { missing: { EventInvokeConfigs: {} } } }
    await expect(drift(wanted, { client: lambda.client })).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
  })
})

describe('plan of an invalid desired state', () => {
  it('refuses with every violation at once, each with function and qualifier, and sends nothing (CFG-23)', async () => {
    const wanted: DesiredState = {
      version: '1.0',
      functions: {
        'order-processor': {
          DeadLetterConfig: { TargetArn: `${queue}.fifo` },
          EventInvokeConfigs: {
            live: { DestinationConfig: { OnSuccess: { Destination: 'arn:aws:s3:::records' } } },
            'no alias': null,
          },
        },
        'order-audit:live': {},
        'arn:aws:lambda:us-east-1:123456789012:function:order-processor': {},
      },
    }
    const error = await plan(wanted, { client: lambda.client }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'refused', operation: 'plan' })
    const refusals = (error as { refusals: { path: string; rule: string }[] }).refusals
    expect(refusals.map(({ path, rule }) => `${rule} ${path}`)).toEqual([
      'CFG-6 order-processor functionName',
      'FNC-3 order-processor deadLetterConfig.targetArn',
      'CFG-14c order-processor:live destinationConfig.onSuccess.destination',
      'INV-5 order-processor:no alias qualifier',
      'CFG-13b order-audit:live functionName',
      'CFG-6 arn:aws:lambda:us-east-1:123456789012:function:order-processor functionName',
    ])
    expect(lambda.reads).toEqual([])
  })

  it.each([
    { names: ['f', 'function:f'], same: true },
    { names: ['f', '123456789012:function:f'], same: true },
    { names: ['123456789012:function:f', 'arn:aws:lambda:us-east-1:123456789012:function:f'], same: true },
    { names: ['210987654321:function:f', 'arn:aws:lambda:us-east-1:123456789012:function:f'], same: false },
    {
      names: ['arn:aws:lambda:eu-west-1:123456789012:function:f', 'arn:aws:lambda:us-east-1:123456789012:function:f'],
      same: false,
    },
    { names: ['f', 'g'], same: false },
  ])('refuses $names as one function: $same (CFG-6)', async ({ names, same }) => {
    const functions = Object.fromEntries(names.map((name) => [name, {}]))
    const error = await plan({ version: '1.0', functions }, { client: lambda.client }).then(
      () => undefined,
      (reason: { refusals: { rule: string }[] }) => reason,
    )
    expect(error?.refusals.map(({ rule }) => rule)).toEqual(same ? ['CFG-6', 'CFG-6'] : undefined)
  })

  it('says where a pattern belongs that stands among the functions (INV-5)', async () => {
    const wanted: DesiredState = { version: '1.0', functions: { 'team-*': { EventInvokeConfigs: { live: null } } } }
    const message = "'team-*' is a pattern, which belongs below patterns, not below functions."
    await expect(plan(wanted, { client: lambda.client })).rejects.toMatchObject({
      refusals: [{ path: 'team-* functionName', rule: 'INV-5', value: 'team-*', message }],
    })
    expect(lambda.reads).toEqual([])
  })

  it('rejects with DocumentError for anything but a desired state', async () => {
    const wanted =
      '{ "version": "1.0", "functions": { "f": { "EventInvokeConfigs": { "live": { "MaximumRetryAttempts": 3 } } } } }'
    await expect(plan(wanted, { client: lambda.client })).rejects.toMatchObject({
      name: 'DocumentError',
      code: 'invalid-document',
      issues: expect.arrayContaining([
        expect.objectContaining({
          path: '/functions/f/EventInvokeConfigs/live/MaximumRetryAttempts',
          keyword: 'maximum',
        }),
      ]),
    })
  })
})

describe('a plan over a desired state with unknown settings (CFG-26)', () => {
  const reason = 'Settings: Qualifier: Live.Name is unknown'
  const state = (unknown: DesiredState['unknown'], wanted: DesiredFunction): DesiredState => ({
    ...desired(wanted),
    ...(unknown !== undefined && { unknown }),
  })
  const known: DesiredFunction = { EventInvokeConfigs: { beta: { MaximumRetryAttempts: 1 } } }

  it.each([
    { unknown: { functionName: 'order-processor', qualifier: 'live' }, deleted: ['other'] },
    { unknown: { functionName: 'order-processor' }, deleted: [] },
    { unknown: { functionName: 'arn:aws:lambda:us-east-1:123456789012:function:order-processor' }, deleted: [] },
    { unknown: { qualifier: 'other' }, deleted: ['live'] },
    { unknown: {}, deleted: [] },
    { unknown: { functionName: 'order-audit' }, deleted: ['live', 'other'] },
  ])('deletes $deleted where $unknown is unknown', async ({ unknown, deleted }) => {
    lambda.store('live', { MaximumRetryAttempts: 1 })
    lambda.store('beta', { MaximumRetryAttempts: 1 })
    lambda.store('other', { MaximumRetryAttempts: 0 })
    const wanted = state([{ setting: 'EventInvokeConfig', ...unknown, reason }], known)
    const { steps } = await plan(wanted, { client: lambda.client, deleteUnlisted: true })
    expect(steps.map((step) => 'Qualifier' in step && step.Qualifier)).toEqual(deleted)
  })

  it('changes nothing that is unknown, and says so', async () => {
    lambda.deadLetter.target = queue
    lambda.store('live', { MaximumRetryAttempts: 1, OnFailure: queue })
    const unknown: DesiredState['unknown'] = [
      { setting: 'EventInvokeConfig', functionName: 'order-processor', qualifier: 'live', reason },
      { setting: 'DeadLetterConfig', functionName: 'order-processor', reason: 'F: an import' },
    ]
    const wanted = state(unknown, { DeadLetterConfig: null, EventInvokeConfigs: { live: null } })
    const { exitCode, plan: found, text } = await drift(wanted, { client: lambda.client, deleteUnlisted: true })
    expect(found).toEqual({ version: '1.0', steps: [], unknown })
    expect(exitCode).toBe(0)
    expect(text).toBe(
      `nothing to change\nunknown order-processor:live: ${reason}\nunknown order-processor: F: an import`,
    )
  })

  describe('for CloudFormation', () => {
    const deployedBy = 'cloudformation' as const
    const wanted: DesiredFunction = {
      EventInvokeConfigs: {
        live: { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: queue } } },
        beta: { DestinationConfig: { OnFailure: { Destination: queue } } },
        8: { MaximumRetryAttempts: 2 },
        $LATEST: null,
      },
    }

    it('keeps what the template leaves out and says so (CFG-24)', async () => {
      storeBefore()
      const found = await planned(wanted, { deployedBy })
      expect(formatPlan(found)).toBe(
        [
          'update order-processor:live',
          '  MaximumRetryAttempts: 1 -> 0',
          'delete order-processor:$LATEST',
          '  MaximumRetryAttempts: 1 -> (unset)',
          `may keep order-processor:live OnSuccess: ${topic} (CFG-24)`,
          'may keep order-processor:beta MaximumRetryAttempts: 1 (CFG-24)',
        ].join('\n'),
      )
      expect(await applied(found)).toEqual(['done', 'done'])
      expect(lambda.stored().live).toEqual({ MaximumRetryAttempts: 0, OnSuccess: topic, OnFailure: queue })
      expect(lambda.stored().beta).toEqual({ MaximumRetryAttempts: 1, OnFailure: queue })
    })

    it('reports drift while a setting stays, and none once it is gone (CFG-24)', async () => {
      const live = { MaximumRetryAttempts: 0 }
      lambda.store('live', { ...live, OnFailure: queue })
      const check = () => drift(desired({ EventInvokeConfigs: { live } }), { client: lambda.client, deployedBy })
      const kept = [{ FunctionName: 'order-processor', Qualifier: 'live', member: 'OnFailure', value: queue }]
      expect(await check()).toMatchObject({ exitCode: 2, plan: { steps: [], kept } })
      lambda.store('live', live)
      expect(await check()).toMatchObject({ exitCode: 0, plan: { steps: [], kept: [] } })
    })

    it('has no such member without the option', async () => {
      storeBefore()
      expect(await planned(wanted)).not.toHaveProperty('kept')
    })
  })
})
