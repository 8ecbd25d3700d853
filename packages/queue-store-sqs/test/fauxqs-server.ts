import { S3Client } from '@aws-sdk/client-s3'
import { SQSClient } from '@aws-sdk/client-sqs'
import { startFauxqs } from 'fauxqs'

/** A server of SQS and S3 in this process, and clients of it. */
export interface TestServer {
  readonly sqs: SQSClient
  readonly s3: S3Client
  readonly bucket: string
  /** Creates an empty queue and returns its URL. */
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): string
  stop(): Promise<void>
}

export async function startTestServer(): Promise<TestServer> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const endpoint = `http://127.0.0.1:${server.port}`
  const config = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
  const bucket = 'bodies'
  server.createBucket(bucket)
  const sqs = new SQSClient(config)
  const s3 = new S3Client({ ...config, forcePathStyle: true })
  return {
    ...{ sqs, s3, bucket },
    createQueue(name, attributes = {}) {
      server.createQueue(name, { region: 'us-east-1', attributes: { ...attributes } })
      return `${endpoint}/000000000000/${name}`
    },
    async stop() {
      sqs.destroy()
      s3.destroy()
      await server.stop()
    },
  }
}
