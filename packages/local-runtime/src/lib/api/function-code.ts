import { keyPattern } from '../admission/kept-settings.ts'
import { checkMember } from '../admission/model-rules.ts'
import { decodeBase64 } from '../functions/in-slices.ts'
import { ZipError } from '../functions/zip-archive.ts'
import { type JsonObject, readString } from '../http/json-body.ts'
import { invalid, LambdaError } from '../http/lambda-error.ts'
import { maxCodeRequestBytes } from '../http/read-body.ts'
import { refuse } from '../http/refuse.ts'
import type { CodeLocation } from '../registry/function-record.ts'
import type { FunctionDependencies } from './function-dependencies.ts'

/** Maximum size in bytes of an archive in a request. One in a bucket may be larger. */
export const maxZippedBytes = 52_428_800

/** Returns a function that creates the error for a body over the limit of `operation`. */
export function bodyTooLarge(operation: string): () => LambdaError {
  const message = `Request must be smaller than ${maxCodeRequestBytes} bytes for the ${operation} operation`
  return () => new LambdaError('RequestEntityTooLargeException', message)
}

/**
 * Stores the code of a function: an archive in the request, an archive in a bucket if S3 has an endpoint, or a folder or file
 * on this machine with `S3Bucket` `local` and its path as `S3Key`.
 *
 * @throws {@link LambdaError} when there is no such code, or the archive cannot be unpacked
 */
export async function storeCode(source: JsonObject, dependencies: FunctionDependencies): Promise<CodeLocation> {
  const sourceKmsKeyArn = readString(source, 'SourceKMSKeyArn')
  refuse(checkMember('sourceKMSKeyArn', sourceKmsKeyArn, { pattern: keyPattern }))
  const code = await findCode(source, dependencies)
  return sourceKmsKeyArn ? { ...code, sourceKmsKeyArn } : code
}

async function findCode(source: JsonObject, dependencies: FunctionDependencies): Promise<CodeLocation> {
  const archive = readString(source, 'ZipFile')
  const bucket = readString(source, 'S3Bucket')
  const key = readString(source, 'S3Key') ?? ''
  if (readString(source, 'ImageUri') !== undefined)
    throw invalid('async-invoke runs zip archives and local folders, not container images')
  if (archive === undefined && bucket === undefined) throw invalid('Please provide a source for function code.')
  // The service's sentence, and ours: a member that no branch below reads would be lost (FNC-10).
  if (archive !== undefined && ['S3Bucket', 'S3Key', 'S3ObjectVersion'].some((name) => readString(source, name)))
    throw invalid('Please do not provide other FunctionCode parameters when providing a ZipFile.')
  if (bucket === 'local' && readString(source, 'S3ObjectVersion'))
    throw invalid('async-invoke has no S3ObjectVersion of local code')
  if (archive !== undefined) {
    const bytes = await decodeBase64(archive)
    if (bytes.length > maxZippedBytes)
      throw new LambdaError(
        'RequestEntityTooLargeException',
        `Zipped size must be smaller than ${maxZippedBytes} bytes`,
      )
    return unpack(bytes, dependencies)
  }
  if (bucket !== 'local') return unpack(await fetchObject({ bucket, key, source }, dependencies), dependencies)
  try {
    return await dependencies.code.ofLocal(key)
  } catch {
    throw objectNotFound('NoSuchKey', 'The specified key does not exist.')
  }
}

async function unpack(archive: Buffer, { code }: FunctionDependencies): Promise<CodeLocation> {
  try {
    return await code.ofArchive(archive)
  } catch (error) {
    if (!(error instanceof ZipError)) throw error
    if (error.code === 'empty') throw invalid('Uploaded file must be a non-empty zip')
    if (error.code === 'too-large') throw invalid('Unzipped size must be smaller than 262144000 bytes')
    throw invalid('Could not unzip uploaded file. Please check your file, then try to upload again.')
  }
}

interface BucketSource {
  readonly bucket: string | undefined
  readonly key: string
  readonly source: JsonObject
}

async function fetchObject({ bucket, key, source }: BucketSource, { s3 }: FunctionDependencies): Promise<Buffer> {
  const noBucket = objectNotFound('NoSuchBucket', 'The specified bucket does not exist')
  if (s3 === undefined) throw noBucket
  const VersionId = readString(source, 'S3ObjectVersion')
  try {
    const { Body } = await s3.getObject({ Bucket: bucket, Key: key, ...(VersionId && { VersionId }) })
    return Buffer.from((await Body?.transformToByteArray()) ?? [])
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    if (name === 'NoSuchBucket') throw noBucket
    throw name === 'NoSuchKey'
      ? objectNotFound('NoSuchKey', 'The specified key does not exist.')
      : objectNotFound(name, message)
  }
}

function objectNotFound(code: string, message: string): LambdaError {
  return invalid(`Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${message}`)
}
