export {
  type ConfigClient,
  type ConfigClientOptions,
  createConfigClient,
  type DeadLetterTarget,
} from './lib/config-client.ts'
export { ConfigError, type ConfigOperation } from './lib/config-error.ts'
export type { StoredDeadLetterConfig } from './lib/dead-letter-setting.ts'
export type { ErrorHint } from './lib/error-hint.ts'
export type { RoleWait } from './lib/role-wait.ts'
export type {
  ConfigSettings,
  ConfigTarget,
  DestinationSetting,
  ReplacingSettings,
  StoredSettings,
} from './lib/settings.ts'
