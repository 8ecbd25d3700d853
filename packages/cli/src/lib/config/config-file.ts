import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FunctionOptions } from '@async-invoke/local-runtime'
import type { DevConfig } from '../../config.ts'
import { UsageError } from '../usage-error.ts'
import { configProblems } from './config-rules.ts'

const names = ['async-invoke.config.ts', 'async-invoke.config.mjs', 'async-invoke.config.json']

/** The configuration file in this folder, if there is one. */
export function configFileHere(): string | undefined {
  return names.find((name) => existsSync(name))
}

/**
 * Reads a configuration file; paths in it are relative to its folder.
 *
 * Rejects with {@link UsageError} that names everything that is wrong with it.
 */
export async function readConfigFile(path: string): Promise<DevConfig> {
  const file = resolve(path)
  if (!existsSync(file)) throw new UsageError(`there is no configuration file ${path}`)
  const value = await loaded(file).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`)
  })
  const problems = configProblems(value)
  if (problems.length > 0) throw new UsageError(`${path}: ${problems.join('; ')}`)
  const { functions = {}, dataDirectory, ...config } = value as DevConfig
  const at = (relative: string): string => resolve(dirname(file), relative)
  return {
    ...config,
    functions: Object.fromEntries(Object.entries(functions).map(([name, each]) => [name, located(each, at)])),
    ...(dataDirectory !== undefined && { dataDirectory: at(dataDirectory) }),
  }
}

async function loaded(file: string): Promise<unknown> {
  if (file.endsWith('.json')) return JSON.parse(await readFile(file, 'utf8'))
  return ((await import(pathToFileURL(file).href)) as { default?: unknown }).default
}

function located(options: FunctionOptions, at: (relative: string) => string): FunctionOptions {
  const { file, directory } = options
  return {
    ...options,
    ...(file !== undefined && { file: at(file) }),
    ...(directory !== undefined && { directory: at(directory) }),
  }
}
