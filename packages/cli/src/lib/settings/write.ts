import {
  type ConfigClient,
  type ConfigSettings,
  createConfigClient,
  type DestinationSetting,
} from '@async-invoke/config-client'
import { awsFlags } from '../aws/aws-flags.ts'
import { type CommandLine, defineCommand } from '../command/command.ts'
import type { Flag } from '../command/flag.ts'
import { exitCodes, UsageError } from '../command-error.ts'
import { print } from '../text/output.ts'
import { readStored } from './get.ts'
import { withLambda } from './lambda-client.ts'
import { settingsLines } from './settings-view.ts'
import { functionOperand, qualifierFlag, settingsTarget } from './target.ts'

const none = 'none'

const targetFlag = (about: string) =>
  ({
    value: 'ARN|none',
    rule: { about, kind: 'string', noun: 'an ARN or none', pattern: '^(none$|arn:)' },
  }) as const satisfies Flag

const flags = {
  ...qualifierFlag,
  retries: {
    value: 'N',
    rule: { about: 'Retries after a function error.', kind: 'integer', minimum: 0, maximum: 2 },
  },
  'max-age': {
    value: 'SECONDS',
    rule: { about: 'Maximum age of an event.', kind: 'integer', minimum: 60, maximum: 21_600 },
  },
  'on-success': targetFlag('Destination of records of successes: a queue, topic, function or event bus.'),
  'on-failure': targetFlag('Destination of records of failures: a queue, topic, function, event bus or bucket.'),
  'dead-letter': targetFlag('Dead-letter queue or topic of the function; it has no qualifier.'),
  ...awsFlags,
} as const

type Line = CommandLine<typeof flags>

/** `async-invoke config put`. */
export const putCommand = defineCommand({
  operands: [functionOperand],
  flags,
  notes: [
    'A setting that is left out becomes unset, and Lambda applies its default: 2 retries, 21600 s, no destination. The dead-letter queue belongs to the function, and is changed by --dead-letter alone.',
    'Example:\n  async-invoke config put orders:live --retries 1 --on-failure arn:aws:sqs:us-east-1:123456789012:failures',
  ],
  run: (line) => write(line, 'put'),
})

/** `async-invoke config update`. */
export const updateCommand = defineCommand({
  operands: [functionOperand],
  flags,
  notes: [
    'A setting that is left out is kept. An update cannot unset a number; put can.',
    'Example:\n  async-invoke config update orders:live --on-success none',
  ],
  run: (line) => write(line, 'update'),
})

async function write({ operands: [name = ''], values }: Line, operation: 'put' | 'update'): Promise<number> {
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

function settingsOf(values: Line['values']): ConfigSettings {
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
