import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, root } from '../source-files.ts'
import { apiReports } from './reports.ts'

/** To read every package's declarations takes far longer than all that the site does with them. */
const folder = join(root, 'node_modules/.cache/api-models')
const keyFile = join(folder, 'key')

/** The file that holds the model of an entry point, for `@microsoft/api-extractor-model`. */
export function modelFile(specifier: string): string {
  return join(folder, `${specifier.replaceAll(/\W+/g, '-')}.api.json`)
}

/** Makes the models of all entry points, unless those kept are of the same declarations. */
export function makeModels(): void {
  if (existsSync(keyFile) && readFileSync(keyFile, 'utf8') === keyOfDeclarations()) return
  keepModels(apiReports().models)
}

/** Keeps the models of all entry points until a declaration changes. */
export function keepModels(models: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [specifier, model] of models) writeFileSync(modelFile(specifier), model)
  writeFileSync(keyFile, keyOfDeclarations())
}

function keyOfDeclarations(): string {
  const hash = createHash('sha256')
  const files = globSync(['packages/*/package.json', 'packages/*/dist/**/*.d.ts', 'scripts/api/*.ts'], { cwd: root })
  for (const file of files.sort()) hash.update(`${file}\n${read(file)}`)
  return hash.digest('hex')
}
