import type { FunctionReference } from '@async-invoke/schemas'

/** A function as the caller named it; without a qualifier it means `$LATEST`, and the record says so (REC-1). */
export type InvokedReference = Pick<FunctionReference, 'functionName' | 'qualifier'>

/**
 * The part of a reference that an event keeps: its region and account are the engine's own.
 *
 * @example toInvokedReference({ functionName: 'orders', qualifier: undefined }) // { functionName: 'orders' }
 */
export function toInvokedReference({
  functionName,
  qualifier,
}: {
  readonly functionName: string
  readonly qualifier?: string | undefined
}): InvokedReference {
  return qualifier === undefined ? { functionName } : { functionName, qualifier }
}
