import { UsageError } from '../command-error.ts'
import { parseQueue } from '../sources/source.ts'

/** Where a store keeps its items. */
export type StoreAddress =
  | { readonly kind: 'postgres'; readonly connectionString: string }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'sqs'; readonly urls: readonly string[]; readonly region: string | undefined }

/** A database by its name. */
export interface NamedDatabase {
  readonly name: string
  readonly connectionString: string
}

/** Databases that share the functions of a queue. */
export interface SharedAddress {
  readonly kind: 'shared'
  readonly databases: readonly NamedDatabase[]
}

/** Form of an address, as the rule of a flag. */
export const storeAddressPattern = '^(postgres(ql)?://|sqlite:.|sqs:https?://.)'
const namedDatabase = /^(?<name>[^=:/]+)=(?<connectionString>postgres(ql)?:\/\/.*)$/s

/**
 * Reads `NAME=postgres://…`.
 *
 * @param flag - the flag, for messages
 * @throws {@link UsageError} that never shows the address, which may hold a password
 */
export function readNamedDatabase(given: string, flag: string): NamedDatabase {
  const { name, connectionString } = namedDatabase.exec(given)?.groups ?? {}
  if (name === undefined || connectionString === undefined) throw new UsageError(`${flag} is not NAME=postgres://…`)
  return { name, connectionString }
}

/**
 * Reads the addresses of a `--store` that may be repeated: databases with names, or one address as {@link readStoreAddress} does.
 *
 * @throws {@link UsageError} if one of several is not a database with a name
 */
export function readStoreAddresses(given: readonly string[] = [], user: string): StoreAddress | SharedAddress {
  const [first] = given
  if (given.length < 2 && (first === undefined || !namedDatabase.test(first))) return readStoreAddress(first, user)
  return { kind: 'shared', databases: given.map((each, index) => readNamedDatabase(each, `--store[${index}]`)) }
}

/**
 * Reads the address of `--store`, or without one that of `DATABASE_URL`.
 *
 * @param user - the command, for messages: `work`
 * @throws {@link UsageError} if there is neither; the message never shows the address, which may hold a password
 */
export function readStoreAddress(given: string | undefined, user: string): StoreAddress {
  const address = given ?? process.env.DATABASE_URL
  if (address === undefined || address === '')
    throw new UsageError(`${user} needs a queue: --store postgres://…, sqs:URL or sqlite:FILE`)
  if (!new RegExp(storeAddressPattern).test(address))
    throw new UsageError('DATABASE_URL is not postgres://…, sqs:URL or sqlite:FILE; set --store')
  if (address.startsWith('sqs:')) {
    const queues = address.slice('sqs:'.length).split(',').map(parseQueue)
    return { kind: 'sqs', urls: queues.map(({ url }) => url), region: queues[0]?.region }
  }
  const path = /^sqlite:(?<path>.+)$/s.exec(address)?.groups?.path
  return path === undefined ? { kind: 'postgres', connectionString: address } : { kind: 'sqlite', path }
}
