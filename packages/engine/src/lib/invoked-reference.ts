import type { FunctionReference } from '@async-invoke/schemas'

/** A function as the caller named it. Without a qualifier it means `$LATEST`, and the record says so (REC-1). */
export type InvokedReference = Pick<FunctionReference, 'functionName' | 'qualifier'>

/**
 * Reduces a reference to the part that an event stores; region and account are the engine's own.
 *
 * @example
 * ```ts
 * toInvokedReference({ functionName: 'orders', qualifier: undefined }) // { functionName: 'orders' }
 * ```
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
