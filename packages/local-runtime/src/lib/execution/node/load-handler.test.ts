import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const exporting = (value: string): string => `export const handler = async () => ${value}`

/** Handlers in `h.ts`, and the advice about them. */
const cases: readonly { problem: string; files: Readonly<Record<string, string>>; advice: RegExp }[] = [
  {
    problem: 'an import without its extension',
    files: {
      'h.ts': `import { price } from './price'\n${exporting('price')}`,
      'price.ts': 'export const price: number = 1',
    },
    advice:
      /write the extension of \S+price\.ts in the import, or bundle the handler with 'npx esbuild \S+h\.ts --bundle/,
  },
  {
    problem: 'an import of a compiled name',
    files: {
      'h.ts': `import { price } from './price.js'\n${exporting('price')}`,
      'price.ts': 'export const price = 1',
    },
    advice: /write the extension of \S+price\.ts in the import/,
  },
  {
    problem: 'an import of a folder',
    files: { 'h.ts': `import { price } from './lib'\n${exporting('price')}`, 'lib/index.ts': 'export const price = 1' },
    advice: /write the extension of \S+lib\/index\.ts in the import/,
  },
  {
    problem: 'an import in another module',
    files: {
      'h.ts': `import { a } from './a.ts'\n${exporting('a')}`,
      'a.ts': "export { price as a } from './price'",
      'price.ts': 'export const price = 1',
    },
    advice: /write the extension of \S+price\.ts in the import/,
  },
  {
    problem: 'an enum',
    files: { 'h.ts': `enum A { B }\n${exporting('A.B')}` },
    advice: /Node\.js only removes types.*enums.*npx esbuild/,
  },
  {
    problem: 'an enum in another module',
    files: { 'h.ts': `import { A } from './a.ts'\n${exporting('A.B')}`, 'a.ts': 'export enum A { B }' },
    advice: /Node\.js only removes types/,
  },
  {
    problem: 'a parameter property',
    files: { 'h.ts': `class A { constructor(readonly b: number) {} }\n${exporting('new A(1).b')}` },
    advice: /Node\.js only removes types/,
  },
  {
    problem: 'a decorator',
    files: { 'h.ts': `const d = (c: unknown) => c\n@d class A {}\n${exporting('new A()')}` },
    advice: /bundle it with 'npx esbuild/,
  },
  {
    problem: 'a path of tsconfig.json',
    files: { 'h.ts': `import { price } from '@/price'\n${exporting('price')}` },
    advice: /maps this name with 'paths'.*npx esbuild/,
  },
  {
    problem: 'JSX',
    files: {
      'h.ts': `import { view } from './view.tsx'\n${exporting('view')}`,
      'view.tsx': 'export const view = <p />',
    },
    advice: /Node\.js loads no JSX: bundle/,
  },
  {
    problem: 'JSX imported without its extension',
    files: { 'h.ts': `import { view } from './view'\n${exporting('view')}`, 'view.tsx': 'export const view = <p />' },
    advice: /the file has JSX, bundle the handler/,
  },
  {
    problem: 'a handler with JSX',
    files: { 'h.tsx': 'export const handler = <p />' },
    advice: /Node\.js loads no JSX: bundle/,
  },
  {
    problem: 'a namespace',
    files: { 'h.ts': `namespace A { export const b = 1 }\n${exporting('A.b')}` },
    advice: /Node\.js only removes types.*namespaces/,
  },
  {
    problem: 'TypeScript in a package',
    files: {
      'h.ts': `import { price } from 'prices'\n${exporting('price')}`,
      'node_modules/prices/index.ts': 'export const price: number = 1',
      'node_modules/prices/package.json': '{"type":"module","exports":"./index.ts"}',
    },
    advice: /removes no types below node_modules: bundle/,
  },
  {
    problem: 'a required module without its extension',
    files: { 'h.cts': "exports.handler = require('./price')", 'price.ts': 'export const price = 1' },
    advice: /write the extension of \S+price\.ts in the import/,
  },
  {
    problem: 'a type imported as a value',
    files: {
      'h.ts': `import { Order } from './order.ts'\n${exporting('null as Order | null')}`,
      'order.ts': 'export interface Order {}',
    },
    advice: /write 'import type'/,
  },
  {
    problem: 'a package of the SDK',
    files: { 'h.ts': "import '@aws-sdk/client-no-such'" },
    advice: /run 'npm install --save-dev @aws-sdk\/client-no-such'/,
  },
]
const withoutAdvice = [
  {
    problem: 'a missing package',
    files: { 'h.mjs': "import 'no-such-package'" },
    message: /^Cannot find package 'no-such-package' imported from \S+$/,
  },
  {
    problem: 'a missing module',
    files: { 'h.mjs': "import './nowhere.mjs'" },
    message: /^Cannot find module '\S+' imported from \S+$/,
  },
  { problem: 'an error of the module', files: { 'h.mjs': "throw new Error('no database')" }, message: /^no database$/ },
  { problem: 'a value that is no error', files: { 'h.mjs': "throw 'text'" }, message: /^undefined$/ },
]

const root = mkdtempSync(join(tmpdir(), 'load-handler-'))
afterAll(() => rmSync(root, { recursive: true }))

/** Messages of the failures to load each handler, in one process. */
let messages: readonly string[] = []
beforeAll(() => {
  const handlers = [...cases, ...withoutAdvice].map(({ files }, index) => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(root, `${index}`, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, content)
    }
    return [join(root, `${index}`), join(root, `${index}`, Object.keys(files)[0] ?? '')]
  })
  const script = `
    const { loadHandler } = await import(${JSON.stringify(new URL('load-handler.ts', import.meta.url).href)})
    const messages = []
    for (const [folder, file] of ${JSON.stringify(handlers)})
      messages.push(await loadHandler(folder, 'h.handler', file).then(() => 'loaded', (error) => String(error?.message)))
    console.log(JSON.stringify(messages))
  `
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  messages = JSON.parse(stdout.split('\n').at(-2) ?? stderr)
})

describe('loadHandler', () => {
  it.each(cases.map((each, index) => ({ ...each, index })))(
    'says what to do about $problem (RUN-4, RUN-10)',
    ({ advice, index }) => {
      expect(messages[index]).toMatch(advice)
    },
  )

  it.each(withoutAdvice.map((each, index) => ({ ...each, index: cases.length + index })))(
    'leaves the message about $problem as it is',
    ({ message, index }) => {
      expect(messages[index]).toMatch(message)
    },
  )
})
