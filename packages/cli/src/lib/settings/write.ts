import {
  type ConfigClient,
  type ConfigSettings,
  createConfigClient,
  type DestinationSetting,
} from '@async-invoke/config-client'
import { exitCodes, UsageError } from '../command-error.ts'
import { print } from '../text/output.ts'
import type { ValuesOf, writeFlags } from './flags.ts'
import { readStored } from './get.ts'
import { withLambda } from './lambda-client.ts'
import { settingsLines } from './settings-view.ts'
import { settingsTarget } from './target.ts'

const none = 'none'

type Values = ValuesOf<typeof writeFlags>

/** Writes settings, a dead-letter queue or both, and prints what is stored then. */
export async function write(name: string, operation: 'put' | 'update', values: Values): Promise<number> {
  const target = settingsTarget(name, values.qualifier)
  const { FunctionName, Qualifier, region } = target
  const settings = settingsOf(values)
  const deadLetter = values['dead-letter']
  const hasSettings = Object.keys(settings).length > 0
  if (!hasSettings && deadLetter === undefined)
    throw new UsageError(`config ${operation} needs a setting, such as --retries 1`)
  if (deadLetter !== undefined && Qualifier !== '$LATEST')
    throw new UsageError(`--dead-letter is for the function, and ${Qualifier} keeps the queue of its version`)
  const stored = await withLambda(
    values,
    async (client) => {
      const config = createConfigClient({ client })
      if (deadLetter !== undefined) await writeDeadLetter(config, FunctionName, deadLetter)
      if (hasSettings) await config[operation]({ FunctionName, Qualifier, ...settings })
      return readStored(config, target)
    },
    region,
  )
  await print(values.json === true ? JSON.stringify(stored) : settingsLines(stored))
  return exitCodes.success
}

async function writeDeadLetter(config: ConfigClient, FunctionName: string, TargetArn: string): Promise<void> {
  if (TargetArn === none) await config.removeDeadLetterConfig({ FunctionName })
  else await config.setDeadLetterConfig({ FunctionName, TargetArn })
}

function settingsOf(values: Values): ConfigSettings {
  const { retries, 'max-age': age, 'on-success': onSuccess, 'on-failure': onFailure } = values
  const side = (arn: string): DestinationSetting => ({ Destination: arn === none ? null : arn })
  const sides = {
    ...(onSuccess !== undefined && { OnSuccess: side(onSuccess) }),
    ...(onFailure !== undefined && { OnFailure: side(onFailure) }),
  }
  return {
    ...(retries !== undefined && { MaximumRetryAttempts: retries }),
    ...(age !== undefined && { MaximumEventAgeInSeconds: age }),
    ...(Object.keys(sides).length > 0 && { DestinationConfig: sides }),
  }
}
