import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const packageFolder = fileURLToPath(new URL('..', import.meta.url))
export const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))

/** Import specifiers of the code subpaths: `@async-invoke/schemas`, `@async-invoke/schemas/outcome`, … */
export const specifiers: readonly string[] = Object.entries(manifest.exports)
  .filter(([, target]) => typeof target === 'object')
  .map(([subpath]) => `@async-invoke/schemas${subpath.slice(1)}`)
