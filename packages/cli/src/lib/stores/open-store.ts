import { existsSync } from 'node:fs'
import { type QueueStore, systemClock } from '@async-invoke/engine'
import type { BodyBucket } from '@async-invoke/queue-store-sqs'
import type { ClientConfig } from '../aws/client-config.ts'
import { CommandError } from '../command-error.ts'
import { withQuietThreads } from '../experimental-warnings.ts'
import { openDatabase, toStoreError } from './open-database.ts'
import type { NamedDatabase, SharedAddress, StoreAddress } from './store-address.ts'

/** A store that the command has opened. */
export interface OpenStore {
  readonly store: QueueStore
  /** The file of the queue, if there was none. */
  readonly created?: string
  /** Closes the store, and its connections. */
  close(): Promise<void>
}

export interface OpenStoreOptions {
  /** The command, as the server's lists of connections show it: `work`. */
  readonly user: string
  /** True to refuse a store that is not there, rather than to create it. */
  readonly mustExist?: boolean
  /** Settings of the clients of SQS and S3. */
  readonly clientConfig?: ClientConfig
  /** Bucket for bodies that fit into no message of SQS, and the beginning of their keys: `BUCKET/PREFIX`. */
  readonly bodies?: string | undefined
  /** Called for each statement or call that fails, also where it is repeated, and for what is wrong with a file. */
  readonly onError?: (error: unknown) => void
}

/**
 * Opens the store of an address.
 *
 * @throws {@link CommandError} with the reason, and never with the address of a server, which may hold a password
 */
export async function openStore(address: StoreAddress | SharedAddress, options: OpenStoreOptions): Promise<OpenStore> {
  try {
    if (address.kind === 'sqlite') return await openSqlite(address.path, options)
    if (address.kind === 'sqs') return await openSqs(address, options)
    if (address.kind === 'shared') return await openShared(address.databases, options)
    return await openPostgres(address.connectionString, options)
  } catch (cause) {
    throw toStoreError(cause)
  }
}

async function openSqlite(path: string, { mustExist, onError }: OpenStoreOptions): Promise<OpenStore> {
  const isThere = existsSync(path)
  if (mustExist && !isThere)
    throw new CommandError(`there is no file ${path}; check the path in --store, which starts from this folder`)
  const { openSqliteStore } = await import('@async-invoke/queue-store-sqlite')
  const store = await withQuietThreads(() => openSqliteStore({ path, clock: systemClock }))
  // A large file is read while work goes on.
  const read = store.restored.then(({ problems }) => {
    for (const problem of problems) onError?.(new Error(`${path}: ${problem}`))
  }, onError)
  // Without work, it is read first: its counts are exact then.
  if (onError === undefined)
    await read.catch(async (error) => {
      await store.close()
      throw error
    })
  return { store, ...(!isThere && { created: path }), close: () => store.close() }
}

async function openPostgres(
  connectionString: string,
  { user, mustExist, onError }: OpenStoreOptions,
): Promise<OpenStore> {
  const { openPostgresStore } = await import('@async-invoke/queue-store-postgres')
  const database = await openDatabase({ connectionString, application_name: `async-invoke ${user}` })
  const options = { database, migrate: mustExist ? 'never' : 'auto', ...(onError && { onError }) } as const
  const store = await openPostgresStore(options).catch(async (error) => {
    await database.end()
    throw error
  })
  return {
    store,
    async close() {
      await store.close()
      await database.end()
    },
  }
}

async function openShared(
  databases: readonly NamedDatabase[],
  { user, mustExist, onError }: OpenStoreOptions,
): Promise<OpenStore> {
  const { shardedStore } = await import('@async-invoke/queue-store-postgres')
  const open = async ({ name, connectionString }: NamedDatabase) => ({
    name,
    database: await openDatabase({ connectionString, application_name: `async-invoke ${user}` }),
  })
  const shards = await Promise.all(databases.map(open))
  const end = async (): Promise<void> => void (await Promise.all(shards.map(({ database }) => database.end())))
  const options = { migrate: mustExist ? 'never' : 'auto', ...(onError && { onError }) } as const
  const store = await shardedStore(shards, options).catch(async (error) => {
    await end()
    throw error
  })
  return { store, close: () => store.close().finally(end) }
}

async function openSqs(
  { urls, region: ofUrl }: Extract<StoreAddress, { kind: 'sqs' }>,
  options: OpenStoreOptions,
): Promise<OpenStore> {
  const { clientConfig = {}, bodies, onError } = options
  const [{ openSqsStore }, { SQSClient }] = await Promise.all([
    import('@async-invoke/queue-store-sqs'),
    import('@aws-sdk/client-sqs'),
  ])
  const region = clientConfig.region ?? ofUrl
  const config = { ...clientConfig, ...(region !== undefined && { region }) }
  const client = new SQSClient(config)
  const bucket = bodies === undefined ? undefined : await openBucket(bodies, config)
  const close = (): void => {
    client.destroy()
    bucket?.client.destroy()
  }
  const given = { client, queueUrl: urls, ...(bucket && { bodies: bucket }), ...(onError && { onError }) }
  const store = await openSqsStore(given).catch((error) => {
    close()
    throw error
  })
  return { store, close: () => store.close().finally(close) }
}

async function openBucket(bodies: string, config: ClientConfig): Promise<BodyBucket> {
  const { S3Client } = await import('@aws-sdk/client-s3')
  const [bucket = '', ...prefix] = bodies.split('/')
  const client = new S3Client({ ...config, forcePathStyle: config.endpoint !== undefined })
  return { client, bucket, ...(prefix.length > 0 && { prefix: prefix.join('/') }) }
}
