import type { ConfigFileOptions } from '@async-invoke/local-runtime/internal'

export type {
  Endpoints,
  EventInvokeConfig,
  FunctionOptions,
  RolePolicyDocument,
  RolePolicyPatterns,
  RolePolicyStatement,
  RuntimeFaults,
  TimeMode,
  UnsettledChoices,
} from '@async-invoke/local-runtime'
export type { ConfigFileOptions }

/**
 * Configuration of `async-invoke dev`: the options of `startLocalRuntime` without its callbacks, and those of the file
 * itself. Flags on the command line override them.
 */
export interface DevConfig extends ConfigFileOptions {
  /**
   * Keeps nothing on disk. Cannot be combined with `dataDirectory`.
   *
   * @defaultValue `false`
   */
  readonly memory?: boolean
  /** JSON Schema of the file, for editors: `node_modules/async-invoke/config.schema.json`. */
  readonly $schema?: string
}

/**
 * Types the configuration in `async-invoke.config.ts` or `.mjs`.
 *
 * @param config - functions, endpoints and other options; paths are relative to the file
 * @returns `config`, unchanged
 * @example
 * ```ts
 * export default defineConfig({ functions: { orders: { file: 'orders.mjs' } }, time: 'skip' })
 * ```
 */
export function defineConfig(config: DevConfig): DevConfig {
  return config
}
