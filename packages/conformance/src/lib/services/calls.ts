import { shorten } from '../compare/shorten.ts'
import { type ServiceAnswer, type ServiceEndpoint, type ServiceRequest, send } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'

/**
 * Calls an operation of a service in its JSON protocol.
 *
 * @param target - `AmazonSQS.CreateQueue`
 * @throws {@link NotOffered} when the endpoint refuses the operation or is not there
 */
export async function callJson(
  to: ServiceEndpoint,
  target: string,
  version: '1.0' | '1.1',
  body: object,
): Promise<Readonly<Record<string, unknown>>> {
  const headers = { 'x-amz-target': target, 'content-type': `application/x-amz-json-${version}` }
  const { text } = await succeed(to, target, { method: 'POST', path: '/', headers, body: JSON.stringify(body) })
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {}
}

/**
 * Calls an operation of a service in its query protocol, and returns the XML of its answer.
 *
 * @throws {@link NotOffered} as {@link callJson} does
 */
export async function callQuery(
  to: ServiceEndpoint,
  version: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const body = new URLSearchParams({ ...parameters, Version: version }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  const name = `${to.service} ${parameters.Action}`
  return (await succeed(to, name, { method: 'POST', path: '/', headers, body })).text
}

/**
 * Sends a request that has to succeed.
 *
 * @throws {@link NotOffered} as {@link callJson} does
 */
export async function succeed(to: ServiceEndpoint, name: string, request: ServiceRequest): Promise<ServiceAnswer> {
  const answer = await send(to, request).catch((cause: Error) => {
    throw new NotOffered(cause.message, { cause })
  })
  if (answer.status >= 200 && answer.status < 300) return answer
  throw new NotOffered(`${name} answers ${answer.status}: ${shorten(answer.text)}`)
}

/** The text of the first element of a name in XML. */
export function elementOf(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? ''
}
