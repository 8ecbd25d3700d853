import type { ConfigFileOptions } from '@async-invoke/local-runtime/internal'

/** Options that `async-invoke.config.ts` can say; those of the command line go before them. */
export type DevConfig = ConfigFileOptions & {
  /** Keep nothing on disk. */
  readonly memory?: boolean
  /** Schema of the file, for editors. */
  readonly $schema?: string
}

/**
 * A configuration, typed.
 *
 * @example export default defineConfig({ functions: { orders: { file: 'orders.mjs' } }, time: 'skip' })
 */
export function defineConfig(config: DevConfig): DevConfig {
  return config
}
