import type { ServiceAnswer } from '../http/send.ts'

/** An answer of Lambda's API, read. */
export interface Answer extends ServiceAnswer {
  /** The body as JSON; `undefined` where it is none. */
  readonly body: unknown
  /** Code of a refusal: that of the header, or else of the body. */
  readonly code?: string
  /** Sentence of a refusal. */
  readonly message?: string
}

/** Reads an answer. */
export function readAnswer(answer: ServiceAnswer): Answer {
  const body = parsed(answer.text)
  const code =
    textOf(answer.headers['x-amzn-errortype']) ?? textOf(member(body, '__type')) ?? textOf(member(body, 'code'))
  const message = textOf(member(body, 'Message')) ?? textOf(member(body, 'message'))
  return {
    ...answer,
    body,
    ...(code !== undefined && { code: code.replace(/:.*$/s, '').replace(/^.*#/s, '') }),
    ...(message !== undefined && { message }),
  }
}

/**
 * True if the answer says that the endpoint has no such operation: a 501, or a 404 or 405 that is no refusal of Lambda's.
 */
export function isMissingOperation({ status, headers, body }: Answer): boolean {
  if (status === 501) return true
  if (status !== 404 && status !== 405) return false
  const names = ['__type', 'Type', 'code']
  return textOf(headers['x-amzn-errortype']) === undefined && names.every((name) => member(body, name) === undefined)
}

/** A member of a JSON value; `undefined` where there is none. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
