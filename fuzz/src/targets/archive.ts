import { maxUnzippedBytes, readZip, ZipError } from '../../../packages/local-runtime/src/lib/functions/zip-archive.ts'
import { zip } from '../../../packages/local-runtime/test/zip.ts'
import { mutateBytes } from '../mutate-bytes.ts'
import type { Target } from '../target.ts'

const target: Target = {
  promise: 'an archive is refused with a reason, or its files lie inside their folder and within the limit',
  seeds: () => [
    zip([{ path: 'index.mjs', content: 'export const handler = async () => 1' }]),
    zip([
      { path: 'a/b/c.js', content: 'x'.repeat(10_000) },
      { path: 'bootstrap', content: '#!/bin/sh\n', mode: 0o100755 },
      { path: 'empty', content: '' },
    ]),
    zip([]),
  ],
  mutate: mutateBytes,
  async open() {
    return {
      async attempt(input) {
        let files: Awaited<ReturnType<typeof readZip>>
        try {
          files = await readZip(Buffer.from(input))
        } catch (error) {
          if (error instanceof ZipError) return
          throw error
        }
        const bytes = files.reduce((sum, { content }) => sum + content.length, 0)
        if (bytes > maxUnzippedBytes) throw new Error(`${bytes} bytes were unpacked`)
        for (const { path } of files)
          if (path.startsWith('/') || path.split(/[/\\]/).includes('..') || path.includes('\0'))
            throw new Error(`a path outside: ${JSON.stringify(path)}`)
      },
    }
  },
}

export default target
