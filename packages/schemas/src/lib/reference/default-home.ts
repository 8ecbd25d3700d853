import type { FunctionHome } from './function-reference.ts'

/** Partition, region and account of functions, unless options name others. */
export const defaultHome: Required<FunctionHome> = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' }
