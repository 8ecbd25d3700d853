/** Adds a signature to the headers of a request if AWS keys are set in this shell. */
export async function signed(
  method: string,
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env
  const { AWS_SESSION_TOKEN: sessionToken, AWS_REGION, AWS_DEFAULT_REGION } = process.env
  if (!accessKeyId || !secretAccessKey) return headers
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  const region = AWS_REGION ?? AWS_DEFAULT_REGION ?? 'us-east-1'
  const { signRequest } = await import('@async-invoke/local-runtime/internal')
  return signRequest({ method, url, headers, body }, credentials, region)
}
