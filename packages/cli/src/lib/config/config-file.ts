import { existsSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FunctionOptions } from '@async-invoke/local-runtime'
import type { DevConfig } from '../../config.ts'
import { UsageError } from '../command-error.ts'
import { parseJson } from '../parse-json.ts'
import { textOfFile } from '../text/whole-text.ts'
import { withinAMinute } from '../within-a-minute.ts'
import { configNames } from './config-names.ts'
import { checkConfig } from './config-rules.ts'

/** Finds a configuration file in the current directory. */
export function findConfigFile(): string | undefined {
  return configNames.find((name) => existsSync(name))
}

/**
 * Reads a configuration file and resolves the paths in it relative to its folder.
 *
 * @throws {@link UsageError} when the file cannot be read or is invalid; the message names every problem
 */
export async function readConfigFile(path: string): Promise<DevConfig> {
  const file = resolve(path)
  if (!existsSync(file)) throw new UsageError(`configuration file not found: ${path}`)
  const value = await load(file).catch((error: unknown) => {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? messageOf(error, file) : error}`)
  })
  if (value === undefined) throw new UsageError(`${path} has no default export`)
  const problems = checkConfig(value)
  if (problems.length > 0) throw new UsageError(`${path}: ${problems.join('; ')}`)
  const { functions = {}, template, dataDirectory, environmentFile, ...config } = value as DevConfig
  const at = (relative: string): string => resolve(dirname(file), relative)
  return {
    ...config,
    functions: Object.fromEntries(Object.entries(functions).map(([name, each]) => [name, resolvePaths(each, at)])),
    ...(template !== undefined && { template: at(template) }),
    ...(dataDirectory !== undefined && { dataDirectory: at(dataDirectory) }),
    ...(environmentFile !== undefined && { environmentFile: at(environmentFile) }),
  }
}

async function load(file: string): Promise<unknown> {
  if (file.endsWith('.json')) return parseJson(await textOfFile(file))
  if (/\.ya?ml$/.test(file)) return (await import('yaml')).parse(await textOfFile(file))
  const exported = import(pathToFileURL(file).href).then((module: { readonly default?: unknown }) => module.default)
  return await withinAMinute('it', exported)
}

/** A file of a package for CommonJS cannot import, which Node.js says without the way out. */
function messageOf({ message }: Error, file: string): string {
  if (!/import statement outside a module|Unexpected token 'export'/.test(message)) return message
  return `${message}; rename it to end in .m${extname(file).slice(1)}, or set "type": "module" in package.json`
}

function resolvePaths(options: FunctionOptions, at: (relative: string) => string): FunctionOptions {
  const { file, directory, layers } = options
  return {
    ...options,
    ...(file !== undefined && { file: at(file) }),
    ...(directory !== undefined && { directory: at(directory) }),
    ...(layers !== undefined && { layers: layers.map(at) }),
  }
}
