import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { importBundled } from './bundle-module.ts'
import {
  CallbackHandlerDeprecated,
  HandlerNotFound,
  ImportModuleError,
  MalformedHandlerName,
  MalformedStreamingHandler,
  UserCodeSyntaxError,
} from './errors.ts'
import { explainLoadFailure } from './explain-load-failure.ts'
import { noteFile } from './module-hooks.ts'
import { streamingOf } from './response-stream.ts'
import type { Handler } from './run-handler.ts'
import { hasCallbacks } from './runtime-version.ts'

const { existsSync, realpathSync } = process.getBuiltinModule('node:fs')

/** Extensions of a handler's module: Lambda's, TypeScript's, which Node.js runs directly, and those that it refuses. */
const extensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx']

/** A handler, and whether it streams its response. */
export interface LoadedHandler {
  readonly handler: Handler
  readonly streams: boolean
  readonly highWaterMark: number | undefined
}

/**
 * Loads a function's handler.
 *
 * @param handlerText - path of the module without its extension, and the export, which may contain dots:
 * `src/orders.handler`
 * @param namedFile - exact path of the module, or empty
 * @throws an error of the runtime's own, as Lambda's, or the error that the module throws
 */
export async function loadHandler(folder: string, handlerText: string, namedFile: string): Promise<LoadedHandler> {
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
  noteFile(realpathSync(file))
  const found = memberOf(await importModule(file), exportName)
  if (typeof found !== 'function')
    throw new HandlerNotFound(`${handlerText} ${found ? 'is not a function' : 'is undefined or not exported'}`)
  return checkHandler(found as Handler)
}

/** Refuses handlers that the runtime does not run (RUN-1). */
function checkHandler(handler: Handler): LoadedHandler {
  const { mode, highWaterMark } = streamingOf(handler)
  if (mode !== undefined && mode !== 'response')
    throw new MalformedStreamingHandler('Only response streaming is supported.')
  const streams = mode !== undefined
  if (!hasCallbacks() && !streams && handler.length >= 3) throw new CallbackHandlerDeprecated(callbacksAreGone)
  return { handler, streams, highWaterMark }
}

const callbacksAreGone =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.'

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
    // Modules that Node.js does not load have not begun to run.
    const bundled = explainLoadFailure(error, file) === undefined ? undefined : await importBundle(file)
    if (bundled !== undefined) return bundled.exports
    addAdvice(error, file)
    if (error instanceof SyntaxError) {
      // Node.js prints the position of a syntax error only when the error ends a process.
      process
        .getBuiltinModule('node:child_process')
        .spawnSync(process.execPath, ['--check', file], { stdio: 'inherit' })
      throw new UserCodeSyntaxError(error)
    }
    // Only CommonJS fails with this code: a package missing in an ES module is reported with Node.js's own error.
    if ((error as { code?: unknown } | null)?.code === 'MODULE_NOT_FOUND') throw new ImportModuleError(error)
    throw error
  }
}

/** Imports a bundle; one of a CommonJS module has its exports as the default. */
async function importBundle(file: string): Promise<{ readonly exports: unknown } | undefined> {
  try {
    const bundled = await importBundled(file)
    if (bundled === undefined) return undefined
    const loaded = bundled.loaded as { readonly default?: unknown }
    const names = Object.keys(loaded)
    return { exports: names.length === 1 && names[0] === 'default' ? loaded.default : loaded }
  } catch (error) {
    addAdvice(error, file)
    throw error
  }
}

/** Appends advice to the message of an error, if there is any. */
function addAdvice(error: unknown, file: string): void {
  const advice = explainLoadFailure(error, file)
  if (advice === undefined || !(error instanceof Error)) return
  error.message = `${error.message}\n${advice}`
}

/** Looks up an export; a dotted name is resolved member by member. */
function memberOf(exports: unknown, exportName: string): unknown {
  return exportName
    .split('.')
    .reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], exports)
}
