import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-buckets-'))
const inline = (words: string): string =>
  `"exports.handler = async (event) => { console.log('${words} ' + JSON.stringify(event)) }"`
writeFileSync(
  join(folder, 'template.yaml'),
  `
Resources:
  Uploads:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: uploads
      NotificationConfiguration:
        LambdaConfigurations: [{ Event: 's3:ObjectRemoved:*', Function: !GetAtt Forbidden.Arn }]
  Invoices:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: ${inline('event')}
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Created:
          Type: S3
          Properties:
            Bucket: !Ref Uploads
            Events: s3:ObjectCreated:*
            Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }, { Name: suffix, Value: .pdf }] } }
  Forbidden:
    Type: AWS::Serverless::Function
    Properties: { InlineCode: ${inline('never')}, Handler: index.handler, Runtime: nodejs22.x }
`,
)

let services: FauxqsServer
let runtime: LocalRuntime | undefined
beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
})
afterEach(async () => {
  await runtime?.close()
  runtime = undefined
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await services.stop()
})

async function start(endpoints = {}) {
  const lines: string[] = []
  const started = await startLocalRuntime({
    ...{ template: folder, time: 'manual', endpoints },
    onLine: (_, line) => lines.push(line),
  })
  runtime = started
  const report = async (change: object) => {
    const url = `${started.endpoint}/_async-invoke/triggers/s3`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(change) })
    return { status: response.status, answer: (await response.json()) as object }
  }
  return { started, lines, report }
}

const unserved =
  'Uploads (notifications of AWS::S3::Bucket): no service tells of its objects; report a change with async-invoke trigger s3 --bucket uploads --key KEY'

describe('a function that a bucket notifies', () => {
  it("is invoked with S3's event of a change that is reported (BKT-1)", async () => {
    const { started, lines, report } = await start()
    expect(started.notServed()).toContain(unserved)
    const { status, answer } = await report({
      bucket: 'uploads',
      key: 'in/a b&c.pdf',
      event: 'ObjectCreated:Copy',
      size: 7,
    })
    await started.advanceMs(1_000)
    expect([status, answer]).toEqual([
      200,
      {
        notified: [
          {
            functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:Invoices',
            requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          },
        ],
      },
    ])
    const line = lines.find((each) => each.includes('event {')) ?? ''
    const { Records } = JSON.parse(line.slice(line.indexOf('{'))) as { Records: object[] }
    expect(Records).toMatchObject([
      {
        ...{ eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: 'us-east-1', eventName: 'ObjectCreated:Copy' },
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: 'uploads', arn: 'arn:aws:s3:::uploads' },
          object: { key: 'in/a+b%26c.pdf', size: 7 },
        },
      },
    ])
  })

  it.each([
    { change: { bucket: 'uploads', key: 'out/a.pdf' }, status: 404, reason: 'no function is notified' },
    { change: { bucket: 'uploads', key: 'in/a.png' }, status: 404, reason: 'no function is notified' },
    { change: { bucket: 'other', key: 'in/a.pdf' }, status: 404, reason: 'no function is notified' },
    { change: { bucket: 'uploads' }, status: 400, reason: 'has a bucket, a key' },
    { change: { bucket: 'uploads', key: 'k', event: 'ObjectRemoved:Delete' }, status: 200, reason: 'NO_PERMISSIONS' },
  ])('is not invoked for $change (BKT-2, EVB-5)', async ({ change, status, reason }) => {
    const { report } = await start()
    const answered = await report(change)
    expect(answered.status).toBe(status)
    expect(JSON.stringify(answered.answer)).toContain(reason)
  })

  it('stands in the graph of the stack', async () => {
    const { started } = await start()
    const graph = (await (await fetch(`${started.endpoint}/_async-invoke/graph`)).json()) as { edges: object[] }
    expect(graph.edges).toEqual(
      ['Forbidden', 'Invoices'].map((name) => ({
        from: 'arn:aws:s3:::uploads',
        to: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
        kind: 'notification',
      })),
    )
  })

  it('is listed where the endpoint of S3 does not deliver notifications (BKT-1)', async () => {
    const endpoint = `http://127.0.0.1:${services.port}`
    const { started } = await start({ s3: endpoint, sqs: endpoint })
    expect(started.notServed()).toContain(unserved)
  })
})
