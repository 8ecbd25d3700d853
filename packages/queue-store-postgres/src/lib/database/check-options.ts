/** Options with bounds, of a store and of one over several databases. */
interface Bounded {
  readonly migrate?: unknown
  readonly timeoutMs?: unknown
  readonly patienceMs?: unknown
}

/** The longest that a timer of Node.js takes; it makes 1 ms of anything longer. */
const maxMs = 2_147_483_647

/**
 * Refuses what no store can have. A mistyped `never` would migrate the schema.
 *
 * @throws `TypeError` with name and value
 */
export function checkOptions({ migrate = 'auto', timeoutMs = 1, patienceMs = 0 }: Bounded): void {
  if (migrate !== 'auto' && migrate !== 'never')
    throw new TypeError(`migrate must be 'auto' or 'never': ${String(migrate)}`)
  checkMs('timeoutMs', timeoutMs, 1)
  checkMs('patienceMs', patienceMs, 0)
}

/** @throws `TypeError` if statements cannot be sent to `database` */
export function checkDatabase(database: unknown): void {
  const hasQuery = typeof database === 'object' && database !== null && 'query' in database
  if (!hasQuery || typeof database.query !== 'function')
    throw new TypeError('database must be a pool or a client, or have its query')
}

function checkMs(name: string, value: unknown, min: number): void {
  if (!Number.isInteger(value) || Number(value) < min || Number(value) > maxMs)
    throw new TypeError(`${name} must be an integer from ${min} to ${maxMs}: ${String(value)}`)
}
