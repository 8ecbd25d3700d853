import { format } from 'node:util'

const levelOf = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' } as const

let requestId: string | undefined

/** The event that lines are about from now on; it stays after its answer, until the next one. */
export function setRequestId(id: string): void {
  requestId = id
}

/**
 * Makes `console` write as Lambda's Node.js runtime does: every level to stdout, with the function's own time, the request
 * and the level before the text; what is written to `process.stdout` stays as it is.
 *
 * @example console.warn('stock is %d', 3) // 2026-02-10T09:15:00.000Z\t<request id>\tWARN\tstock is 3
 */
export function patchConsole(): void {
  // As it is now: a function that takes what is written to stdout for itself does not get these lines.
  const write = process.stdout.write.bind(process.stdout)
  const patched = Object.entries(levelOf).map(([method, level]) => [
    method,
    (message?: unknown, ...more: readonly unknown[]): void => {
      const text = `${new Date().toISOString()}\t${requestId}\t${level}\t${format(message, ...more)}`
      // One message is one entry of the log, however many lines it has.
      write(`${text.replaceAll('\n', '\r')}\n`)
    },
  ])
  Object.assign(console, Object.fromEntries(patched))
  console.log = console.info
}
