/** What a request says about its signature, in its `Authorization` header or in its query string (a presigned URL). */
export interface SignatureClaim {
  readonly accessKeyId: string
  readonly region: string
  readonly service: string
  readonly signingDate: Date
  /** Names in lower case, joined by semicolons. */
  readonly signedHeaders: string
  readonly signature: string
}

/** Why a request does not count as signed, with AWS's code and message. */
export interface SignatureRefusal {
  readonly code: 'MissingAuthenticationTokenException' | 'IncompleteSignatureException' | 'InvalidSignatureException'
  readonly message: string
}

/** The parts of a request that can hold its signature. */
export interface SignedParts {
  readonly authorization: string | undefined
  /** The header `X-Amz-Date`; a presigned URL has its date in the query. */
  readonly dateHeader: string | undefined
  readonly query: URLSearchParams
}

/** Maximum difference between a signature's time and the machine's, in minutes; for presigned URLs too. */
const maxSkewMinutes = 5
const authorizationSyntax =
  /^AWS4-HMAC-SHA256 Credential=([^,\s]+), ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/
/** In the order in which AWS names those that are missing. `X-Amz-Expires` is none of them. */
const queryParameters = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']

/**
 * Reads and checks what a request claims about its signature; only the signature itself is left to compare.
 *
 * `X-Amz-Expires` has no effect: it belongs to S3, and other services take a presigned URL for as long as any signature.
 *
 * @param expectedService - the service that the signature has to be for
 * @param nowMs - wall time, not the runtime's clock: signatures are made and checked in wall time
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html
 */
export function readSignatureClaim(
  parts: SignedParts,
  expectedService: string,
  nowMs: number,
): SignatureClaim | SignatureRefusal {
  const found = parts.query.has('X-Amz-Algorithm') ? inQuery(parts) : inHeader(parts)
  if ('code' in found) return found
  const { credential, date, ...claimed } = found
  const signingDate = dateOf(date)
  if (signingDate === undefined)
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    )
  const skewed = describeSkew(signingDate, nowMs)
  if (skewed !== undefined) return invalid(skewed)
  const elements = credential.split('/')
  const [accessKeyId = '', day = '', region = '', service = '', terminator] = elements
  if (elements.length !== 5 || terminator !== 'aws4_request')
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    )
  if (service !== expectedService)
    return invalid(`Credential should be scoped to correct service: '${expectedService}'.`)
  if (day !== date.slice(0, 8))
    return invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`,
    )
  return { accessKeyId, region, service, signingDate, ...claimed }
}

interface Found extends Pick<SignatureClaim, 'signedHeaders' | 'signature'> {
  readonly credential: string
  readonly date: string
}

function inHeader({ authorization, dateHeader }: SignedParts): Found | SignatureRefusal {
  if (authorization === undefined)
    return { code: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' }
  const match = authorizationSyntax.exec(authorization)
  if (match === null) return incomplete('Authorization header is not a signature of version 4')
  if (dateHeader === undefined)
    return incomplete(
      `Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=${authorization}`,
    )
  const [, credential = '', signedHeaders = '', signature = ''] = match
  return { credential, date: dateHeader, signedHeaders, signature }
}

function inQuery({ authorization, query }: SignedParts): Found | SignatureRefusal {
  if (authorization !== undefined)
    return invalid("Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.")
  const [algorithm = '', credential = '', signature = '', signedHeaders = '', date = ''] = queryParameters.map(
    (name) => query.get(name) ?? '',
  )
  const missing = queryParameters.filter((name) => !query.get(name))
  if (missing.length > 0) {
    const sentences = missing.map((name) => `AWS query-string parameters must include '${name}'. `)
    return incomplete(`${sentences.join('')}Re-examine the query-string parameters.`)
  }
  if (algorithm !== 'AWS4-HMAC-SHA256')
    return incomplete(`Unsupported AWS 'algorithm': '${algorithm}' (only AWS4-HMAC-SHA256 for now). `)
  return { credential, date, signedHeaders, signature }
}

function incomplete(message: string): SignatureRefusal {
  return { code: 'IncompleteSignatureException', message }
}

function invalid(message: string): SignatureRefusal {
  return { code: 'InvalidSignatureException', message }
}

function describeSkew(signingDate: Date, nowMs: number): string | undefined {
  const maxSkewMs = maxSkewMinutes * 60_000
  const [earliest, latest] = [nowMs - maxSkewMs, nowMs + maxSkewMs]
  const [signed, now] = [basicFormat(signingDate.getTime()), basicFormat(nowMs)]
  if (signingDate.getTime() < earliest)
    return `Signature expired: ${signed} is now earlier than ${basicFormat(earliest)} (${now} - ${maxSkewMinutes} min.)`
  if (signingDate.getTime() > latest)
    return `Signature not yet current: ${signed} is still later than ${basicFormat(latest)} (${now} + ${maxSkewMinutes} min.)`
  return undefined
}

function basicFormat(timeMs: number): string {
  return new Date(timeMs).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

function dateOf(text: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(date.getTime()) ? undefined : date
}
