import { createRequire } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { noteFile, projectFolder, provideSource } from './module-hooks.ts'

/** The part of esbuild that is needed here. */
interface Esbuild {
  build(options: object): Promise<{
    readonly outputFiles: readonly { readonly text: string }[]
    readonly metafile: { readonly inputs: Readonly<Record<string, unknown>> }
  }>
}

const sourceModule = /\.([cm]?ts|[jt]sx)$/

/** Code that calls `require`, as CommonJS does, in a bundle that is an ES module. */
const banner =
  "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);"

/**
 * Bundles a module of TypeScript or JSX with the esbuild of its project: imports without extensions, enums, the `paths` of
 * `tsconfig.json`, JSX. Packages stay outside. The bundle loads under the module's own name, and stacks name its sources.
 *
 * @param query - tells copies of one module apart
 * @returns the URL to import; `undefined` if the file needs no bundle, or there is no esbuild to make one
 * @throws the errors of esbuild, with their places
 */
export async function bundleModule(file: string, query = 'bundled'): Promise<string | undefined> {
  const esbuild = sourceModule.test(file) ? findEsbuild(file) : undefined
  if (esbuild === undefined) return undefined
  const folder = dirname(file)
  const { outputFiles, metafile } = await esbuild.build({
    ...{ entryPoints: [file], absWorkingDir: folder, bundle: true, platform: 'node', format: 'esm', write: false },
    ...{ target: `node${process.versions.node}`, packages: 'external', sourcemap: 'inline', metafile: true },
    ...{ outfile: `${file}.mjs`, logLevel: 'silent', banner: { js: banner }, jsx: 'automatic' },
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
