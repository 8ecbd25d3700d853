/**
 * Writes the bill of materials of everything that a user installs with the packages, as CycloneDX: `pnpm release:sbom FILE`.
 * Reads the versions that npm resolves for the packed packages now, and installs nothing.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from '../try-packages/run.ts'
import { packAll } from '../try-packages/tarballs.ts'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('name the file to write: pnpm release:sbom sbom.cdx.json')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'sbom-'))
try {
  const family = packAll(folder)
  const tarballs = Object.fromEntries(family.map(({ name, tarball }) => [name, `file:${tarball}`]))
  // npm names the bill after the folder.
  const project = join(folder, 'async-invoke-packages')
  mkdirSync(project)
  const manifest = { name: 'async-invoke-packages', version: '0.0.0', private: true, dependencies: tarballs }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund']
  run('npm', ['install', '--package-lock-only', '--prefer-offline', ...quietly], { cwd: project })
  const form = ['--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=library']
  const { stdout } = run('npm', ['sbom', ...form], { cwd: project })
  // Tarballs of this machine stand for the same versions in the registry.
  const published = stdout.replaceAll(/"file:[^"]*\/([^"/]+\.tgz)"/g, '"$1"')
  const components: readonly { readonly name: string }[] = JSON.parse(published).components
  const missing = family.filter(({ name }) => !components.some((component) => component.name === name))
  if (missing.length > 0) throw new Error(`the bill lacks ${missing.map(({ name }) => name).join(', ')}`)
  writeFileSync(resolve(file), published)
  console.log(`${file}: ${components.length} components`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
