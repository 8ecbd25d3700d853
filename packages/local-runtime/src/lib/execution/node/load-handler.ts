import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HandlerNotFound, ImportModuleError, MalformedHandlerName, UserCodeSyntaxError } from './errors.ts'
import type { Handler } from './run-handler.ts'

/** What a handler's module may be called: Lambda's extensions, then TypeScript, which Node.js runs itself. */
const extensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']

/**
 * Loads a function's handler.
 *
 * Shape: `handlerText` is `src/orders.handler`: the module's path without its extension, and the export, which may itself
 * have dots; `namedFile` is the module's exact path, or empty.
 * Rejects with what the service's runtime throws: an error of its own, or the module's.
 */
export async function loadHandler(folder: string, handlerText: string, namedFile: string): Promise<Handler> {
  if (namedFile === '' && handlerText.includes('..')) {
    const instead = 'Use absolute paths when specifying root directories in handler names.'
    throw new MalformedHandlerName(`'${handlerText}' is not a valid handler name. ${instead}`)
  }
  const [, modulePath, exportName] = /^((?:.*\/)?[^./]*)\.(.*)$/.exec(handlerText) ?? []
  if (modulePath === undefined || exportName === undefined) throw new MalformedHandlerName('Bad handler')
  const path = join(folder, modulePath)
  const paths = namedFile === '' ? extensions.map((extension) => path + extension) : [namedFile]
  const file = paths.find(existsSync)
  if (file === undefined) throw new ImportModuleError(`Error: Cannot find module '${basename(modulePath)}'`)
  const found = memberOf(await importModule(file), exportName)
  if (typeof found === 'function') return found as Handler
  throw new HandlerNotFound(`${handlerText} ${found ? 'is not a function' : 'is undefined or not exported'}`)
}

/** What a module exports: of a CommonJS module all of it, also what cannot be told by name from outside. */
async function importModule(file: string): Promise<unknown> {
  try {
    const loaded = await import(pathToFileURL(file).href)
    const asCommonJs = createRequire(file).cache[realpathSync(file)]
    return asCommonJs === undefined ? loaded : asCommonJs.exports
  } catch (error) {
    if (error instanceof SyntaxError) {
      // Node.js shows where a syntax error is only when it ends a process.
      spawnSync(process.execPath, ['--check', file], { stdio: 'inherit' })
      throw new UserCodeSyntaxError(error)
    }
    // A package that an ES module lacks has another code, and is told as Node.js tells it.
    if ((error as { code?: unknown } | null)?.code === 'MODULE_NOT_FOUND') throw new ImportModuleError(error)
    throw error
  }
}

/** The export; a dotted one is looked up step by step. */
function memberOf(exports: unknown, exportName: string): unknown {
  return exportName
    .split('.')
    .reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], exports)
}
