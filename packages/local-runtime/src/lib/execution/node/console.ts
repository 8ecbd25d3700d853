const { format } = process.getBuiltinModule('node:util')

const levelOf = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' } as const

let requestId: string | undefined

/** Sets the request id for lines from now on; it stays in effect after the answer, until the next event. */
export function setRequestId(id: string): void {
  requestId = id
}

/**
 * Makes `console` write like Lambda's Node.js runtime: every level to stdout, with time, request id and level in front
 * of the message. Direct writes to `process.stdout` are left alone.
 *
 * @example console.warn('stock is %d', 3) // 2026-02-10T09:15:00.000Z\t<request id>\tWARN\tstock is 3
 */
export function patchConsole(): void {
  // Bound now, so that a function that replaces `process.stdout.write` does not intercept these lines.
  const write = process.stdout.write.bind(process.stdout)
  const patched = Object.entries(levelOf).map(([method, level]) => [
    method,
    (message?: unknown, ...more: readonly unknown[]): void => {
      const entry = `${new Date().toISOString()}\t${requestId}\t${level}\t${format(message, ...more)}`
      // A carriage return keeps the lines of a message together as one log entry.
      write(`${entry.replaceAll('\n', '\r')}\n`)
    },
  ])
  Object.assign(console, Object.fromEntries(patched))
  console.log = console.info
}
