import type { IncomingMessage } from 'node:http'
import { clearTimeout, setTimeout } from 'node:timers'

/** Limits on what is discarded, in bytes and milliseconds: of the whole rest, and without a byte of it. */
const maxBytes = 1_073_741_824
const maxMs = 30_000
const maxIdleMs = 1_000

/**
 * Reads and discards the rest of a body. A client that is still sending when the connection closes sees a reset instead
 * of the response that was sent.
 *
 * @param done - called once: at the end of the body or of the connection, or at a limit
 */
export function discardRest(incoming: IncomingMessage, done: () => void): void {
  let bytes = 0
  const end = (): void => {
    clearTimeout(whole)
    clearTimeout(idle)
    incoming.off('data', count)
    incoming.off('end', end)
    incoming.off('close', end)
    done()
  }
  const count = (chunk: Buffer): void => {
    bytes += chunk.length
    if (bytes > maxBytes) end()
    else idle.refresh()
  }
  const whole = setTimeout(end, maxMs)
  const idle = setTimeout(end, maxIdleMs)
  incoming.on('data', count)
  incoming.on('end', end)
  incoming.on('close', end)
  incoming.resume()
}
