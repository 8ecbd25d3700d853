/**
 * Sends an event over Lambda's API.
 *
 * @returns the request id
 * @throws `Error` with the service's code and message, if the event is refused
 */
export async function invokeEvent(endpoint: string, functionName: string, payload: unknown): Promise<string> {
  const response = await fetch(`${endpoint}/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`, {
    method: 'POST',
    headers: { 'X-Amz-Invocation-Type': 'Event', 'Content-Type': 'application/json' },
    ...(payload !== undefined && { body: JSON.stringify(payload) }),
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
