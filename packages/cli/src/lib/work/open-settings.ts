import type { Resolve } from '@async-invoke/engine'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { toServiceError } from '../aws/service-error.ts'
import { resolveOnLambda } from './lambda-settings.ts'
import type { Served } from './served.ts'
import { resolveServed } from './served-functions.ts'

export interface SettingsOptions {
  readonly from: 'file' | 'lambda'
  readonly refreshMs: number
  /** Runs that the invoker has room for; absent without a bound. */
  readonly places: number | undefined
  readonly onFault: (error: unknown) => void
}

/**
 * Creates the `resolve` of a worker. Settings on Lambda are read once before, so that a worker without access does not start.
 *
 * @throws {@link CommandError} if they cannot be read
 */
export async function openSettings(
  served: Served,
  { from, refreshMs, places, onFault }: SettingsOptions,
): Promise<Resolve> {
  const { functions, home, clientConfig, claimed = [] } = served
  if (from === 'file') return within(places, resolveServed(functions, home))
  const client = new LambdaClient(clientConfig)
  const resolve = resolveOnLambda({ client, home, refreshMs, onFault })
  for (const functionName of claimed)
    try {
      await resolve({ functionName })
    } catch (error) {
      throw toServiceError(
        error instanceof Error && error.cause instanceof Error ? error.cause : error,
        `settings of ${functionName}`,
      )
    }
  return within(places, resolve)
}

/** A reservation beyond the room of the invoker would be throttled there: the slots of the invoker hold instead. */
function within(places = Number.POSITIVE_INFINITY, resolve: Resolve): Resolve {
  if (places === Number.POSITIVE_INFINITY) return resolve
  return async (reference, about) => {
    const { reservedConcurrency, ...resolution } = await resolve(reference, about)
    return reservedConcurrency !== undefined && reservedConcurrency < places
      ? { ...resolution, reservedConcurrency }
      : resolution
  }
}
