/** Statuses with which a service refuses an event for good: no other attempt would find another answer (TRM-5). */
const refusals: ReadonlySet<number> = new Set([400, 403, 413, 415])

export function isRefusal(statusCode: number): boolean {
  return refusals.has(statusCode)
}
