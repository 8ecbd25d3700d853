import { InvokerError } from '../invoker-error.ts'

/**
 * Reads the address of an endpoint.
 *
 * @param path - its place in the options, for the message
 * @throws {@link InvokerError} with code `invalid-options`
 */
export function readEndpoint(path: string, address: unknown): URL {
  const url = typeof address === 'string' && URL.canParse(address) ? new URL(address) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new InvokerError('invalid-options', `${path} is ${shown(address)}, not an http or https address`)
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
