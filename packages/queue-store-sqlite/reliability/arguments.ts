import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** `--seed S --kills N`; without a seed one is drawn, and printed with the figures. */
export function reliabilityArguments(): { readonly seed: number; readonly kills: number } {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string', default: '200' } } })
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  const kills = Number(values.kills)
  if (!Number.isInteger(seed) || !Number.isInteger(kills) || kills < 1)
    throw new RangeError('--seed and --kills are whole numbers, kills at least 1')
  return { seed, kills }
}

/** A folder for the run, gone when it went well; else it stays to be looked at. */
export function runFolder(name: string): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), `async-invoke-${name}-`))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
