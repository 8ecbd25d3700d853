import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Bytes of a module that exports what `code` says, minified and compressed with everything it imports but `external`. */
export async function bundledBytes(code: string, folder: string, external: readonly string[]): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    external: [...external],
    write: false,
    logLevel: 'silent',
  })
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length
}
