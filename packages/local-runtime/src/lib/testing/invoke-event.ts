/**
 * Sends an event over Lambda's API.
 *
 * @returns the request id
 * @throws `Error` with the service's code and message, if the event is refused; `TypeError` if the payload has no JSON
 */
export async function invokeEvent(endpoint: string, functionName: string, payload: unknown): Promise<string> {
  const body = payload === undefined ? undefined : JSON.stringify(payload)
  if (payload !== undefined && body === undefined)
    throw new TypeError(`the payload for ${functionName} is a ${typeof payload}, which JSON cannot represent`)
  const response = await fetch(`${endpoint}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, {
    method: 'POST',
    headers: { 'X-Amz-Invocation-Type': 'Event', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body }),
  })
  const text = await response.text()
  const requestId = response.headers.get('x-amzn-requestid')
  if (response.status === 202 && requestId !== null) return requestId
  const code = response.headers.get('x-amzn-errortype') ?? response.status
  throw new Error(`the event for ${functionName} was refused: ${code}: ${messageIn(text)}`)
}

function messageIn(text: string): string {
  try {
    const { Message, message = Message } = JSON.parse(text)
    return typeof message === 'string' ? message : text
  } catch {
    return text
  }
}
