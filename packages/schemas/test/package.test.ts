import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { createContext, Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { manifest, packageFolder, specifiers } from './built.ts'
import { bundled, gzipBytesOf } from './bundled.ts'

const node = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd: packageFolder, encoding: 'utf8' })

const everything = (file: string): string => `export * from './dist/esm/${file}.js'`

describe('the built package', () => {
  it('has no runtime dependencies', () => {
    expect(manifest.dependencies).toBeUndefined()
    expect(manifest.peerDependencies).toBeUndefined()
  })

  it.each(specifiers)('imports and requires %s without evaluating code from strings', (specifier) => {
    const imported = `import * as s from '${specifier}'; console.log(Object.keys(s).sort().join())`
    const required = `console.log(Object.keys(require('${specifier}')).sort().join())`
    const safely = '--disallow-code-generation-from-strings'
    const names = node(safely, '--input-type=module', '-e', imported)
    expect(names.trim().length).toBeGreaterThan(0)
    expect(node(safely, '--input-type=commonjs', '-e', required)).toBe(names)
  })

  it('resolves CommonJS for `require`, and has the JSON Schemas as files', () => {
    const resolved = `console.log(require.resolve('@async-invoke/schemas'))`
    expect(node('--input-type=commonjs', '-e', resolved)).toContain('/dist/cjs/')
    const title = `console.log(require('@async-invoke/schemas/schemas/invocation-record/1.0.json').title)`
    expect(node('--input-type=commonjs', '-e', title).trim()).toBe('InvocationRecord')
  })

  it('imports only its own files, in code and in types', () => {
    for (const format of ['esm', 'cjs'])
      for (const file of readdirSync(`${packageFolder}/dist/${format}`, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(?:js|d\.ts)$/.test(file)) continue
        const code = readFileSync(`${packageFolder}/dist/${format}/${file}`, 'utf8')
        const imports = [
          ...code.matchAll(/^(?:import|export)\b[^'"]*from ['"]([^'"]+)|\b(?:import|require)\(['"]([^'"]+)/gm),
        ].map(([, from, called]) => from ?? called)
        expect(
          imports.filter((from) => !from?.startsWith('.')),
          file,
        ).toEqual([])
      }
  })

  it('runs in a browser bundle or a worker, without Node globals or code from strings', async () => {
    const code = await bundled(everything('index'), 'iife')
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } })
    new Script(code).runInContext(context)
    const run = (expression: string): unknown => new Script(expression).runInContext(context)
    expect(run('typeof process + typeof require + typeof Buffer')).toBe('undefinedundefinedundefined')
    const message = { messageId: 'm', body: readFileSync(recordFile, 'utf8'), messageAttributes: {} }
    expect(run(`bundle.describeOutcome(bundle.readOutcome(${JSON.stringify(message)})).reason`)).toBe('handler-error')
    expect(run(`bundle.checkSqsEvent({ Records: [{}] }).length`)).toBeGreaterThan(1)
  })
})

const recordFile = new URL('../../../vectors/invocation-record/valid/retries-exhausted.json', import.meta.url)

describe('readOutcome alone', () => {
  it('is at most 8 KB in a bundle, minified and compressed', async () => {
    const bytes = await gzipBytesOf("export { readOutcome } from './dist/esm/outcome.js'")
    expect(bytes).toBeGreaterThan(500)
    expect(bytes).toBeLessThanOrEqual(8 * 1024)
  })
})
