import { readVectors } from './vectors.ts'

export const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:order-processor:$LATEST'

/** Records as Lambda writes them, with raw payloads, duplicate keys, non-ASCII characters and absent members. */
export const recordTexts = readVectors<{ readonly text: string }>('../invocation-record/text').map(
  ({ name, content }) => ({ name, recordText: content.text }),
)

/** A record to send. */
export function recordTo(destinationArn: string, recordText = '{"version":"1.0"}') {
  return { recordText, functionArn, condition: 'RetriesExhausted', destinationArn }
}

export const traceHeader = 'Root=1-698af7b0-1f0c2d3e4a5b6c7d8e9f0a1b;Parent=53995c3f42cd8ad8;Sampled=0'

/** A failed event whose bytes would change if it were serialised again. */
export const deadLetter = {
  payload: new TextEncoder().encode(' {"total": 129.50, "a":1,"a":2, "s":"é🚚"}\n'),
  functionArn,
  attributes: { RequestID: '2b9e6c1a-8d47-4c35-b1f0-5e7d3a9c8f21', ErrorCode: 200, ErrorMessage: 'Größe: 0' },
}
export const eventText = new TextDecoder().decode(deadLetter.payload)
