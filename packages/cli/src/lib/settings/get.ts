import { type ConfigClient, ConfigError, createConfigClient, type StoredSettings } from '@async-invoke/config-client'
import type { awsFlags } from '../aws/aws-flags.ts'
import { exitCodes } from '../command-error.ts'
import { print } from '../text/output.ts'
import type { qualifierFlag, ValuesOf } from './flags.ts'
import { withLambda } from './lambda-client.ts'
import { type Stored, settingsLines } from './settings-view.ts'
import { type SettingsTarget, settingsTarget } from './target.ts'

/** Prints what is stored for a function, version or alias. */
export async function get(name: string, values: ValuesOf<typeof qualifierFlag & typeof awsFlags>): Promise<number> {
  const target = settingsTarget(name, values.qualifier)
  const stored = await withLambda(values, (client) => readStored(createConfigClient({ client }), target), target.region)
  await print(values.json === true ? JSON.stringify(stored) : settingsLines(stored))
  return exitCodes.success
}

/** Reads settings and dead-letter queue. A function that does not exist is an error, one without settings is not. */
export async function readStored(config: ConfigClient, { FunctionName, Qualifier }: SettingsTarget): Promise<Stored> {
  const target = { FunctionName, Qualifier }
  const { DeadLetterConfig } = await config.getDeadLetterConfig(target)
  const settings = await config.get(target).catch((error: unknown): StoredSettings | null => {
    // The function is there, as the call before shows; so its settings are missing (CFG-12a).
    if (error instanceof ConfigError && error.code === 'ResourceNotFoundException') return null
    throw error
  })
  return { kind: 'settings', name: `${FunctionName}:${Qualifier}`, settings, DeadLetterConfig }
}
