import module, { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { stampOf } from './file-stamp.ts'
import { runtimeMajor } from './runtime-version.ts'

/** Packages that Lambda's runtimes bring, from Node.js 18. */
const sdk = /^@(aws-sdk|smithy)\//

/** Whether Lambda's runtime brings a package. */
export function isBundled(specifier: string): boolean {
  return runtimeMajor() >= 18 && sdk.test(specifier)
}

/** Files that the process has loaded, outside of `node_modules`, and have not been reported yet. */
const loaded = new Map<string, string>()
const require = createRequire(import.meta.url)
let requiredBefore = 0

/**
 * Makes modules load as on Lambda, and notes their files. ES modules are found on `NODE_PATH` too, and the AWS SDK, where the
 * code does not bring it, in the project that runs the function, or beside this package (RUN-10). Node.js before 22.15 has
 * no such hooks: there, only files of CommonJS are noted, and an SDK has to be in the code.
 *
 * @param project - folder from which the runtime was started
 */
export function hookModules(project: string): void {
  projectFolder = project
  const bundledFrom = [project, dirname(fileURLToPath(import.meta.url))]
  const onNodePath = (process.env.NODE_PATH ?? '').split(':').filter((path) => path.endsWith('/node_modules'))
  let isRetrying = false
  module.registerHooks?.({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context)
      } catch (error) {
        if (isRetrying || !isPackage(specifier)) throw error
        const isRequired = context.conditions?.includes('require') === true
        const folders = [
          // `require` has looked there itself.
          ...(isRequired ? [] : onNodePath.map((path) => dirname(path))),
          ...(isBundled(specifier) ? bundledFrom : []),
        ]
        isRetrying = true
        try {
          for (const folder of folders) {
            const parent = join(folder, 'package.json')
            try {
              if (!isRequired) return next(specifier, { ...context, parentURL: pathToFileURL(parent).href })
              return { url: pathToFileURL(createRequire(parent).resolve(specifier)).href, shortCircuit: true }
            } catch {
              // The next folder may have it; otherwise the first error counts.
            }
          }
        } finally {
          isRetrying = false
        }
        throw error
      }
    },
    load(url, context, next) {
      const source = sources.get(url)
      if (source !== undefined) return { format: 'module', source, shortCircuit: true }
      if (url.startsWith('file:')) noteFile(fileURLToPath(url))
      return next(url, context)
    },
  })
}

/** Texts of modules in place of their files, by URL. */
const sources = new Map<string, string>()

/** Makes a URL load a text. Returns false in a Node.js before 22.15, which has no hooks. */
export function provideSource(url: string, source: string): boolean {
  if (module.registerHooks === undefined) return false
  sources.set(url, source)
  return true
}

/** Folder from which the runtime was started. */
export let projectFolder = ''

/** Notes a file that the process depends on, with its stamp before it is read. */
export function noteFile(path: string): void {
  if (!loaded.has(path)) loaded.set(path, stampOf(path))
}

/** Returns the files that were loaded since the last call, each with its stamp. */
export function takeLoadedFiles(): Readonly<Record<string, string>> {
  const required = Object.keys(require.cache)
  if (required.length !== requiredBefore) for (const path of required) if (path.startsWith('/')) noteFile(path)
  requiredBefore = required.length
  const files = Object.fromEntries([...loaded].filter(([, stamp]) => stamp !== reported))
  for (const path of loaded.keys()) loaded.set(path, reported)
  return files
}

/** Stands for the stamp of a file that has been reported. */
const reported = ''

function isPackage(specifier: string): boolean {
  return !/^(\.{0,2}\/|[a-z]+:|#)/.test(specifier)
}
