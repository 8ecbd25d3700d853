import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '@async-invoke/engine'
import { readDeclaredEventInvokeConfig } from '@async-invoke/schemas/internal'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import type { FunctionOptions } from '../options/local-runtime-options.ts'
import {
  type CodeLocation,
  type FunctionRecord,
  type StoredConfig,
  storedConfigOf,
} from '../registry/function-record.ts'
import { checkDeclarations, type DeclarationDependencies } from './check-declarations.ts'
import type { CodeStore } from './code-store.ts'
import { codeOf, settingsOf } from './declared-code.ts'
import type { FunctionChanges } from './function-changes.ts'

export interface DeclaringDependencies extends DeclarationDependencies {
  readonly changes: FunctionChanges
  readonly code: CodeStore
  readonly clock: Clock
}

/**
 * Updates the registry to the declared functions: creates new ones and updates those that have changed. Versions,
 * aliases and settings that the options do not name are kept.
 *
 * @throws {@link LocalRuntimeError} `invalid-options` before anything is stored; `no-handler-file` when code cannot be
 * read
 */
export async function declareFunctions(
  functions: Readonly<Record<string, FunctionOptions>>,
  dependencies: DeclaringDependencies,
): Promise<void> {
  const problems = checkDeclarations(functions, dependencies)
  if (problems.length > 0) throw new LocalRuntimeError('invalid-options', problems.join('; '))
  for (const [functionName, options] of Object.entries(functions)) {
    const code = await codeOf(functionName, options, dependencies.code)
    const settings = settingsOf(options, dependencies.home)
    const before = dependencies.registry.get({ functionName })
    const record = before === undefined ? dependencies.changes.create(functionName, code, settings) : before
    const same =
      sameCode(record.latest.code, code) && JSON.stringify(record.latest.settings) === JSON.stringify(settings)
    const current = same ? record : dependencies.changes.update(record, { code, settings })
    dependencies.registry.put(withDeclared(current, options, dependencies.clock.nowMs()))
  }
}

function sameCode(a: CodeLocation, b: CodeLocation): boolean {
  return isDeepStrictEqual([a.directory, a.file, a.layers], [b.directory, b.file, b.layers])
}

function withDeclared(record: FunctionRecord, options: FunctionOptions, nowMs: number): FunctionRecord {
  const { aliases = {}, eventInvokeConfigs = {} } = options
  const { reservedConcurrency = options.ReservedConcurrentExecutions } = options
  const named = Object.entries(aliases).map(([name, functionVersion]) => {
    const current = record.aliases.find((alias) => alias.name === name && alias.functionVersion === functionVersion)
    return current ?? { name, functionVersion, description: '', revisionId: randomUUID() }
  })
  const configs = Object.entries(eventInvokeConfigs).map(([qualifier, declared]): StoredConfig => {
    const config = readDeclaredEventInvokeConfig(declared)
    const current = storedConfigOf(record, qualifier)
    const same = current !== undefined && JSON.stringify(current.config) === JSON.stringify(config)
    return same ? current : { qualifier, config, lastModifiedMs: nowMs }
  })
  return {
    ...record,
    // Their code runs in place, so there is nothing to wait for.
    latest: { ...record.latest, state: 'Active', lastUpdateStatus: 'Successful' },
    aliases: [...record.aliases.filter(({ name }) => !Object.hasOwn(aliases, name)), ...named],
    configs: [...record.configs.filter(({ qualifier }) => !Object.hasOwn(eventInvokeConfigs, qualifier)), ...configs],
    ...(reservedConcurrency !== undefined && { reservedConcurrency }),
  }
}
