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
    'h.ts': 'enum Kind { Bad }\n\nexport const handler = async () => {\n  throw new TypeError(Kind[Kind.Bad])\n}',
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
    expect(JSON.stringify(response)).toContain('h.ts:4:9')
  })
})
