import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

it('decide-next is at most 3 KB gzipped, dependencies included', async () => {
  const source = fileURLToPath(new URL('../dist/decide-next.js', import.meta.url))
  const bundle = await build({ entryPoints: [source], bundle: true, minify: true, format: 'esm', write: false })
  expect(gzipSync(bundle.outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(3 * 1024)
})

it('package.json has no dependency but @async-invoke/schemas', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(Object.keys(manifest.dependencies)).toEqual(['@async-invoke/schemas'])
})
