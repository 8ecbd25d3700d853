import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { targetUrl } from './access/target-url.ts'
import { LambdaError } from './lambda-error.ts'
import { Sha256 } from './signatures/sha256.ts'
import { readSignatureClaim, type SignatureClaim } from './signatures/signature-claim.ts'

/** The key pair that requests must be signed with. */
export interface SigningKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/**
 * Refuses a request that is not signed with the keys (Signature Version 4), in its headers or in its query string.
 *
 * @param expectedService - the service that the signature has to be for
 * @param nowMs - wall time, not the runtime's clock: signatures are made and checked in wall time
 *
 * @throws {@link LambdaError} with AWS's codes and messages
 */
export async function refuseUnsigned(
  request: IncomingMessage,
  body: Uint8Array,
  keys: SigningKeys,
  nowMs: number,
  expectedService = 'lambda',
): Promise<void> {
  const { authorization } = request.headers
  const url = targetUrl(request.url ?? '/')
  const query = url?.searchParams ?? new URLSearchParams()
  const dateHeader = request.headers['x-amz-date']?.toString()
  const claim = readSignatureClaim({ authorization, dateHeader, query }, expectedService, nowMs)
  if ('code' in claim) throw new LambdaError(claim.code, claim.message)
  if (claim.accessKeyId !== keys.accessKeyId)
    throw new LambdaError('UnrecognizedClientException', 'The security token included in the request is invalid.')
  const expected = url === null ? undefined : await signatureOf(request, url, body, keys, claim)
  if (expected === undefined || !areEqual(expected, claim.signature))
    throw new LambdaError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    )
}

function areEqual(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Computes the signature that the request should have. */
async function signatureOf(
  request: IncomingMessage,
  url: URL,
  body: Uint8Array,
  keys: SigningKeys,
  { region, service, signingDate, signedHeaders }: SignatureClaim,
): Promise<string | undefined> {
  const names = new Set(signedHeaders.split(';'))
  const headers = Object.fromEntries([...names].map((name) => [name, request.headers[name]?.toString() ?? '']))
  const claimed = headers['x-amz-content-sha256']
  // A hash that is signed instead of the body must be the hash of the body.
  if (
    claimed !== undefined &&
    claimed !== 'UNSIGNED-PAYLOAD' &&
    claimed !== createHash('sha256').update(body).digest('hex')
  )
    return undefined
  const query: Record<string, string | string[]> = {}
  for (const name of new Set(url.searchParams.keys())) query[name] = url.searchParams.getAll(name)
  // Only signed requests need it, and it takes long to load.
  const { SignatureV4 } = await import('@smithy/signature-v4')
  const signer = new SignatureV4({ credentials: keys, region, service, sha256: Sha256, applyChecksum: false })
  const unsigned = {
    method: request.method ?? '',
    protocol: 'http:',
    hostname: '',
    path: url.pathname,
    query,
    headers,
    body,
  }
  // The signer adds a date to the headers, which counts only where the request signed one: a presigned URL has its own.
  const unsignableHeaders = new Set(['x-amz-date'])
  const signed = await signer.sign(unsigned, { signingDate, signableHeaders: names, unsignableHeaders })
  return /Signature=([0-9a-f]{64})$/.exec(signed.headers.authorization ?? '')?.[1]
}
