import type { ErrorFormat, ServiceCall } from './identify-request.ts'
import { endpointSetting } from './known-services.ts'

/** Response to a call. */
export interface ServiceAnswer {
  readonly status: 501
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

const code = 'NotImplementedException'

/**
 * Answers a call of a service that the runtime does not serve: 501, in the format in which the service's clients read
 * errors, with the option that sets the service's endpoint (RUN-6).
 */
export function answerServiceCall({ service, operation, errors }: ServiceCall): ServiceAnswer {
  const { title, option, variable } = service
  const setting = option === undefined ? `environment.${variable} (--env ${variable}=URL)` : endpointSetting(option)
  const message = `${title} ${operation} is not served by async-invoke: ${title} has no endpoint. Set ${setting}, or let functions reach AWS itself with allowAws (--allow-aws).`
  const { type, body } = formats[errors](message)
  return { status: 501, headers: { 'Content-Type': type, 'x-amzn-ErrorType': code }, body }
}

const formats: Readonly<Record<ErrorFormat, (message: string) => { type: string; body: string | Uint8Array }>> = {
  json: (message) => ({ type: 'application/json', body: JSON.stringify({ __type: code, message }) }),
  query: (message) => ({
    type: 'text/xml',
    body: `<ErrorResponse><Error><Type>Receiver</Type>${codeAndMessage(message)}</Error></ErrorResponse>`,
  }),
  xml: (message) => ({ type: 'application/xml', body: `<Error>${codeAndMessage(message)}</Error>` }),
  cbor: (message) => ({ type: 'application/cbor', body: cborOf({ __type: code, message }) }),
}

function codeAndMessage(message: string): string {
  const escaped = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<Code>${code}</Code><Message>${escaped}</Message>`
}

/** A CBOR map of strings (RFC 8949). */
function cborOf(strings: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(strings)
  return Buffer.concat([Buffer.from([0xa0 | entries.length]), ...entries.flat().map(cborString)])
}

function cborString(text: string): Buffer {
  const bytes = Buffer.from(text)
  const head = Buffer.from([0x79, bytes.length >> 8, bytes.length & 0xff])
  return Buffer.concat([head, bytes])
}
