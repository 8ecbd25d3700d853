import { checkOptions, runtimeOptionRules } from '@async-invoke/local-runtime/internal/option-rules'
import type { RulesFor } from '@async-invoke/local-runtime/internal/options'
import type { DevConfig } from '../../config.ts'
import { defaultHost, defaultPort } from './default-endpoint.ts'

const commandRules = {
  memory: { about: 'Keep nothing on disk.', kind: 'boolean', defaultValue: false },
  $schema: { about: 'JSON Schema of the file, for editors.', kind: 'string', noun: 'a string' },
} as const satisfies RulesFor<Pick<DevConfig, 'memory' | '$schema'>>

/**
 * Rules of the runtime's options with the command's defaults (a fixed port and a data directory), and of its own
 * options.
 */
export const configRules = {
  ...runtimeOptionRules,
  host: { ...runtimeOptionRules.host, defaultValue: defaultHost },
  port: { ...runtimeOptionRules.port, defaultValue: defaultPort },
  dataDirectory: {
    ...runtimeOptionRules.dataDirectory,
    about: 'Folder for functions, their code and events.',
    defaultValue: '.async-invoke',
  },
  ...commandRules,
} as const satisfies RulesFor<DevConfig>

/**
 * Checks a configuration file.
 *
 * @returns its problems, with the messages of `startLocalRuntime`; an empty list if it is valid
 */
export function checkConfig(config: unknown): readonly string[] {
  const problems = checkOptions(config, 'file', configRules)
  return problems.length > 0 ? problems : checkStorage(config as DevConfig)
}

function checkStorage({ memory, dataDirectory }: DevConfig): readonly string[] {
  if (memory !== true || dataDirectory === undefined) return []
  return [`memory cannot be combined with dataDirectory: ${dataDirectory}`]
}
