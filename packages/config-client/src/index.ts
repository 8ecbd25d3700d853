export type { Refusal, RefusalCode } from '@async-invoke/schemas'
export {
  type ConfigClient,
  type ConfigClientOptions,
  createConfigClient,
  type DeadLetterTarget,
} from './lib/client/config-client.ts'
export { ConfigError, type ConfigErrorCode, type ConfigOperation } from './lib/client/config-error.ts'
export type { StoredDeadLetterConfig } from './lib/client/dead-letter-setting.ts'
export type { ErrorHint } from './lib/client/error-hint.ts'
export type { RoleWait } from './lib/client/role-wait.ts'
export type {
  ConfigSettings,
  ConfigTarget,
  DestinationSetting,
  ReplacingSettings,
  StoredSettings,
} from './lib/client/settings.ts'
