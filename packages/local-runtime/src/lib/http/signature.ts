import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { targetUrl } from './access/target-url.ts'
import { LambdaError } from './lambda-error.ts'
import { Sha256 } from './sha256.ts'

/** The key pair that requests must be signed with. */
export interface SigningKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Maximum difference between a signature's time and the machine's, in milliseconds. */
const maxSkewMs = 300_000
const authorizationSyntax =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/

/**
 * Refuses a request that is not signed with the keys (Signature Version 4).
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
  if (authorization === undefined)
    throw new LambdaError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  const [, accessKeyId, day, region = '', service = '', signedHeaders = '', signature = ''] =
    authorizationSyntax.exec(authorization) ?? []
  if (accessKeyId === undefined)
    throw new LambdaError('IncompleteSignatureException', `Authorization header is not a signature of version 4`)
  if (accessKeyId !== keys.accessKeyId)
    throw new LambdaError('UnrecognizedClientException', 'The security token included in the request is invalid.')
  if (service !== expectedService)
    throw new LambdaError(
      'InvalidSignatureException',
      `Credential should be scoped to correct service: '${expectedService}'.`,
    )
  const signingDate = signingDateOf(String(request.headers['x-amz-date'] ?? ''))
  if (signingDate === undefined || !String(request.headers['x-amz-date']).startsWith(day ?? ''))
    throw new LambdaError('IncompleteSignatureException', 'the request has no valid X-Amz-Date')
  if (Math.abs(signingDate.getTime() - nowMs) > maxSkewMs)
    throw new LambdaError(
      'InvalidSignatureException',
      `Signature expired: ${request.headers['x-amz-date']} is too far from now`,
    )

  const expected = await signatureOf(request, body, { keys, region, service, signingDate, signedHeaders })
  if (expected === undefined || !timingSafeEqual(Buffer.from(expected), Buffer.from(signature)))
    throw new LambdaError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    )
}

interface Signing {
  readonly keys: SigningKeys
  readonly region: string
  readonly service: string
  readonly signingDate: Date
  readonly signedHeaders: string
}

/** Computes the signature that the request should have. */
async function signatureOf(request: IncomingMessage, body: Uint8Array, signing: Signing): Promise<string | undefined> {
  const { keys, region, service, signingDate, signedHeaders } = signing
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
  const url = targetUrl(request.url ?? '/')
  if (url === null) return undefined
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
  const signed = await signer.sign(unsigned, { signingDate, signableHeaders: names })
  return /Signature=([0-9a-f]{64})$/.exec(signed.headers.authorization ?? '')?.[1]
}

function signingDateOf(text: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
