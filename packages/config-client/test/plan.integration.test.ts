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

const desired = (wish: DesiredFunction): DesiredState => ({ version: '1.0', functions: { 'order-processor': wish } })
const planned = (wish: DesiredFunction, options: Omit<PlanOptions, 'client'> = {}) =>
  plan(desired(wish), { client: lambda.client, ...options })
const applied = async (found: ConfigPlan, options: Omit<ApplyOptions, 'client'> = {}) =>
  (await apply(found, { client: lambda.client, ...options })).map(({ outcome }) => outcome)

/** One of each: an update, a put to unset, a put of a first record, a delete, and one that is right already. */
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

describe('a plan over $LATEST, versions and aliases (a stand-in for Lambda, the real SDK client)', () => {
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
    // All pages of one list and the configuration: no call for each qualifier.
    expect(lambda.reads.map((read) => read.split(' ')[1])).toEqual([
      ...Array(3).fill('event-invoke-config/list'),
      'configuration',
    ])
  })

  it('is carried out call by call, leaves what is not listed, and then nothing is left to do', async () => {
    storeBefore()
    // A plan is JSON: what was approved is what is carried out.
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

  it('deletes what is not listed only where that is asked for', async () => {
    lambda.store('other', { MaximumRetryAttempts: 0 })
    lambda.store('constructor', { MaximumRetryAttempts: 0 })
    expect((await planned({ EventInvokeConfigs: {} })).steps).toEqual([])
    const { steps } = await planned({ EventInvokeConfigs: {} }, { deleteUnlisted: true })
    expect(steps).toMatchObject(['other', 'constructor'].map((Qualifier) => ({ operation: 'delete', Qualifier })))
  })

  it('leaves a record alone that was changed, made or deleted meanwhile, and goes on with the others', async () => {
    storeBefore()
    const found = await planned(everything)
    lambda.store('live', { MaximumRetryAttempts: 2 })
    lambda.store('7', { MaximumRetryAttempts: 2 })
    lambda.deadLetter.revision = 'r-2'
    expect(await applied(found)).toEqual(['conflict', 'done', 'conflict', 'done', 'conflict'])
    expect(lambda.stored()).toMatchObject({ live: { MaximumRetryAttempts: 2 }, 7: { MaximumRetryAttempts: 2 } })
    expect(lambda.deadLetter.target).toBe(queue)
  })

  it('takes what somebody else has done already for done, but not half of it', async () => {
    storeBefore()
    const found = await planned({ EventInvokeConfigs: { beta: { MaximumEventAgeInSeconds: 60 } } })
    lambda.store('beta', { MaximumEventAgeInSeconds: 60 })
    expect(await applied(found)).toEqual(['already'])
    lambda.store('beta', { MaximumEventAgeInSeconds: 60, OnSuccess: topic })
    expect(await applied(found)).toEqual(['conflict'])
  })

  it('reports a refusal with its hint, and tries the rest', async () => {
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

  it('waits for a role that is not seen yet, where that is asked for', async () => {
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

  it('sets a dead-letter queue, and finds it the next time', async () => {
    const wish = { DeadLetterConfig: { TargetArn: queue } }
    const found = await planned(wish)
    expect(found.steps).toMatchObject([{ operation: 'setDeadLetterConfig', TargetArn: queue, revisionId: 'r-1' }])
    expect(await applied(found)).toEqual(['done'])
    expect((await planned(wish)).steps).toEqual([])
  })
})

it('leaves no failed event without a route on the way from one to the other', async () => {
  const destination = { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: queue } } }
  const order = async (wish: DesiredFunction) => (await planned(wish)).steps.map(({ operation }) => operation)
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

describe('drift', () => {
  it('is a plan with an exit code', async () => {
    const wish = desired({ EventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } })
    expect(await drift(wish, { client: lambda.client })).toMatchObject({ exitCode: 2, plan: { steps: [{}] } })
    lambda.store('live', { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 21_600 })
    expect(await drift(JSON.stringify(wish), { client: lambda.client })).toEqual({
      exitCode: 0,
      plan: { version: '1.0', steps: [] },
      text: 'nothing to change',
    })
  })

  it('rejects where it cannot tell', async () => {
    const wish: DesiredState = { version: '1.0', functions: { nobody: { EventInvokeConfigs: {} } } }
    await expect(drift(wish, { client: lambda.client })).rejects.toMatchObject({ code: 'ResourceNotFoundException' })
  })
})

describe('a desired state that cannot be', () => {
  it('is refused with every violation at once, each with its place, and nothing is sent (CFG-23)', async () => {
    const wish: DesiredState = {
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
    const error = await plan(wish, { client: lambda.client }).catch((reason: unknown) => reason)
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

  it('is refused as a document where it is none', async () => {
    const wish =
      '{ "version": "1.0", "functions": { "f": { "EventInvokeConfigs": { "live": { "MaximumRetryAttempts": 3 } } } } }'
    await expect(plan(wish, { client: lambda.client })).rejects.toMatchObject({
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
