/** The lease that a token stands for: its number, which never returns, and the id of its item as the database has it. */
export interface Lease {
  readonly lease: string
  readonly id: string
}

export function tokenOf({ lease, id }: Lease): string {
  return `${lease}:${id}`
}

/** Reads a token; one that this store has not written names no lease. */
export function leaseOf(token: string): Lease {
  const [, lease = '0', id = ''] = /^(\d{1,18}):(.*)$/s.exec(token) ?? []
  return { lease, id }
}
