import type { FunctionHome } from './function-reference.ts'
import { partitionOf } from './partition.ts'

/** Partition, region and account of functions, unless options name others. */
export const defaultHome: Required<FunctionHome> = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' }

/** The home of functions in a region, whose partition it has, and an account; the default one where they are missing. */
export function homeOf({
  region = defaultHome.region,
  accountId = defaultHome.accountId,
}: {
  readonly region?: string | undefined
  readonly accountId?: string | undefined
}): Required<FunctionHome> {
  return { partition: partitionOf(region), region, accountId }
}
