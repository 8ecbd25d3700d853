import type { FunctionHome } from '@async-invoke/schemas/function-reference'

/** Where functions live whose region and account nobody has named. */
export const defaultHome: Required<FunctionHome> = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' }
