import { Sha256 } from './sha256.ts'

export interface RequestToSign {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface SigningCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** Signs a request to Lambda's API (Signature Version 4). Returns its headers, the signature included. */
export async function signRequest(
  { method, url, headers, body }: RequestToSign,
  credentials: SigningCredentials,
  region: string,
): Promise<Record<string, string>> {
  const { protocol, host, hostname, pathname: path, searchParams } = new URL(url)
  // Only signed requests need it, and it takes longer to load than all else here.
  const { SignatureV4 } = await import('@smithy/signature-v4')
  const signer = new SignatureV4({ credentials, region, service: 'lambda', sha256: Sha256 })
  const query = Object.fromEntries(searchParams)
  const signed = await signer.sign({ method, protocol, hostname, path, query, headers: { ...headers, host }, body })
  // The HTTP client adds `Host` itself.
  const { host: _, ...others } = signed.headers
  return others
}
