import { UsageError } from '../command-error.ts'
import type { StoreAddress } from '../stores/store-address.ts'

/**
 * Returns the address of a database.
 *
 * @param why - the reasons that a command on tables does not fit other stores
 * @throws {@link UsageError} for another store
 */
export function refuseOthers(
  address: StoreAddress,
  action: string,
  why: Readonly<Record<Exclude<StoreAddress['kind'], 'postgres'>, string>>,
): Extract<StoreAddress, { kind: 'postgres' }> {
  if (address.kind === 'postgres') return address
  throw new UsageError(`queue ${action} is for --store postgres://…, not for ${address.kind}: ${why[address.kind]}`)
}
