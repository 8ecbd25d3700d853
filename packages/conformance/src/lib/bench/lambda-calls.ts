import { shorten } from '../compare/shorten.ts'
import { type ServiceEndpoint, send } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'
import { type Answer, isMissingOperation, readAnswer } from './answer.ts'

/** Calls Lambda's API. */
export interface LambdaCalls {
  /**
   * Sends one request; an object as the body travels as JSON.
   *
   * @throws {@link NotOffered} when the endpoint has no such operation
   */
  call(
    method: string,
    path: string,
    body?: object | string | Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>
  /**
   * Sends a request that has to succeed, since a scenario builds on it.
   *
   * @throws {@link NotOffered} when it does not
   */
  succeed(method: string, path: string, body?: object | string): Promise<Answer>
}

/** Calls of Lambda at an endpoint. */
export function lambdaCalls(lambda: ServiceEndpoint): LambdaCalls {
  const call: LambdaCalls['call'] = async (method, path, body, headers) => {
    const isText = body === undefined || typeof body === 'string' || body instanceof Uint8Array
    const sent = isText ? body : JSON.stringify(body)
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const request = { method, path, headers: { ...type, ...headers }, ...(sent !== undefined && { body: sent }) }
    const answer = readAnswer(await send(lambda, request))
    if (isMissingOperation(answer))
      throw new NotOffered(`${method} ${path.replace(/\?.*$/, '')} answers ${answer.status}: ${shorten(answer.text)}`)
    return answer
  }
  return {
    call,
    async succeed(method, path, body) {
      const answer = await call(method, path, body)
      if (answer.status >= 200 && answer.status < 300) return answer
      throw new NotOffered(`${method} ${path.replace(/\?.*$/, '')} answers ${answer.status}: ${shorten(answer.text)}`)
    },
  }
}
