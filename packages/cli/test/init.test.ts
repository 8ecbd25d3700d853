import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { checkConfig } from '../src/lib/config/config-rules.ts'
import { installCommand, nextSteps } from '../src/lib/init/next-steps.ts'
import { plannedFiles } from '../src/lib/init/planned-files.ts'
import { readProject } from '../src/lib/init/project.ts'
import type { Ran } from './run-built.ts'
import { runHere } from './run-here.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-init-'))
  vi.stubEnv('npm_config_user_agent', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function write(files: Readonly<Record<string, string | object>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
}

const init = (...flags: readonly string[]): Promise<Ran> => runHere(['init', ...flags], { cwd: folder })
const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
const filesIn = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort()

describe('init', () => {
  it('writes a project into an empty folder, and says what comes next in at most six lines', async () => {
    const { code, stdout, stderr } = await init()
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(5)
    expect(filesIn()).toEqual([
      '.gitignore',
      'async-invoke.config.json',
      'functions/hello.mjs',
      'package.json',
      'test/hello.test.mjs',
    ])
    expect(read('.gitignore')).toBe('node_modules/\n.async-invoke/\n')
    expect(stderr.trim().split('\n')).toEqual([
      'Next:',
      '  npm install',
      '  node --test test/hello.test.mjs',
      '  npx async-invoke dev',
      "  npx async-invoke invoke hello '{}' --watch    # in another terminal",
    ])
    expect(checkConfig(JSON.parse(read('async-invoke.config.json')))).toEqual([])
  })

  it('changes nothing on a second run', async () => {
    await init()
    const before = filesIn().map((path) => [path, read(path)])
    const { code, stdout } = await init('--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).files.map(({ state }: { state: string }) => state)).toEqual(Array(4).fill('unchanged'))
    expect(filesIn().map((path) => [path, read(path)])).toEqual(before)
  })

  it('lists with --dry-run, and writes nothing', async () => {
    const { stdout } = await init('--dry-run', '--install')
    expect(stdout).toContain('planned    functions/hello.mjs\n')
    expect(filesIn()).toEqual([])
  })

  it.each([
    { file: 'functions/hello.mjs', message: 'functions/hello.mjs exists and differs, and nothing is written' },
    { file: 'test/hello.test.mjs', message: 'test/hello.test.mjs exists and differs, and nothing is written' },
    { file: 'async-invoke.config.ts', message: 'async-invoke.config.ts exists: this folder has a configuration' },
  ])('writes nothing where $file is another', async ({ file, message }) => {
    write({ [file]: 'export const mine = true\n' })
    const { code, stderr } = await init()
    expect([code, stderr.slice(0, 14 + message.length)]).toEqual([3, `async-invoke: ${message}`])
    expect(filesIn()).toEqual([file])
  })

  it('refuses a package.json that is no object, and leaves it', async () => {
    write({ 'package.json': '[' })
    expect(await init()).toMatchObject({ code: 2 })
    expect(filesIn()).toEqual(['package.json'])
  })

  it.each([
    { ignored: 'dist', after: 'dist\n.async-invoke/\n' },
    { ignored: 'dist\r\n/.async-invoke\r\n', after: 'dist\r\n/.async-invoke\r\n' },
  ])('adds its line to a .gitignore with $ignored once', async ({ ignored, after }) => {
    write({ 'package.json': {}, '.gitignore': ignored })
    await init()
    await init()
    expect(read('.gitignore')).toBe(after)
  })

  it('installs with the package manager of the project where it is asked to, without a shell', async () => {
    write({ 'package.json': { packageManager: 'pnpm@10.0.0' }, 'bin/pnpm': '#!/bin/sh\necho "$@" > installed\n' })
    chmodSync(join(folder, 'bin/pnpm'), 0o755)
    vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env.PATH}`)
    const { code, stderr } = await init('--install')
    expect(code).toBe(0)
    expect(read('installed')).toBe('add --dev async-invoke@^0.0.0 @async-invoke/local-runtime@^0.0.0\n')
    expect(stderr).toContain('  pnpm exec async-invoke dev\n')
    expect(stderr).not.toContain('add --dev')
  })

  it('writes a test that passes', async () => {
    await init()
    // The packages of this workspace stand for the installed ones.
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--test', '--import', fileURLToPath(new URL('resolve-workspace.ts', import.meta.url)), 'test/hello.test.mjs'],
      { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '--conditions=@async-invoke/source' } },
    )
    expect(`${stdout}${stderr}`).toContain('pass 1')
    expect(status).toBe(0)
  })
})

describe('what init finds', () => {
  it.each([
    {
      project: 'vitest and TypeScript',
      files: { 'package.json': { type: 'module', devDependencies: { vitest: '4', typescript: '5' } }, 'src/a.ts': '' },
      paths: ['src/hello.ts', 'test/hello.test.ts'],
      test: 'npx vitest run test/hello.test.ts',
    },
    {
      project: 'TypeScript in CommonJS',
      files: { 'package.json': { type: 'commonjs' }, 'tsconfig.json': '{}' },
      paths: ['functions/hello.mts', 'test/hello.test.mts'],
      test: 'node --test test/hello.test.mts',
    },
    {
      project: 'TypeScript, and no type of modules',
      files: { 'package.json': {}, 'tsconfig.json': '{}' },
      paths: ['functions/hello.mts', 'test/hello.test.mts'],
      test: 'node --test test/hello.test.mts',
    },
    {
      project: 'jest and yarn',
      files: { 'package.json': { devDependencies: { jest: '30' } }, 'yarn.lock': '' },
      paths: ['functions/hello.mjs', 'test/hello.test.js'],
      test: 'NODE_OPTIONS=--experimental-vm-modules yarn jest test/hello.test.js',
    },
    {
      project: 'pnpm and vitest',
      files: { 'package.json': { dependencies: { vitest: '4' } }, 'pnpm-lock.yaml': '' },
      paths: ['functions/hello.mjs', 'test/hello.test.mjs'],
      test: 'pnpm exec vitest run test/hello.test.mjs',
    },
  ])('follows a project with $project', ({ files, paths, test }) => {
    write(files)
    const project = readProject(folder)
    expect(plannedFiles(project, '1.2.3').map(({ path }) => path)).toEqual(['async-invoke.config.json', ...paths])
    expect(nextSteps(project, undefined)[0]).toBe(test)
  })

  it.each([
    { has: 'nothing', files: {}, command: 'npm install' },
    {
      has: 'neither package',
      files: { 'package.json': {} },
      command: 'npm install --save-dev async-invoke@^1.2.3 @async-invoke/local-runtime@^1.2.3',
    },
    {
      has: 'one package installed',
      files: { 'package.json': {}, 'node_modules/async-invoke/package.json': {}, 'bun.lock': '' },
      command: 'bun add --dev @async-invoke/local-runtime@^1.2.3',
    },
    {
      has: 'both packages listed',
      files: { 'package.json': { devDependencies: { 'async-invoke': '1', '@async-invoke/local-runtime': '1' } } },
      command: 'npm install',
    },
    {
      has: 'both packages installed',
      files: {
        'package.json': {},
        'node_modules/async-invoke/package.json': {},
        'node_modules/@async-invoke/local-runtime/package.json': {},
      },
      command: undefined,
    },
  ])('installs what is missing where the folder has $has', ({ files, command }) => {
    write(files as Record<string, object | string>)
    expect(installCommand(readProject(folder), '1.2.3')?.join(' ')).toBe(command)
  })

  it('takes the package manager of the workspace around it', () => {
    write({ 'pnpm-lock.yaml': '', 'packages/a/package.json': {} })
    expect(readProject(join(folder, 'packages/a')).manager).toBe('pnpm')
    expect(existsSync(join(folder, 'packages/a/package.json'))).toBe(true)
  })
})
