import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const node = (...args: string[]): string => execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })

describe('the built package', () => {
  it('brings no run-time dependency', () => {
    expect(manifest.dependencies).toBeUndefined()
    expect(manifest.peerDependencies).toBeUndefined()
  })

  it.each(['', '/invocation-record', '/function-reference', '/event-invoke-config', '/desired-state'])(
    'imports and requires %s without evaluating code from strings',
    (subpath) => {
      const specifier = `@async-invoke/schemas${subpath}`
      const imported = `import * as s from '${specifier}'; console.log(Object.keys(s).length)`
      const required = `console.log(Object.keys(require('${specifier}')).length)`
      const safely = '--disallow-code-generation-from-strings'
      const names = node(safely, '--input-type=module', '-e', imported)
      expect(Number(names)).toBeGreaterThan(0)
      expect(node(safely, '--input-type=commonjs', '-e', required)).toBe(names)
    },
  )

  it('checks a record within 3 KB gzip', async () => {
    const { outputFiles } = await build({
      entryPoints: [`${root}/dist/esm/invocation-record.js`],
      bundle: true,
      minify: true,
      format: 'esm',
      write: false,
    })
    expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(3 * 1024)
  })
})
