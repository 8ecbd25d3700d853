import { UsageError } from '../command-error.ts'
import { parseQueue } from '../sources/source.ts'

/** Where a store keeps its items. */
export type StoreAddress =
  | { readonly kind: 'postgres'; readonly connectionString: string }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'sqs'; readonly urls: readonly string[]; readonly region: string | undefined }

/** Form of an address, as the rule of a flag. */
export const storeAddressPattern = '^(postgres(ql)?://|sqlite:.|sqs:https?://.)'

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
