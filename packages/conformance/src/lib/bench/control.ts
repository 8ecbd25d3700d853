import { type ServiceEndpoint, send } from '../http/send.ts'
import { NotOffered } from '../not-offered.ts'
import { member } from './answer.ts'

/** A message that a runtime keeps, as it would have been sent. */
export interface KeptMessage {
  readonly body: string
  /** Input of the SDK command. */
  readonly command: unknown
}

/** The control API of async-invoke's local runtime. */
export interface ControlApi {
  /** How its time passes: `real`, `skip` or `manual`. */
  readonly mode: string
  readonly speed: number
  nowMs(): Promise<number>
  /** Moves held time, with all that comes due on the way. */
  advance(seconds: number): Promise<void>
  /** Moves held time to the next moment at which something is due, if there is one. */
  advanceToNextDue(): Promise<void>
  /** Throttles the first attempts of every event. */
  throttle(attempts: number): Promise<void>
  kept(destinationArn: string): Promise<readonly KeptMessage[]>
}

/**
 * The control API behind an endpoint; `undefined` if it has none.
 *
 * @throws an `Error` when nothing answers there
 */
export async function findControl(lambda: ServiceEndpoint): Promise<ControlApi | undefined> {
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const headers = { 'content-type': 'application/json' }
    const answer = await send(lambda, { method, path: `/_async-invoke/${path}`, headers, body: text })
    if (answer.status !== 200) throw new NotOffered(`the control API answers ${answer.status} to ${method} ${path}`)
    return JSON.parse(answer.text)
  }
  const clock = (): Promise<unknown> => call('GET', 'clock')
  const found = await clock().catch((error: unknown) => {
    // Any answer but this one is that of another endpoint.
    if (error instanceof NotOffered || error instanceof SyntaxError) return undefined
    throw error
  })
  const [mode, speed] = [member(found, 'time'), member(found, 'speed')]
  if (typeof mode !== 'string') return undefined
  return {
    mode,
    speed: typeof speed === 'number' ? speed : 1,
    nowMs: async () => Date.parse(String(member(await clock(), 'now'))),
    advance: async (advanceSeconds) => void (await call('POST', 'clock', { advanceSeconds })),
    advanceToNextDue: async () => void (await call('POST', 'clock', { advanceToNextDue: true })),
    throttle: async (throttles) => void (await call('PUT', 'faults', { throttles })),
    async kept(destinationArn) {
      const messages = member(await call('GET', `inbox?${new URLSearchParams({ destinationArn })}`), 'messages')
      const list: readonly unknown[] = Array.isArray(messages) ? messages : []
      return list.map((message) => ({ body: String(member(message, 'body')), command: member(message, 'command') }))
    },
  }
}
