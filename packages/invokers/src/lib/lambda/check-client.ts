import type { LambdaClient } from '@aws-sdk/client-lambda'
import { InvokerError } from '../invoker-error.ts'

/** Settings of the SDK's HTTP handler that end a call, in milliseconds; 0 means never. */
const timeouts = ['socketTimeout', 'requestTimeout', 'defaultSocketTimeout'] as const

/**
 * Checks that a client makes each call once and waits for its answer.
 *
 * @param timeoutMs - longest time that a run may take
 * @throws {@link InvokerError}
 */
export async function checkClient({ config }: LambdaClient, timeoutMs: number): Promise<void> {
  const maxAttempts = await config.maxAttempts()
  if (maxAttempts !== 1)
    throw new InvokerError(
      'retries',
      `the client has maxAttempts ${maxAttempts}, so one attempt could run a function ${maxAttempts} times: create it with maxAttempts 1`,
    )
  const settings = await handlerSettings(config.requestHandler)
  for (const name of timeouts) {
    const value = settings[name]
    if (typeof value === 'number' && value > 0 && value <= timeoutMs)
      throw new InvokerError(
        'timeout',
        `the client's requestHandler has ${name} ${value}, but a run may take ${timeoutMs} ms: it would go on unseen and its event run again; set a longer ${name}, or 0 for none`,
      )
  }
}

/** The settings of the SDK's own handler, which resolves them at its first call; empty for a handler of another kind. */
async function handlerSettings(handler: object): Promise<Readonly<Record<string, unknown>>> {
  const pending: unknown = 'configProvider' in handler ? await handler.configProvider : undefined
  return typeof pending === 'object' && pending !== null ? { ...pending } : {}
}
