import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { RunOptions } from './suite.ts'

export interface ImportCost {
  readonly gzipBytes: number
  /** Milliseconds per round. */
  readonly times: readonly number[]
}

/** Bundles each module for Node.js, and imports the bundles in turn, each time in a fresh process. */
export async function importCosts(entries: readonly string[], { short }: RunOptions): Promise<readonly ImportCost[]> {
  const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'))
  try {
    const bundles = await Promise.all(
      entries.map(async (entry, index) => {
        const options = { bundle: true, minify: true, format: 'esm', platform: 'node', write: false } as const
        const { outputFiles } = await build({ entryPoints: [entry], ...options })
        const path = join(folder, `${index}.mjs`)
        const code = outputFiles[0]?.contents ?? new Uint8Array()
        writeFileSync(path, code)
        return { path, gzipBytes: gzipSync(code, { level: 9 }).length, times: [] as number[] }
      }),
    )
    for (let round = 0; round < (short ? 3 : 25); round += 1)
      for (const { path, times } of bundles) times.push(coldImportMs(path))
    return bundles
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds to import and evaluate one bundle in a fresh process. */
function coldImportMs(file: string): number {
  const script = `const t = performance.now(); await import('${pathToFileURL(file)}'); console.log(performance.now() - t)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }))
}
