import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { peerPath, peers } from './peers.ts'
import { median } from './rounds.ts'
import type { Suite } from './suite.ts'

/** Milliseconds that a fresh process needs to import one bundled validator, its evaluation included. */
function coldImportMs(file: string): number {
  const script = `const t = performance.now(); await import('${pathToFileURL(file)}'); console.log(performance.now() - t)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }))
}

const suite: Suite = {
  title: 'Size and cold import of a record validator',
  note: 'Bundled for Node and minified; import in a fresh process, as a ratio to zod 4. Goal: at most 0.10.',
  async run({ short }) {
    const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'))
    try {
      const bundles = await Promise.all(
        peers.map(async ({ name, file }) => {
          const options = { bundle: true, minify: true, format: 'esm', platform: 'node', write: false } as const
          const { outputFiles } = await build({ entryPoints: [peerPath(file)], ...options })
          const path = join(folder, `${file}.mjs`)
          const code = outputFiles[0]?.contents ?? new Uint8Array()
          writeFileSync(path, code)
          return { name, path, code, times: [] as number[] }
        }),
      )
      for (let round = 0; round < (short ? 3 : 25); round += 1)
        for (const { path, times } of bundles) times.push(coldImportMs(path))
      const zod = bundles.find(({ name }) => name === 'zod 4')?.times ?? []
      return bundles.map(({ name, code, times }) => ({
        library: name,
        'min KB': (code.length / 1024).toFixed(1),
        'gzip KB': (gzipSync(code, { level: 9 }).length / 1024).toFixed(1),
        'import ms': median(times).toFixed(2),
        'ratio to zod 4': median(times.map((time, round) => time / (zod[round] ?? Number.NaN))).toFixed(2),
      }))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

export default suite
