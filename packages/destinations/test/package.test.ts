import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const subpaths = Object.keys(manifest.exports).filter((subpath) => !subpath.endsWith('.json'))
const sdk = Object.keys(manifest.peerDependencies)

describe('the built package', () => {
  it('has the SDK clients as optional peers and only the schemas as a dependency', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['@async-invoke/schemas'])
    expect(Object.entries(manifest.peerDependenciesMeta)).toEqual(sdk.map((name) => [name, { optional: true }]))
    expect(new Set(Object.values(manifest.peerDependencies))).toEqual(new Set(['^3']))
  })

  it('has no `any` in its public types', () => {
    const declarations = readdirSync(`${root}/dist`, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.d.ts'),
    )
    expect(declarations.length).toBeGreaterThan(subpaths.length)
    for (const file of declarations) {
      const code = readFileSync(`${root}/dist/${file}`, 'utf8').replaceAll(/\/\*.*?\*\//gs, '')
      expect(code, file).not.toMatch(/\bany\b/)
    }
  })
})

describe('the packed package in a project without the SDK', () => {
  const folder = mkdtempSync(join(tmpdir(), 'destinations-packed-'))
  const installed = join(folder, 'node_modules/@async-invoke')
  const run = (command: string, args: readonly string[], cwd = folder): string =>
    execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

  beforeAll(() => {
    for (const name of ['schemas', 'destinations']) {
      const [packed = ''] = run(
        'npm',
        ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder],
        join(root, '..', name),
      )
        .trim()
        .split('\n')
      mkdirSync(join(installed, name), { recursive: true })
      run('tar', ['-xzf', join(folder, packed), '--strip-components=1', '-C', join(installed, name)])
    }
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(subpaths)('imports %s', (subpath) => {
    const specifier = subpath.replace('.', '@async-invoke/destinations')
    const code = `console.log(Object.keys(await import('${specifier}')).length)`
    expect(Number(run(process.execPath, ['--input-type=module', '-e', code]))).toBeGreaterThan(0)
  })

  it('compiles with library checks', () => {
    const pure = subpaths.filter((subpath) => subpath !== './send')
    const imports = pure.map(
      (subpath, i) => `export * as s${i} from '${subpath.replace('.', '@async-invoke/destinations')}'`,
    )
    writeFileSync(join(folder, 'consumer.mts'), imports.join('\n'))
    const compilerOptions = {
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      types: [],
      module: 'nodenext',
      lib: ['es2023'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.mts'] }))
    expect(run(join(root, 'node_modules/.bin/tsc'), ['-p', '.'])).toBe('')
  })
})
