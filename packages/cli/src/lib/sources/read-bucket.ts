import { pagedItems } from '@async-invoke/schemas/internal'
import type { ClientConfig } from '../aws/client-config.ts'
import { toServiceError } from '../aws/service-error.ts'
import { CommandError } from '../command-error.ts'
import { decompressed } from './decompressed.ts'
import type { SourceItem } from './source-item.ts'
import { type SplitDocument, splitDocuments } from './split-documents.ts'

/** Objects that are fetched at a time. */
const concurrency = 16

/**
 * Reads the documents of the objects under a prefix, in the order of their keys.
 *
 * @throws {@link CommandError} when the bucket cannot be listed or an object not be read
 */
export async function* readBucket(
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  config: ClientConfig,
): AsyncGenerator<readonly SourceItem[]> {
  const { GetObjectCommand, paginateListObjectsV2, S3Client } = await import('@aws-sdk/client-s3')
  const client = new S3Client({ ...config, ...(config.endpoint !== undefined && { forcePathStyle: true }) })
  try {
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })
    const all = pagedItems(pages, ({ Contents: items, NextContinuationToken: next }) => ({ items, next }))
    const read = (keys: string[]) => Promise.all(keys.splice(0).map(readObject))
    const waiting: string[] = []
    for await (const { Key } of all) {
      if (Key !== undefined && !Key.endsWith('/')) waiting.push(Key)
      if (waiting.length >= concurrency) yield* await read(waiting)
    }
    yield* await read(waiting)
  } catch (cause) {
    throw toServiceError(cause, `bucket ${bucket}`)
  } finally {
    client.destroy()
  }

  async function readObject(key: string): Promise<readonly SourceItem[]> {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
    async function* chunks() {
      yield bytes
    }
    const position = `s3://${bucket}/${key}`
    const documents: SplitDocument[] = []
    try {
      for await (const each of splitDocuments(decompressed(chunks()))) documents.push(...each)
    } catch (cause) {
      throw new CommandError(`cannot read ${position}: ${cause instanceof Error ? cause.message : cause}`, { cause })
    }
    return documents.map(({ document, line }) => ({
      input: document,
      position: documents.length === 1 ? position : `${position}:${line}`,
    }))
  }
}
