import { ConfigError, createConfigClient } from '@async-invoke/config-client'
import { diagnose, type FindingRule } from '@async-invoke/config-client/doctor'
import { createSender, type Outgoing } from '@async-invoke/destinations/send'
import {
  checkDeadLetterTarget,
  checkEventInvokeConfig,
  formatRefusals,
  parseFunctionReference,
  type RefusedTarget,
  readTarget,
  type TargetReason,
  type TargetUse,
} from '@async-invoke/schemas'
import { LambdaClient } from '@aws-sdk/client-lambda'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
const owner = parseFunctionReference(functionArn) ?? { functionName: 'orders' }
const uses = ['OnSuccess', 'OnFailure', 'DeadLetter'] as const

const resources = [
  ...['q', 'a/b', 'q.fifo', 'a/b.fifo', 'topic:5be8-sub', 'q ', 'q\n', '', '*', 'a.b', 'records', 'records/key'],
  ...['function:audit', 'function:audit:7', 'function:audit:$LATEST', 'function:audit:a:b', 'function:', 'audit'],
  ...['function:orders', 'function:orders:live', 'function:orders.', 'function:orders:a:b', 'orders', 'layer:l'],
  ...['event-bus/b', 'event-bus/a/b', 'event-bus/', 'event-bus/b.fifo', 'event-bus/aws.partner/acme/1', 'rule/b'],
]

/** Right, nearly right and wrong values for each part that a door may check. */
const parts = fc.tuple(
  fc.constantFrom('arn', 'arn', 'arn', 'arn', 'arn', 'urn'),
  fc.oneof({ weight: 9, arbitrary: fc.constant('aws') }, fc.constantFrom('aws-cn', 'aws-us-gov', '', 'other')),
  fc.constantFrom('sqs', 'sqs', 'sns', 'sns', 'lambda', 'events', 's3', 'kinesis', 'SQS', ''),
  fc.constantFrom('us-east-1', 'us-east-1', 'us-east-1', 'eu-west-1', 'us-gov-west-1', '', '', 'mars'),
  fc.constantFrom('123456789012', '123456789012', '210987654321', '', '', '1234'),
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...resources) }, fc.string({ maxLength: 12 })),
)
const arns = fc.oneof(
  { weight: 20, arbitrary: parts.map((all) => all.join(':')) },
  {
    weight: 2,
    arbitrary: fc.tuple(parts, fc.integer({ min: 1, max: 5 })).map(([all, n]) => all.slice(0, n).join(':')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('kafka://orders', 'kafka://.', 'orders', ' arn:aws:s3:::records', functionArn),
  },
)
const targetCases = fc.record({ arn: arns, use: fc.constantFrom(...uses) })

/** Restates the table of the package, so that neither changes alone. */
const onlyQueuesAndTopics = 'Only Amazon SQS queues and Amazon SNS topics are supported.'
const otherRegion =
  "The resource specified by the TargetArn must be in the same region as the Lambda function it's associated with."
const verdicts: Readonly<Record<TargetReason, readonly [put: string, deadLetter: string, finding: FindingRule]>> = {
  malformed: ['CFG-14c', onlyQueuesAndTopics, 'refused-setting'],
  kafka: ['CFG-14c', onlyQueuesAndTopics, 'refused-setting'],
  service: ['CFG-14c', onlyQueuesAndTopics, 'refused-setting'],
  use: ['CFG-14c', onlyQueuesAndTopics, 'refused-setting'],
  self: ['CFG-14b', onlyQueuesAndTopics, 'self-destination'],
  fifo: ['CFG-14a', 'FIFO SQS queue is not supported for dead letter configuration', 'fifo-target'],
  'partner-bus': ['CFG-14a', onlyQueuesAndTopics, 'refused-setting'],
  region: ['CFG-14a', otherRegion, 'refused-setting'],
  resource: ['CFG-14a', onlyQueuesAndTopics, 'refused-setting'],
}

function verdictOn({ kind, reason }: RefusedTarget, use: TargetUse) {
  if (reason === 'fifo' && kind === 'sns')
    return ['CFG-14g', 'FIFO SNS topic is not supported for dead letter configuration', 'fifo-target'] as const
  if (reason === 'use' && use === 'OnSuccess') return ['CFG-14c', onlyQueuesAndTopics, 's3-on-success'] as const
  return verdicts[reason]
}

const settingsOf = (arn: string, use: TargetUse) => ({ DestinationConfig: { [use]: { Destination: arn } } })

/** The refusals of the schemas package, model violations first. */
function refusalsOf(arn: string, use: TargetUse) {
  return use === 'DeadLetter' ? checkDeadLetterTarget(arn, owner) : checkEventInvokeConfig(settingsOf(arn, use), owner)
}

const client = new LambdaClient({ region: 'us-east-1' })
client.send = async () => ({}) as never
const config = createConfigClient({ client })

/** The client's own refusals; empty if it would send the request. */
async function refusalsOfClient(arn: string, use: TargetUse) {
  const FunctionName = functionArn
  const write =
    use === 'DeadLetter'
      ? config.setDeadLetterConfig({ FunctionName, TargetArn: arn })
      : config.update({ FunctionName, ...settingsOf(arn, use) })
  const error = await write.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error === undefined) return []
  if (!(error instanceof ConfigError)) throw error
  return error.refusals
}

/** A sender without clients sends nothing: `no-client` means that it can address the ARN. */
const sender = createSender({})

async function codeOfSender(destinationArn: string, use: TargetUse) {
  const condition = use === 'OnSuccess' ? 'Success' : 'RetriesExhausted'
  const sendable: Outgoing =
    use === 'DeadLetter'
      ? { destinationArn, functionArn, payload: new Uint8Array(), attributes: { RequestID: 'r', ErrorMessage: '' } }
      : { destinationArn, functionArn, recordText: '{}', condition }
  const [result] = await sender.sendAll([sendable])
  return result?.status === 'failed' ? result.error.code : undefined
}

function findingsOf(arn: string, use: TargetUse) {
  const about =
    use === 'DeadLetter'
      ? { settings: {}, deadLetterTargets: { $LATEST: arn } }
      : { settings: { $LATEST: { [use]: arn } } }
  return diagnose({ functions: [{ functionName: functionArn, ...about }] }).filter(
    ({ severity }) => severity === 'error',
  )
}

describe('the verdict on an ARN', () => {
  it('agrees between schemas, config client, sender and doctor (CFG-14, CFG-20, FNC-3, DST-7)', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(targetCases, async ({ arn, use }) => {
        const target = readTarget(arn, { owner, use })
        const refusals = refusalsOf(arn, use)
        const [first] = refusals
        seen.add('reason' in target ? `${use} ${target.reason}` : `${use} ${target.kind}`)

        expect(await refusalsOfClient(arn, use)).toEqual(refusals)
        expect(await codeOfSender(arn, use)).toBe('reason' in target ? 'unsupported-destination' : 'no-client')
        expect(findingsOf(arn, use).map(({ evidence }) => evidence)).toEqual(refusals.map(({ message }) => message))
        if (!('reason' in target)) {
          expect(refusals).toEqual([])
          return
        }

        const [put, deadLetter, finding] = verdictOn(target, use)
        const own = refusals.find(({ code }) => code !== 'ValidationException')
        if (first?.code === 'ValidationException') expect(first.rule).toBe(use === 'DeadLetter' ? 'FNC-1' : 'CFG-14d')
        else expect(own).toBe(first)
        if (own === undefined) return
        expect(own).toMatchObject({ ...target, use, code: 'InvalidParameterValueException' })
        expect(own.rule).toBe(use === 'DeadLetter' ? 'FNC-3' : put)
        if (use === 'DeadLetter') expect(own.message).toBe(`Invalid dead letter queue ARN: ${deadLetter}`)
        expect(findingsOf(arn, use).find(({ evidence }) => evidence === own.message)?.rule).toBe(finding)
      }),
      { seed: 14, numRuns: 5_000 },
    )
    // Guards against a generator that reaches only a few cases.
    const reached = ['malformed', 'kafka', 'service', 'fifo', 'region', 'resource', 'sqs', 'sns']
    for (const use of uses) for (const each of reached) expect(seen).toContain(`${use} ${each}`)
    for (const each of ['self', 'partner-bus', 'lambda', 'eventbridge', 's3'])
      expect(seen).toContain(`OnFailure ${each}`)
    expect(seen).toContain('OnSuccess use')
    expect(seen).toContain('DeadLetter use')
  })

  describe('of a runtime that checks nothing but the ARN', () => {
    let runtime: LocalRuntime
    beforeAll(async () => {
      const file = import.meta.filename
      runtime = await startLocalRuntime({ functions: { orders: { file } }, checkDestinations: false })
    })
    afterAll(() => runtime.close())

    async function answerTo(arn: string, use: TargetUse) {
      const [path, body] =
        use === 'DeadLetter'
          ? ['2015-03-31/functions/orders/configuration', { DeadLetterConfig: { TargetArn: arn } }]
          : ['2019-09-25/functions/orders/event-invoke-config', settingsOf(arn, use)]
      const response = await fetch(`${runtime.endpoint}/${path}`, { method: 'PUT', body: JSON.stringify(body) })
      const { message, Message = message } = (await response.json()) as { message?: string; Message?: string }
      return { status: response.status, code: response.headers.get('x-amzn-errortype'), message: Message }
    }

    it('agrees with the first refusal (CFG-20)', async () => {
      await fc.assert(
        fc.asyncProperty(targetCases, async ({ arn, use }) => {
          const refusals = refusalsOf(arn, use)
          const [first] = refusals
          expect(await answerTo(arn, use)).toEqual(
            first === undefined
              ? { status: 200, code: null, message: undefined }
              : { status: 400, code: first.code, message: formatRefusals(refusals) },
          )
        }),
        { seed: 20, numRuns: 400 },
      )
    })
  })
})
