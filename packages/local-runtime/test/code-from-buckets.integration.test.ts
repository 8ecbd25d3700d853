import { CreateFunctionCommand, InvokeCommand, LambdaClient, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { zip } from './zip.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const archive = (text: string) => zip([{ path: 'index.mjs', content: `export const handler = async () => ${text}` }])

let services: FauxqsServer
let runtime: LocalRuntime
let lambda: LambdaClient
let s3: S3Client

beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const endpoint = `http://127.0.0.1:${services.port}`
  services.createBucket('code')
  s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true })
  runtime = await startLocalRuntime({ endpoints: { s3: endpoint } })
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})

afterAll(async () => {
  lambda.destroy()
  s3.destroy()
  await runtime.close()
  await services.stop()
})

const create = (FunctionName: string, S3Bucket: string, S3Key: string) =>
  lambda.send(
    new CreateFunctionCommand({
      ...{
        FunctionName,
        Role: 'arn:aws:iam::123456789012:role/lambda',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
      },
      Code: { S3Bucket, S3Key },
    }),
  )
const put = (Key: string, text: string) => s3.send(new PutObjectCommand({ Bucket: 'code', Key, Body: archive(text) }))
const answerOf = async (FunctionName: string) => {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }))
  return Payload?.transformToString()
}

describe('code in a bucket', () => {
  it('runs after CreateFunction and after UpdateFunctionCode', async () => {
    await put('first.zip', '"first"')
    const { CodeSize } = await create('from-bucket', 'code', 'first.zip')
    expect(CodeSize).toBe(archive('"first"').length)
    expect(await answerOf('from-bucket')).toBe('"first"')
    await put('second.zip', '"second"')
    const update = { FunctionName: 'from-bucket', S3Bucket: 'code', S3Key: 'second.zip' }
    await lambda.send(new UpdateFunctionCodeCommand(update))
    expect(await answerOf('from-bucket')).toBe('"second"')
  })

  it.each([
    {
      bucket: 'nowhere',
      key: 'x',
      error: 'NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    },
    { bucket: 'code', key: 'x', error: 'NoSuchKey. S3 Error Message: The specified key does not exist.' },
  ])('is refused as $bucket/$key with $error', async ({ bucket, key, error }) => {
    await expect(create('from-nowhere', bucket, key)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: `Error occurred while GetObject. S3 Error Code: ${error}`,
    })
  })
})
