import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

it('the calls and their validation stay within 8 KB gzip, the SDK left out', async () => {
  const source = fileURLToPath(new URL('../dist/index.js', import.meta.url))
  const external = ['@aws-sdk/client-lambda']
  const bundle = await build({
    entryPoints: [source],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    external,
  })
  expect(gzipSync(bundle.outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(8 * 1024)
})
