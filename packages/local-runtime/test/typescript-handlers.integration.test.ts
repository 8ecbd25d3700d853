import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startTestRuntime } from '../src/testing.ts'

const root = mkdtempSync(join(tmpdir(), 'typescript-handlers-'))
afterAll(() => rmSync(root, { recursive: true }))
const esbuild = dirname(createRequire(import.meta.url).resolve('esbuild/package.json'))

/** A project with esbuild and these files. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(root, 'project-'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(esbuild, join(folder, 'node_modules/esbuild'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

const handlers = {
  extensionless: {
    'h.ts': "import { price } from './lib/price'\nexport const handler = async () => price",
    'lib/price.ts': 'export const price: number = 1',
  },
  enum: { 'h.ts': 'enum Price { Low = 1 }\nexport const handler = async () => Price.Low' },
  paths: {
    'h.ts': "import { price } from '@lib/price'\nexport const handler = async () => price",
    'src/lib/price.ts': 'export const price = 1',
    'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@lib/*": ["src/lib/*"] } } }',
  },
  jsx: {
    'h.tsx':
      'const h = (_: string, props: { price: number }) => props.price\nexport const handler = async () => <p price={1} />',
    'tsconfig.json': '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h" } }',
  },
  commonjs: {
    'h.cts': "const { price } = require('./price')\nexports.handler = async () => price",
    'price.ts': 'export const price = 1',
  },
  throwing: {
    'h.ts': "import { fail } from './lib/fail'\n\nexport const handler = async () => fail()",
    'lib/fail.ts': 'enum Kind { Bad }\n\nexport const fail = () => {\n  throw new TypeError(Kind[Kind.Bad])\n}',
  },
}

describe('a handler in TypeScript, in a project with esbuild', () => {
  it.each(['extensionless', 'enum', 'paths', 'jsx', 'commonjs'] as const)('runs with %s', async (name) => {
    const files = handlers[name]
    const file = join(project(files), Object.keys(files)[0] ?? '')
    await using runtime = await startTestRuntime({ functions: { typed: { file } } })
    const outcome = await runtime.outcome(await runtime.invoke('typed'))
    expect([outcome.condition, outcome.response]).toEqual(['Success', 1])
  })

  it('has its sources in the stacks of errors', async () => {
    const file = join(project(handlers.throwing), 'h.ts')
    const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 0 } }
    await using runtime = await startTestRuntime({ functions: { typed: { file, eventInvokeConfigs } } })
    const { response } = await runtime.outcome(await runtime.invoke('typed'))
    expect(response).toMatchObject({ errorType: 'TypeError', errorMessage: 'Bad' })
    expect(JSON.stringify(response)).toMatch(/lib\/fail\.ts:4:9.*h\.ts:3:/)
  })
})

const answer = 'export const handler = async () =>'
const price = { 'price.ts': 'export const price = 1' }

/** Projects as people write them; each handler returns 1. */
const odd: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'paths of a configuration that it extends': {
    ...{ 'h.ts': `import { price } from '~/price'\n${answer} price`, 'src/price.ts': 'export const price = 1' },
    ...{
      'tsconfig.json': '{ "extends": "./base.json" }',
      'base.json': '{ "compilerOptions": { "paths": { "~/*": ["./src/*"] } } }',
    },
  },
  'imports below baseUrl': {
    ...{
      'src/h.ts': `import { price } from 'lib/price'\n${answer} price`,
      'src/lib/price.ts': 'export const price = 1',
    },
    'tsconfig.json': '{ // as people write it\n "compilerOptions": { "baseUrl": "src", }, }',
  },
  'a folder as an import': {
    ...{ 'h.ts': `import { price } from './lib'\n${answer} price`, 'lib/index.ts': 'export const price = 1' },
  },
  'the extension .js of a file .ts': { 'h.ts': `import { price } from './price.js'\n${answer} price`, ...price },
  'a type imported like a value': {
    'h.ts': `import { Price, price } from './types.ts'\nconst one: Price = price\n${answer} one`,
    'types.ts': 'export type Price = number\nexport const price = 1',
  },
  decorators: {
    'h.ts': `const d = (_: object, __: string) => {}\nclass A { @d one = 1 }\n${answer} new A().one`,
    'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
  },
  'JSON without an attribute': {
    ...{ 'h.ts': `import { price } from './data.json'\n${answer} price`, 'data.json': '{ "price": 1 }' },
  },
  __dirname: {
    'h.ts': `import { basename } from 'node:path'\nconst here: string = __dirname\n${answer} (basename(here).startsWith('project-') ? 1 : here)`,
  },
  'a require and a __dirname of its own': {
    'h.ts': `import { createRequire } from 'node:module'\nimport { price } from './price'\nconst require = createRequire(import.meta.url)\nconst __dirname = require('node:path').dirname('/a/b')\n${answer} (__dirname === '/a' ? price : __dirname)`,
    ...price,
  },
  'a package in TypeScript': {
    'h.ts': `import { price } from 'prices'\n${answer} price`,
    'node_modules/prices/package.json': '{ "name": "prices", "exports": "./index.ts" }',
    'node_modules/prices/index.ts': "export { price } from './price'",
    'node_modules/prices/price.ts': 'export const price: number = 1',
  },
  'names of a CommonJS package that Node.js does not see': {
    'h.ts': `import { price } from 'prices'\n${answer} price as number`,
    'node_modules/prices/package.json': '{ "name": "prices", "main": "index.js" }',
    'node_modules/prices/index.js': 'module.exports = { price: 1 }',
  },
  'an export with =': { 'h.ts': 'const handler = async () => 1\nexport = { handler }' },
}

describe('a handler in TypeScript, loaded in an odd project with esbuild', () => {
  const files = Object.entries(odd).map(([name, each]) => ({
    name,
    file: join(project(each), Object.keys(each)[0] ?? ''),
  }))
  const importFresh = new URL('../src/lib/execution/node/import-fresh.ts', import.meta.url).href
  const load = `const { importFresh } = await import(${JSON.stringify(importFresh)})
    const load = async ({ file }) => {
      const { handler, default: { handler: ofDefault } = {} } = await importFresh(file)
      return (handler ?? ofDefault)()
    }
    const results = await Promise.all(${JSON.stringify(files)}.map((each) => load(each).catch(String)))
    process.stdout.write(JSON.stringify(results))`
  const flags = ['--conditions=@async-invoke/source', '--no-warnings', '--input-type=module', '--eval', load]
  const results: readonly unknown[] = JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }))

  it.each(files.map(({ name }, at) => ({ name, result: results[at] })))('runs with $name', ({ result }) => {
    expect(result).toBe(1)
  })
})
