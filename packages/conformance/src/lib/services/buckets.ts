import type { ServiceEndpoint } from '../http/send.ts'
import { elementOf, succeed } from './calls.ts'

/** An object of a bucket. */
export interface BucketObject {
  readonly key: string
  readonly contentType: string
  readonly text: string
}

/** A bucket, and what is in it. */
export interface WatchedBucket {
  readonly arn: string
  objects(): Promise<readonly BucketObject[]>
  remove(): Promise<void>
}

/** Creates a bucket, addressed by its path. */
export async function createBucket(s3: ServiceEndpoint, name: string): Promise<WatchedBucket> {
  const location = `<CreateBucketConfiguration><LocationConstraint>${s3.region}</LocationConstraint></CreateBucketConfiguration>`
  const body = s3.region === 'us-east-1' ? '' : location
  await succeed(s3, 's3 CreateBucket', { method: 'PUT', path: `/${name}`, body })
  const pathOf = (key: string): string => `/${name}/${key.split('/').map(encodeURIComponent).join('/')}`
  const keys = async (): Promise<readonly string[]> => {
    const { text } = await succeed(s3, 's3 ListObjectsV2', { method: 'GET', path: `/${name}?list-type=2` })
    return [...text.matchAll(/<Contents>[\s\S]*?<\/Contents>/g)].map(([content]) => elementOf(content, 'Key'))
  }
  return {
    arn: `arn:aws:s3:::${name}`,
    async objects() {
      const read = async (key: string): Promise<BucketObject> => {
        const { headers, text } = await succeed(s3, 's3 GetObject', { method: 'GET', path: pathOf(key) })
        return { key, contentType: headers['content-type'] ?? '', text }
      }
      return Promise.all((await keys()).map(read))
    },
    async remove() {
      for (const key of await keys()) await succeed(s3, 's3 DeleteObject', { method: 'DELETE', path: pathOf(key) })
      await succeed(s3, 's3 DeleteBucket', { method: 'DELETE', path: `/${name}` })
    },
  }
}
