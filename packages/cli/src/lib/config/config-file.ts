import { existsSync } from 'node:fs'
import { dirname, extname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FunctionOptions } from '@async-invoke/local-runtime'
import type { DevConfig } from '../../config.ts'
import { UsageError } from '../command-error.ts'
import { refuseNoModule } from '../named-pipe.ts'
import { parseJson } from '../parse-json.ts'
import { textOfFile } from '../text/whole-text.ts'
import { withinAMinute } from '../within-a-minute.ts'
import { configNames } from './config-names.ts'
import { checkConfig } from './config-rules.ts'
import { handlerIn, type Module } from './handler-in.ts'

/** Finds a configuration file in the current directory. */
export function findConfigFile(): string | undefined {
  return configNames.find((name) => existsSync(name))
}

/**
 * Reads a configuration file and resolves the paths in it relative to its folder.
 *
 * @param serve - the flags that serve a handler, by its file and export: the advice where the file is a handler's
 * @throws {@link UsageError} when the file cannot be read or is invalid; the message names every problem
 */
export async function readConfigFile(path: string, serve: (handler: string) => string): Promise<DevConfig> {
  const file = resolve(path)
  if (!existsSync(file)) throw new UsageError(`configuration file not found: ${path}`)
  const refuseHandler = (handler: string): never => {
    throw new UsageError(`${path} is the file of a function, and no configuration; serve it with ${serve(handler)}`)
  }
  if (file.endsWith('.py')) refuseHandler(path)
  const module = await load(file).catch((error: unknown) => {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? messageOf(error, file) : error}`)
  })
  const { default: value } = module
  const problems = value === undefined ? ['has no default export'] : checkConfig(value)
  if (problems.length > 0) {
    const handler = handlerIn(module)
    if (handler !== undefined) refuseHandler(handler === 'handler' ? path : `${path}#${handler}`)
    throw new UsageError(`${path}${value === undefined ? ' ' : ': '}${problems.join('; ')}`)
  }
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

async function load(file: string): Promise<Module> {
  refuseNoModule(file)
  if (file.endsWith('.json')) return { default: parseJson(await textOfFile(file)) }
  if (/\.ya?ml$/.test(file)) return { default: (await import('yaml')).parse(await textOfFile(file)) }
  const load = async (): Promise<Module> => {
    const module: Module = await import(pathToFileURL(file).href)
    return { ...module, default: await module.default }
  }
  return await withinAMinute('it', load())
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
