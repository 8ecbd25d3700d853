/** Who gets rights on the schema. */
export interface GrantedRoles {
  /** Role that opens stores and runs engines; it needs no rights to create anything. */
  readonly worker?: string
  /** Role that only queues events: by `async_invoke.enqueue` in SQL, or by `enqueueWithin`. It sees no events of others. */
  readonly application?: string
}

/**
 * Returns the statements that give roles the rights that they need, and no more. Run them as the owner of the schema.
 *
 * @example
 * ```ts
 * await pool.query(postgresGrants({ worker: 'async_worker', application: 'shop' }))
 * ```
 */
export function postgresGrants({ worker, application }: GrantedRoles): string {
  const statements: string[] = []
  if (worker !== undefined) {
    const role = quoted(worker)
    statements.push(
      `grant usage on schema async_invoke to ${role}`,
      `grant select on async_invoke.meta to ${role}`,
      `grant select, insert, update, delete on async_invoke.item, async_invoke.lane_limit to ${role}`,
      `grant select on async_invoke.arrived_lane to ${role}`,
      `grant select, insert, update, delete on async_invoke.relayed to ${role}`,
      `grant usage on sequence async_invoke.lease, async_invoke.item_seq, async_invoke.counted, async_invoke.past to ${role}`,
      `grant select, insert on async_invoke.history to ${role}`,
      `grant execute on function async_invoke.tend_history() to ${role}`,
    )
  }
  if (application !== undefined) {
    const role = quoted(application)
    const payloads = ['text', 'bytea', 'json', 'jsonb']
    statements.push(
      `grant usage on schema async_invoke to ${role}`,
      ...payloads.map(
        (type) => `grant execute on function async_invoke.enqueue(text, ${type}, text, text, text) to ${role}`,
      ),
      `grant insert, select (id) on async_invoke.item to ${role}`,
      `grant usage on sequence async_invoke.item_seq to ${role}`,
    )
  }
  return statements.map((statement) => `${statement};\n`).join('')
}

function quoted(role: string): string {
  return `"${role.replaceAll('"', '""')}"`
}
