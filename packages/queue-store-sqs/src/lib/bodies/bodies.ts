import { randomUUID } from 'node:crypto'
import { bytesSum } from '@async-invoke/engine/internal/item-sums'
import { failedCall, type SqsStoreError } from '../store-error.ts'
import type { BodyBucket } from '../store-types.ts'
import type { StoredBody } from './stored-body.ts'

type S3 = typeof import('@aws-sdk/client-s3')

/** Bodies in a bucket: an object for each message, so that two messages of one item never share one. */
export class Bodies {
  readonly #s3: S3
  readonly #bucket: BodyBucket

  readonly #onError: (error: SqsStoreError) => void

  /** @param onError - called for each call that fails */
  constructor(s3: S3, bucket: BodyBucket, onError: (error: SqsStoreError) => void) {
    this.#s3 = s3
    this.#bucket = bucket
    this.#onError = onError
  }

  async put(body: Uint8Array): Promise<StoredBody> {
    const { client, bucket, prefix = 'async-invoke/' } = this.#bucket
    const key = `${prefix}${randomUUID()}`
    try {
      await client.send(new this.#s3.PutObjectCommand({ Bucket: bucket, Key: key, Body: body }))
    } catch (cause) {
      throw this.#failed(`cannot keep a body in ${bucket}`, cause)
    }
    return { key, bytes: body.length, sum: bytesSum(body) }
  }

  /** @throws {@link SqsStoreError} with the code `no-body` if there is no such object */
  async get(key: string): Promise<Uint8Array> {
    const { client, bucket } = this.#bucket
    try {
      const { Body } = await client.send(new this.#s3.GetObjectCommand({ Bucket: bucket, Key: key }))
      return (await Body?.transformToByteArray()) ?? new Uint8Array()
    } catch (cause) {
      throw this.#failed(`cannot read the body ${key} in ${bucket}`, cause)
    }
  }

  async delete(key: string): Promise<void> {
    const { client, bucket } = this.#bucket
    try {
      await client.send(new this.#s3.DeleteObjectCommand({ Bucket: bucket, Key: key }))
    } catch (cause) {
      throw this.#failed(`cannot delete the body ${key} in ${bucket}`, cause)
    }
  }

  #failed(action: string, cause: unknown): SqsStoreError {
    const error = failedCall(action, cause)
    this.#onError(error)
    return error
  }
}
