import { checkOptions, type RulesFor, runtimeOptionRules } from '@async-invoke/local-runtime/internal'
import type { DevConfig } from '../../config.ts'

const ofTheCommand = {
  memory: { about: 'Keep nothing on disk.', kind: 'boolean', defaultValue: false },
  $schema: { about: 'Schema of the file, for editors.', kind: 'string', noun: 'a string' },
} as const satisfies RulesFor<Pick<DevConfig, 'memory' | '$schema'>>

/** The options of the runtime as the command has them: it listens where `invoke` looks, and keeps its data. */
export const configRules = {
  ...runtimeOptionRules,
  port: { ...runtimeOptionRules.port, defaultValue: 9_411 },
  dataDirectory: {
    ...runtimeOptionRules.dataDirectory,
    about: 'Folder for functions, their code and events.',
    defaultValue: '.async-invoke',
  },
  ...ofTheCommand,
} as const satisfies RulesFor<DevConfig>

/** Where the runtime is that `dev` starts by default. */
export const defaultEndpoint = `http://${configRules.host.defaultValue}:${configRules.port.defaultValue}`

/** Problems of a configuration file, in the sentences of `startLocalRuntime`; empty when it can be served. */
export function configProblems(config: unknown): readonly string[] {
  const problems = checkOptions(config, 'file', configRules)
  return problems.length > 0 ? problems : keepingProblems(config as DevConfig)
}

function keepingProblems({ memory, dataDirectory }: DevConfig): readonly string[] {
  if (memory !== true || dataDirectory === undefined) return []
  return [`memory keeps nothing; it goes without dataDirectory: ${dataDirectory}`]
}
