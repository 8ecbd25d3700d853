import type { LocalRuntimeOptions } from '@async-invoke/local-runtime'

/** What `async-invoke.config.ts` may say; options of the command line go before it. */
export type DevConfig = Omit<LocalRuntimeOptions, 'onTimeline' | 'onMetric' | 'onLine' | 'onFault' | 'pendingMs'> & {
  /** Keep nothing on disk. */
  readonly memory?: boolean
  /** For editors, in the JSON form. */
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
