import { createEffects, explore } from '@async-invoke/engine/testing'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { expect, it } from 'vitest'

it('explore sees the commands of real clients of the AWS SDK, and lets none out', async () => {
  const effects = createEffects()
  const sqs = new SQSClient({ region: 'us-east-1' })
  const s3 = new S3Client({ region: 'us-east-1' })
  for (const client of [sqs, s3]) effects.watchAws(client)
  const handler = async ({ orderId }: { orderId: string }) => {
    await s3.send(new PutObjectCommand({ Bucket: 'orders', Key: orderId, Body: orderId }))
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl: 'https://q', MessageBody: orderId }))
    return MessageId
  }
  const { problems, steps } = await explore(handler, { orderId: 'A-1' }, { effects })
  expect(steps).toEqual([2])
  expect(problems.map(({ kind, subject }) => [kind, subject.slice(0, 21)])).toEqual([
    ['twice', 'SendMessage https://q'],
  ])
})
