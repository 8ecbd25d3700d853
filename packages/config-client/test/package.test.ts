import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

function bundled(entry: string) {
  return build({
    entryPoints: [`${root}/dist/${entry}.js`],
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    write: false,
    external: ['@aws-sdk/client-lambda', 'yaml'],
  })
}

describe('the built package', () => {
  it.each([
    { entry: 'permissions', imports: [] },
    { entry: 'templates', imports: [{ path: 'yaml', kind: 'dynamic-import', external: true }] },
  ])('bundles $entry with the imports $imports', async ({ entry, imports }) => {
    const { metafile } = await bundled(entry)
    expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual(imports)
  })

  it('has no any in its types', () => {
    const files = globSync('dist/**/*.d.ts', { cwd: root })
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const types = readFileSync(`${root}/${file}`, 'utf8').replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '')
      expect(types, file).not.toMatch(/\bany\b/)
    }
  })
})
