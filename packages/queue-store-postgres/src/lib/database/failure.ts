import { PostgresStoreError, type PostgresStoreErrorCode } from '../store-error.ts'

/** An error of a statement, judged by its code. */
export interface Failure {
  readonly error: PostgresStoreError
  /** True if the server has kept nothing of the statement; false if it may have committed it. */
  readonly keptNothing: boolean
  /** True if the same statement may succeed a moment later. */
  readonly passes: boolean
}

type Judgement = readonly [code: PostgresStoreErrorCode, keptNothing: boolean, passes: boolean]

/** By SQLSTATE, or by its class. */
const bySqlState: Readonly<Record<string, Judgement>> = {
  '08': ['connection', false, true],
  '25006': ['read-only', true, true],
  '40001': ['conflict', true, true],
  '40P01': ['conflict', true, true],
  '40003': ['connection', false, true],
  '42501': ['no-permission', true, false],
  '3F000': ['no-schema', true, false],
  '42883': ['no-schema', true, false],
  '42P01': ['no-schema', true, false],
  '53100': ['disk-full', true, true],
  '53200': ['disk-full', true, true],
  '53300': ['too-many-connections', true, true],
  '53': ['disk-full', true, true],
  '55P03': ['timeout', true, true],
  '57014': ['timeout', true, true],
  // A server that shuts down may have committed before it ended the connection.
  '57P01': ['connection', false, true],
  '57P02': ['connection', false, true],
  '57P03': ['connection', true, true],
  '57P05': ['connection', false, true],
  '58': ['failed', false, true],
  XX001: ['corrupt', true, false],
  XX002: ['corrupt', true, false],
}

/** Codes of the system with which nothing was sent. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOENT'])

/** Judges what a driver has thrown; `action` starts the message: `cannot claim`. */
export function judge(thrown: unknown, action: string): Failure {
  if (thrown instanceof PostgresStoreError)
    return { error: thrown, keptNothing: thrown.code !== 'timeout', passes: thrown.code === 'timeout' }
  const { code, message } = describe(thrown)
  const sqlState = /^[0-9A-Z]{5}$/.test(code) && !notSent.has(code) ? code : undefined
  const [kind, keptNothing, passes] = judgementOf(code, sqlState)
  const error = new PostgresStoreError(kind, `${action}: ${message}`, {
    cause: thrown,
    ...(sqlState !== undefined && { sqlState }),
  })
  return { error, keptNothing, passes }
}

function judgementOf(code: string, sqlState: string | undefined): Judgement {
  if (sqlState !== undefined) return bySqlState[sqlState] ?? bySqlState[sqlState.slice(0, 2)] ?? ['failed', true, false]
  // Anything else is an error of the driver or of the network: the statement may have arrived.
  return ['connection', notSent.has(code), true]
}

/** An error of several addresses, as Node.js reports a host with IPv4 and IPv6, has its text in its parts. */
function describe(thrown: unknown): { code: string; message: string } {
  if (thrown instanceof AggregateError && thrown.message === '') return describe(thrown.errors[0])
  const { code = '', message = String(thrown) } = (thrown ?? {}) as { code?: unknown; message?: string }
  return { code: String(code), message: message === '' ? String(code) : message }
}
