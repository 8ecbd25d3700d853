import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkSnsEvent } from '@async-invoke/schemas/envelopes'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLocalRuntime } from '../src/index.ts'

const region = 'us-east-1'
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const TopicArn = 'arn:aws:sns:us-east-1:000000000000:placed'
const template = (events: string): string => `
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async (event) => { console.log('event ' + JSON.stringify(event)) }"
      Handler: index.handler
      Runtime: nodejs22.x
${events}
  placed: { Type: AWS::SNS::Topic }
  Undelivered: { Type: AWS::SQS::Queue }
`
const subscribed = template(`      Events:
        Placed: { Type: SNS, Properties: { Topic: !Ref placed, FilterPolicy: { kind: [order] } } }`)
const notAllowed = template(`
  Forbidden:
    Type: AWS::SNS::Subscription
    Properties:
      TopicArn: !Ref placed
      Protocol: lambda
      Endpoint: !GetAtt Orders.Arn
      RedrivePolicy: { deadLetterTargetArn: !GetAtt Undelivered.Arn }`)

let services: FauxqsServer
let sns: SNSClient
let sqs: SQSClient
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-topics-'))
const file = join(folder, 'template.yaml')

beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const config = { endpoint: `http://127.0.0.1:${services.port}`, region, credentials }
  sns = new SNSClient(config)
  sqs = new SQSClient(config)
})
afterAll(async () => {
  sns.destroy()
  sqs.destroy()
  await services.stop()
  rmSync(folder, { recursive: true })
})

describe('a function that is subscribed to a topic', () => {
  it.each(['real', 'skip', 'manual'] as const)(
    'is invoked with the events of SNS in time: %s (SNS-1)',
    async (time) => {
      writeFileSync(file, subscribed)
      const received: object[] = []
      const endpoint = `http://127.0.0.1:${services.port}`
      const changes: unknown[] = []
      const runtime = await startLocalRuntime({
        ...{ template: file, accountId: '000000000000', time, endpoints: { sns: endpoint, sqs: endpoint } },
        onTemplate: (notServed) => changes.push(notServed),
        onLine(_, line) {
          const at = line.indexOf('event ')
          if (at >= 0) received.push(JSON.parse(line.slice(at + 6)))
        },
      })
      const settled = async (): Promise<void> => {
        if (time === 'manual') await runtime.advanceMs(1_000)
      }
      expect(runtime.notServed()).toEqual([])
      const MessageAttributes = { kind: { DataType: 'String', StringValue: 'order' } }
      await sns.send(new PublishCommand({ TopicArn, Message: 'other' }))
      await sns.send(new PublishCommand({ TopicArn, Message: '{"n":1}', Subject: 's', MessageAttributes }))
      await expect.poll(async () => settled().then(() => received.length)).toBe(1)
      expect(checkSnsEvent(received[0])).toEqual([])
      expect(received[0]).toMatchObject({
        Records: [
          {
            ...{ EventVersion: '1.0', EventSource: 'aws:sns', EventSubscriptionArn: expect.stringContaining(TopicArn) },
            Sns: {
              ...{ Type: 'Notification', TopicArn, Subject: 's', Message: '{"n":1}' },
              MessageAttributes: { kind: { Type: 'String', Value: 'order' } },
            },
          },
        ],
      })

      writeFileSync(file, template(''))
      await expect.poll(() => changes.length).toBe(1)
      await sns.send(new PublishCommand({ TopicArn, Message: 'late', MessageAttributes }))
      await settled()
      await runtime.close()
      expect(received).toHaveLength(1)
    },
  )

  it('sends to the dead-letter queue of the subscription what the policy does not allow (SNS-2)', async () => {
    writeFileSync(file, notAllowed)
    const endpoint = `http://127.0.0.1:${services.port}`
    const options = { template: file, accountId: '000000000000', endpoints: { sns: endpoint, sqs: endpoint } }
    const runtime = await startLocalRuntime({ ...options, time: 'manual' })
    await sns.send(new PublishCommand({ TopicArn, Message: 'm' }))
    await runtime.advanceMs(1_000)
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'Undelivered' }))
    const query = { QueueUrl, MessageAttributeNames: ['All'], WaitTimeSeconds: 1 }
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(query))
    await runtime.close()
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({ Type: 'Notification', Message: 'm' })
    expect(Messages[0]?.MessageAttributes).toMatchObject({ ErrorCode: { StringValue: 'NO_PERMISSIONS' } })
  })

  it('is listed as not served without an endpoint of SNS', async () => {
    writeFileSync(file, subscribed)
    const runtime = await startLocalRuntime({ template: file })
    const lines = runtime.notServed()
    await runtime.close()
    expect(lines).toContain(
      'OrdersPlaced (AWS::SNS::Subscription): messages of a topic reach a function only with endpoints.sns (--sns-endpoint URL) and endpoints.sqs (--sqs-endpoint URL)',
    )
    for (const line of lines) expect(line).toMatch(/endpoints\.\w+ \(--\w+-endpoint URL\)/)
  })
})
