import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

it('decideNext stays within 3 KB gzip, with everything it needs', async () => {
  const source = fileURLToPath(new URL('../dist/decide-next.js', import.meta.url))
  const bundle = await build({ entryPoints: [source], bundle: true, minify: true, format: 'esm', write: false })
  expect(gzipSync(bundle.outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(3 * 1024)
})

it('depends on nothing but the schemas', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(Object.keys(manifest.dependencies)).toEqual(['@async-invoke/schemas'])
})
