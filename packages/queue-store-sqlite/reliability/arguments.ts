import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** Parses `--seed S --kills N`. Without a seed it draws one; the run prints it with its figures. */
export function reliabilityArguments(): { readonly seed: number; readonly kills: number } {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string', default: '200' } } })
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const kills = Number(values.kills)
  if (!Number.isInteger(seed) || !Number.isInteger(kills) || kills < 1)
    throw new RangeError('--seed and --kills must be integers, --kills at least 1')
  return { seed, kills }
}

/** Creates a folder for the run. Call `remove` after a good run; after a bad one the folder stays for analysis. */
export function runFolder(name: string): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), `async-invoke-${name}-`))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
