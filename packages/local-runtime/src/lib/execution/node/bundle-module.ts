import { createRequire } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { explainLoadFailure } from './explain-load-failure.ts'
import { noteFile, projectFolder, provideSource } from './module-hooks.ts'

/** The part of esbuild that is needed here. */
interface Esbuild {
  build(options: object): Promise<{
    readonly outputFiles: readonly { readonly text: string }[]
    readonly metafile: { readonly inputs: Readonly<Record<string, unknown>> }
  }>
}

const sourceModule = /\.([cm]?ts|[jt]sx)$/

/** What CommonJS has and an ES module lacks, for code that a compiler would have turned into CommonJS. */
const banner = [
  "import { createRequire as createRequireOfBundle } from 'node:module'",
  "import { fileURLToPath as pathOfBundle } from 'node:url'",
  'const require = createRequireOfBundle(import.meta.url)',
  'const filenameOfBundle = pathOfBundle(import.meta.url)',
  "const dirnameOfBundle = pathOfBundle(new URL('.', import.meta.url)).slice(0, -1)",
].join('; ')
/** Replaced only where a module does not declare the name itself. */
const define = { __filename: 'filenameOfBundle', __dirname: 'dirnameOfBundle' }

/**
 * Imports a module as a bundle. Packages stay outside, unless they do not load so: those of a workspace that are TypeScript
 * themselves, and CommonJS whose exports Node.js does not see.
 *
 * @param query - tells copies of one module apart
 * @returns the module; `undefined` if the file needs no bundle, or there is no esbuild to make one
 * @throws the errors of esbuild, with their places, and those of the module
 */
export async function importBundled(
  file: string,
  query = 'bundled',
): Promise<{ readonly loaded: unknown } | undefined> {
  const url = await bundleModule(file, query, 'external')
  if (url === undefined) return undefined
  try {
    return { loaded: await import(url) }
  } catch (error) {
    if (explainLoadFailure(error, file) === undefined) throw error
    // What cannot be bundled whole says less than what is missing.
    const whole = await bundleModule(file, `${query}&packages`, 'bundle').catch(() => undefined)
    if (whole === undefined) throw error
    return { loaded: await import(whole) }
  }
}

/**
 * Bundles a module of TypeScript or JSX with the esbuild of its project: imports without extensions, enums, the `paths` of
 * `tsconfig.json`, JSX. The bundle loads under the module's own name, and stacks name its sources.
 *
 * @returns the URL to import; `undefined` if the file needs no bundle, or there is no esbuild to make one
 */
async function bundleModule(file: string, query: string, packages: 'external' | 'bundle'): Promise<string | undefined> {
  const esbuild = sourceModule.test(file) ? findEsbuild(file) : undefined
  if (esbuild === undefined) return undefined
  const folder = dirname(file)
  const { outputFiles, metafile } = await esbuild.build({
    ...{ entryPoints: [file], absWorkingDir: folder, bundle: true, platform: 'node', format: 'esm', write: false },
    ...{ target: `node${process.versions.node}`, packages, sourcemap: 'inline', metafile: true },
    ...{ outfile: `${file}.mjs`, logLevel: 'silent', banner: { js: banner }, define, jsx: 'automatic' },
  })
  for (const input of Object.keys(metafile.inputs)) noteFile(resolve(folder, input))
  const url = `${pathToFileURL(file).href}?${query}`
  if (!provideSource(url, outputFiles[0]?.text ?? '')) return undefined
  process.setSourceMapsEnabled(true)
  return url
}

/** The esbuild beside the module, or in the project that runs the function. */
function findEsbuild(file: string): Esbuild | undefined {
  for (const from of [file, join(projectFolder, 'package.json')].filter(isAbsolute))
    try {
      return createRequire(from)('esbuild')
    } catch {
      // The next place may have it.
    }
  return undefined
}
