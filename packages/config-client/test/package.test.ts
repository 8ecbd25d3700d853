import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command of this package and gives what it prints; a failure shows that as its message. */
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
    external: ['@aws-sdk/client-lambda'],
  })
}

describe('what is built stays small, gzip, the SDK left out', () => {
  it.each([
    ['index', 8],
    ['plan', 10],
    ['doctor', 10],
    ['permissions', 3],
    ['templates', 5],
  ])('%s within %i KB', async (entry, kilobytes) => {
    const { outputFiles } = await bundled(entry)
    expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(kilobytes * 1024)
  })

  it.each(['permissions', 'templates'])('%s needs no SDK', async (entry) => {
    const { metafile } = await bundled(entry)
    const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path))
    expect(imported).toEqual([])
  })
})

describe('the packed package', () => {
  it('is clean to publint', () => {
    expect(printed('publint', '--strict', '--pack', 'npm')).toContain('All good!')
  })

  it('resolves with its types wherever ES modules do (attw)', () => {
    // Exits with 1 when an entry does not.
    expect(printed('attw', '--pack', '.', '--profile', 'esm-only', '--format', 'ascii')).not.toContain('❌')
  })

  it('shows no any in its types', () => {
    const files = globSync('dist/**/*.d.ts', { cwd: root })
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const types = readFileSync(`${root}/${file}`, 'utf8').replaceAll(/\/\*.*?\*\/|\/\/.*$/gms, '')
      expect(types, file).not.toMatch(/\bany\b/)
    }
  })
})
