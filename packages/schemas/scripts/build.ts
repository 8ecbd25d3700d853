/** Builds ES modules and CommonJS from the same sources, joins the modules, and copies the JSON Schemas. */
import { execFileSync } from 'node:child_process'
import { cpSync, rmSync, writeFileSync } from 'node:fs'

const tsc = (...args: string[]): void => {
  execFileSync('tsc', args, { stdio: 'inherit' })
}

rmSync('dist', { recursive: true, force: true })
tsc('-p', 'tsconfig.build.json')
execFileSync(process.execPath, ['../../scripts/join-modules.ts', '--in', 'dist/esm'], { stdio: 'inherit' })
tsc(
  ...['-p', 'tsconfig.build.json', '--outDir', 'dist/cjs', '--verbatimModuleSyntax', 'false'],
  ...['--module', 'commonjs', '--moduleResolution', 'bundler'],
)
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n')
cpSync('../../schemas', 'dist/schemas', { recursive: true })
