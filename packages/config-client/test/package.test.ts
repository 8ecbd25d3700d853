import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command of this package and returns its output; a failure throws with it. */
function printed(command: string, ...args: readonly string[]): string {
  return execFileSync(`${root}/node_modules/.bin/${command}`, args, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
}

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
    { entry: 'index', maxKilobytes: 8 },
    { entry: 'plan', maxKilobytes: 14 },
    { entry: 'doctor', maxKilobytes: 17 },
    { entry: 'permissions', maxKilobytes: 6 },
    { entry: 'templates', maxKilobytes: 28 },
  ])('bundles $entry, gzipped and without the SDK, into $maxKilobytes KB', async ({ entry, maxKilobytes }) => {
    const { outputFiles } = await bundled(entry)
    expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(maxKilobytes * 1024)
  })

  it.each([
    { entry: 'permissions', imports: [] },
    { entry: 'templates', imports: [{ path: 'yaml', kind: 'dynamic-import', external: true }] },
  ])('bundles $entry with the imports $imports', async ({ entry, imports }) => {
    const { metafile } = await bundled(entry)
    expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual(imports)
  })
})

// Packing runs other programs, which is slow on a busy machine.
describe('the packed package', () => {
  it('passes publint', () => {
    expect(printed('publint', '--strict', '--pack', 'npm')).toContain('All good!')
  })

  it('passes attw: its types resolve from every ES module', () => {
    // attw exits with 1 if an entry does not resolve.
    expect(printed('attw', '--pack', '.', '--profile', 'esm-only', '--format', 'ascii')).not.toContain('❌')
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
