import { spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HandlerNotFound, ImportModuleError, MalformedHandlerName, UserCodeSyntaxError } from './errors.ts'
import type { Handler } from './run-handler.ts'

/** Extensions of a handler's module: Lambda's, then those of TypeScript, which Node.js runs directly. */
const extensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts']

/**
 * Loads a function's handler.
 *
 * @param handlerText - path of the module without its extension, and the export, which may contain dots:
 * `src/orders.handler`
 * @param namedFile - exact path of the module, or empty
 * @throws an error of the runtime's own, as Lambda's, or the error that the module throws
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

/**
 * Imports a module; for CommonJS returns `module.exports`, since `import` exposes only the names that it detects
 * statically.
 */
async function importModule(file: string): Promise<unknown> {
  try {
    const loaded = await import(pathToFileURL(file).href)
    const asCommonJs = createRequire(file).cache[realpathSync(file)]
    return asCommonJs === undefined ? loaded : asCommonJs.exports
  } catch (error) {
    if (error instanceof SyntaxError) {
      // Node.js prints the position of a syntax error only when the error ends a process.
      spawnSync(process.execPath, ['--check', file], { stdio: 'inherit' })
      throw new UserCodeSyntaxError(error)
    }
    // Only CommonJS fails with this code: a package missing in an ES module is reported with Node.js's own error.
    if ((error as { code?: unknown } | null)?.code === 'MODULE_NOT_FOUND') throw new ImportModuleError(error)
    throw error
  }
}

/** Looks up an export; a dotted name is resolved member by member. */
function memberOf(exports: unknown, exportName: string): unknown {
  return exportName
    .split('.')
    .reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], exports)
}
