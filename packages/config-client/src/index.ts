export { type ConfigClient, type ConfigClientOptions, createConfigClient } from './lib/config-client.ts'
export { ConfigError, type ConfigOperation } from './lib/config-error.ts'
export type { ConfigSettings, ConfigTarget, DestinationSetting, StoredSettings } from './lib/settings.ts'
