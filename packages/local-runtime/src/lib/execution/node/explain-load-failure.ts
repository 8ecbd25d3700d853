import { dirname, extname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isBundled } from './module-hooks.ts'

const { existsSync } = process.getBuiltinModule('node:fs')

/** Error of a module that cannot be loaded, with the members that Node.js adds. */
interface LoadError {
  readonly code?: unknown
  readonly message?: unknown
  readonly url?: unknown
}

const typeScript = /\.[cm]?tsx?$/
const bundle = (file: string, format: 'esm' | 'cjs' = 'esm'): string => {
  const output = file.replace(/\.[cm]?[jt]sx?$/, format === 'esm' ? '.mjs' : '.cjs')
  return `npx esbuild ${file} --bundle --platform=node --format=${format} --outfile=${output}`
}

/**
 * Advice for a module that Lambda would run and Node.js alone does not load: TypeScript that needs more than the removal of
 * its types, and the AWS SDK (RUN-4, RUN-10).
 *
 * @param file - path of the handler's module
 * @returns a sentence, or `undefined` if there is no advice
 */
export function explainLoadFailure(error: unknown, file: string): string | undefined {
  const { code, message, url } = (error ?? {}) as LoadError
  const text = String(message)
  const missing = /^(?:Cannot find (?:package|module)|Directory import) '([^']+)'/.exec(text)?.[1]
  if (missing !== undefined && isBundled(missing))
    return `Lambda's runtime brings the AWS SDK; here the project has to: run 'npm install --save-dev ${packageOf(missing)}' where async-invoke runs.`
  const importer = importerOf(text, file)
  if (missing !== undefined && typeScript.test(importer)) return explainMissing(missing, importer, file)
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX' || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX')
    return `Node.js only removes types, and this code needs a compiler, as enums, namespaces, parameter properties and decorators do: bundle it with '${bundle(file)}' and serve the result, or install esbuild in the project.`
  if (code === 'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING')
    return `Node.js removes no types below node_modules: bundle the handler with '${bundle(file)}' and serve the result, or install esbuild in the project.`
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION' && /\.[jt]sx/.test(text))
    return `Node.js loads no JSX: bundle the handler with '${bundle(file)}' and serve the result, or install esbuild in the project.`
  if (code === 'ERR_IMPORT_ATTRIBUTE_MISSING' && typeScript.test(file))
    return `Node.js imports JSON with an attribute: write with { type: 'json' } in the import, or bundle the handler with '${bundle(file)}' and serve the result, or install esbuild in the project.`
  const commonJs = /^(__dirname|__filename|require|module|exports) is not defined/.exec(text)?.[1]
  if (error instanceof ReferenceError && commonJs !== undefined && typeScript.test(file))
    return `An ES module has no ${commonJs}, which a compiler to CommonJS leaves: bundle the handler with '${bundle(file, 'cjs')}' and serve the result, or install esbuild in the project.`
  if (error instanceof SyntaxError && typeScript.test(pathOf(url) ?? file))
    return `If this imports a type, write 'import type'; if it needs a compiler, bundle it with '${bundle(file)}' and serve the result, or install esbuild in the project.`
  return undefined
}

function explainMissing(missing: string, importer: string, file: string): string {
  const base = missing.startsWith('file:') ? fileURLToPath(missing) : missing
  const path = base.startsWith('.') ? resolve(dirname(importer), base) : base
  const found = ['.ts', '.tsx', '.mts', '.cts', '/index.ts', '/index.tsx'].find((end) => existsSync(path + end))
  // `./price.js`, as compilers want it, for a file `price.ts`.
  const renamed = typeScript.test(path) ? undefined : path.replace(/\.([cm]?)js$/, '.$1ts')
  const instead = found === undefined ? renamed : path + found
  const command = `'${bundle(file)}'`
  if (instead !== undefined && instead !== path && existsSync(instead) && extname(instead) !== '.tsx')
    return `Node.js imports files by their exact names: write the extension of ${instead} in the import, or bundle the handler with ${command} and serve the result, or install esbuild in the project.`
  return `If tsconfig.json maps this name with 'paths', or the file has JSX, bundle the handler with ${command} and serve the result, or install esbuild in the project.`
}

/** The module that has the failing import, from Node.js's message. */
function importerOf(message: string, file: string): string {
  const importer = / imported from (.+)$/m.exec(message)?.[1] ?? /Require stack:\n- (.+)/.exec(message)?.[1]
  return importer ?? file
}

function packageOf(specifier: string): string {
  return specifier.split('/').slice(0, 2).join('/')
}

function pathOf(url: unknown): string | undefined {
  return typeof url === 'string' && url.startsWith('file:') ? fileURLToPath(url) : undefined
}
