import type { QueueAdmin, QueueStore } from '@async-invoke/engine'
import type { ClientConfig } from '../aws/client-config.ts'
import { UsageError } from '../command-error.ts'
import { readStoreAddress } from '../stores/store-address.ts'

/**
 * Opens the store of `--store`, which has to be there, uses it, and closes it.
 *
 * @param action - the command, for messages: `stats`
 * @throws CommandError with the reason in one sentence
 */
export async function withStore<Result>(
  given: string | undefined,
  action: string,
  use: (store: QueueStore) => Promise<Result>,
  clientConfig: ClientConfig = {},
): Promise<Result> {
  const address = readStoreAddress(given, `queue ${action}`)
  // Loaded when a store is opened, since help needs none.
  const [{ openStore }, { toStoreError }] = await Promise.all([
    import('../stores/open-store.ts'),
    import('../stores/open-database.ts'),
  ])
  const { store, close } = await openStore(address, { user: 'queue', mustExist: true, clientConfig })
  try {
    return await use(store)
  } catch (cause) {
    throw toStoreError(cause)
  } finally {
    await close()
  }
}

/**
 * As {@link withStore}, for commands that need the store's operations for people.
 *
 * @throws {@link UsageError} for a store that has none
 */
export async function withAdmin<Result>(
  given: string | undefined,
  action: string,
  use: (admin: QueueAdmin) => Promise<Result>,
): Promise<Result> {
  if (readStoreAddress(given, `queue ${action}`).kind === 'sqs')
    throw new UsageError(`queue ${action} is not for sqs: SQS lets no one look at single messages, or hold some back`)
  return withStore(given, action, async ({ admin }) => {
    if (admin === undefined) throw new UsageError(`this store does not offer queue ${action}`)
    return use(admin)
  })
}
