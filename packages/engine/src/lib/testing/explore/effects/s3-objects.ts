import type { World } from './world.ts'

type Input = Readonly<Record<string, unknown>>

/** Error of S3, as its client throws it. */
class S3Error extends Error {
  override readonly name: string
  readonly $fault = 'client'
  readonly $metadata: { readonly httpStatusCode: number }

  constructor(name: string, httpStatusCode: number) {
    super(name)
    this.name = name
    this.$metadata = { httpStatusCode }
  }
}

/** Answers an operation on objects in memory; `undefined` if it is none of those that handlers need under `explore`. */
export function answerS3(operation: string, input: Input, world: World): Input | undefined {
  const { Bucket, Key } = input
  if (typeof Bucket !== 'string') return undefined
  const objects = world.table(Bucket)
  if (operation === 'ListObjectsV2' || operation === 'ListObjects') {
    const keys = [...objects.keys()].filter((key) => key.startsWith(String(input.Prefix ?? ''))).sort()
    return { Contents: keys.map((key) => ({ Key: key })), KeyCount: keys.length, IsTruncated: false }
  }
  if (typeof Key !== 'string') return undefined
  switch (operation) {
    case 'PutObject':
      if (input.IfNoneMatch === '*' && objects.has(Key)) throw new S3Error('PreconditionFailed', 412)
      objects.set(Key, input.Body ?? '')
      return { ETag: '"etag"' }
    case 'DeleteObject':
      objects.delete(Key)
      return {}
    case 'HeadObject':
      if (!objects.has(Key)) throw new S3Error('NotFound', 404)
      return { ETag: '"etag"' }
    case 'GetObject':
      if (!objects.has(Key)) throw new S3Error('NoSuchKey', 404)
      return { ETag: '"etag"', Body: bodyOf(objects.get(Key)) }
    default:
      return undefined
  }
}

/** The body as the SDK hands it out, as far as it is read at once. */
function bodyOf(value: unknown): object {
  const bytes = value instanceof Uint8Array ? value : new TextEncoder().encode(String(value))
  return {
    transformToString: async () => new TextDecoder().decode(bytes),
    transformToByteArray: async () => bytes,
  }
}
