import type { FunctionSettings } from './function-record.ts'

/**
 * Finds the service's message for a call that lacks what its kind of function needs: a tenant (TEN-1), or a qualifier
 * (DUR-1).
 */
export function findLack(
  { TenantIsolationMode, DurableConfig }: Pick<FunctionSettings, 'TenantIsolationMode' | 'DurableConfig'>,
  { qualifier, tenantId }: { readonly qualifier?: string; readonly tenantId?: string | undefined },
): string | undefined {
  if (DurableConfig !== undefined && qualifier === undefined)
    return 'You cannot invoke a durable function using an unqualified ARN.'
  if (TenantIsolationMode === undefined || tenantId !== undefined) return undefined
  return 'The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.'
}
