import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { packageFolder } from './built.ts'

/** Bundles `entry` for a browser or a worker, minified. */
export async function bundled(entry: string, format: 'esm' | 'iife'): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: packageFolder },
    bundle: true,
    minify: true,
    format,
    ...(format === 'iife' && { globalName: 'bundle' }),
    platform: 'browser',
    conditions: ['worker', 'browser'],
    write: false,
  })
  return outputFiles?.[0]?.text ?? ''
}

export async function gzipBytesOf(entry: string): Promise<number> {
  return gzipSync(await bundled(entry, 'esm'), { level: 9 }).length
}
