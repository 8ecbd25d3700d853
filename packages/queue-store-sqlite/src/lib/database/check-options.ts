import { resolve } from 'node:path'

/** The options of a store that have a name or a bound. */
interface Given {
  readonly path: unknown
  readonly clock: unknown
  readonly synchronous?: unknown
  readonly integrityCheck?: unknown
  readonly maxItems?: unknown
  readonly maxBytes?: unknown
  readonly maxFileBytes?: unknown
  readonly acceptLoss?: unknown
}

const words = { synchronous: ['full', 'normal'], integrityCheck: ['after-crash', 'always', 'never'] } as const
const bounds = ['maxItems', 'maxBytes', 'maxFileBytes'] as const

/**
 * Refuses what no store can have: a mistyped `full` would lose items with the power, and a bound that is no number would be none.
 *
 * @throws `TypeError` with name and value
 */
export function checkOptions(options: Given): void {
  const { clock } = options
  if (typeof clock !== 'object' || clock === null || !('nowMs' in clock) || typeof clock.nowMs !== 'function')
    throw new TypeError(`clock must be one such as systemClock of @async-invoke/engine: ${String(clock)}`)
  for (const name of ['synchronous', 'integrityCheck'] as const) {
    const [value, known] = [options[name], words[name] as readonly unknown[]]
    if (value !== undefined && !known.includes(value))
      throw new TypeError(`${name} must be one of ${known.join(', ')}: ${String(value)}`)
  }
  for (const name of bounds) {
    const value = options[name]
    if (value !== undefined && !(Number.isInteger(value) && Number(value) >= 0))
      throw new TypeError(`${name} must be a whole number: ${String(value)}`)
  }
  const { acceptLoss = false } = options
  if (typeof acceptLoss !== 'boolean') throw new TypeError(`acceptLoss must be true or false: ${String(acceptLoss)}`)
}

/**
 * The whole path of a file. SQLite takes `:memory:` and the empty path for a database in memory, and `file:` for a URL; none
 * of them would be durable, or the file that is locked and watched.
 *
 * @throws `TypeError` if it is no path
 */
export function pathOfFile(path: unknown): string {
  if (typeof path !== 'string' || path === '' || path.includes('\0'))
    throw new TypeError(`path must be the path of a file: ${JSON.stringify(path) ?? String(path)}`)
  return resolve(path)
}
