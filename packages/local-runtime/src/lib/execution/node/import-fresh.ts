import { pathToFileURL } from 'node:url'
import { importBundled } from './bundle-module.ts'
import { explainLoadFailure } from './explain-load-failure.ts'
import { hookModules } from './module-hooks.ts'

let imports = 0

/**
 * Imports another copy of a module, as a cold start does; modules that it imports are not loaded again, unless it has to be
 * bundled.
 *
 * @throws the module's own error, or one that says what to change so that Node.js loads it
 */
export async function importFresh(file: string): Promise<unknown> {
  if (imports === 0) hookModules(process.cwd())
  imports += 1
  try {
    return await import(`${pathToFileURL(file).href}?start=${imports}`)
  } catch (error) {
    const advice = explainLoadFailure(error, file)
    if (advice === undefined) throw error
    const bundled = await importBundled(file, `bundled=${imports}`)
    if (bundled !== undefined) return bundled.loaded
    const reason = error instanceof Error ? error.message : error
    throw new Error(`${reason}\n${advice}`, { cause: error })
  }
}
