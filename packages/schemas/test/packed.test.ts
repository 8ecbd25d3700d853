/** The published tarball in an empty project, as a consumer installs it. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodesOfMachine } from '../../../scripts/try-packages/nodes.ts'
import { run as succeed } from '../../../scripts/try-packages/run.ts'
import { packageFolder, specifiers } from './built.ts'

const folder = mkdtempSync(join(tmpdir(), 'schemas-packed-'))
const project = join(folder, 'project')
const tool = (name: string): string => join(packageFolder, 'node_modules/.bin', name)
const run = (command: string, args: readonly string[], cwd: string): string => succeed(command, args, { cwd }).stdout
let tarball = ''

beforeAll(() => {
  run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], packageFolder)
  tarball = join(folder, readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? 'no tarball')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }')
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--silent', tarball], project)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the packed package', () => {
  it.each(nodesOfMachine())('imports and requires on Node $version', ({ path }) => {
    const names = specifiers.map((name) => `'${name}'`).join()
    const imported = `for (const name of [${names}]) console.log(name, Object.keys(await import(name)).length)`
    const required = `for (const name of [${names}]) console.log(name, Object.keys(require(name)).length)`
    const output = run(path, ['--input-type=module', '-e', imported], project)
    expect(output.trim().split('\n')).toHaveLength(specifiers.length)
    expect(output).not.toMatch(/ 0$/m)
    // Even a Node that can `require` ES modules resolves CommonJS here, as the package declares it.
    expect(run(path, ['--input-type=commonjs', '-e', required], project)).toBe(output)
    const conditions = `console.log(require.resolve('@async-invoke/schemas'))`
    expect(run(path, ['--input-type=commonjs', '-e', conditions], project)).toContain('/dist/cjs/')
  })

  it('ships the JSON Schemas as files', () => {
    const read = `console.log(require('@async-invoke/schemas/schemas/invocation-record/1.0.json').title)`
    expect(run(process.execPath, ['--input-type=commonjs', '-e', read], project).trim()).toBe('InvocationRecord')
  })

  it('compiles with library checks, as ES module and as CommonJS', () => {
    const uses = specifiers.map((name, index) => `import * as s${index} from '${name}'`)
    const body = `
import { parseInvocationRecord, isSuccess, readOutcome, createRecordSchema, type InvocationRecord } from '@async-invoke/schemas'
const record: InvocationRecord = parseInvocationRecord('{}')
if (isSuccess(record)) { const condition: 'Success' = record.requestContext.condition; void condition }
const outcome = readOutcome(record)
if (outcome.kind === 'dead-letter') { const code: number | undefined = outcome.attributes.ErrorCode; void code }
export const schema = createRecordSchema({})
export default [${specifiers.map((_, index) => `s${index}`).join()}] as readonly unknown[]
`
    for (const file of ['consumer.mts', 'consumer.cts']) writeFileSync(join(project, file), `${uses.join('\n')}${body}`)
    const strict = { strict: true, skipLibCheck: false, noEmit: true, types: [], exactOptionalPropertyTypes: true }
    for (const [module, moduleResolution, target] of [
      ['nodenext', 'nodenext', 'es2022'],
      ['esnext', 'bundler', 'es2022'],
    ]) {
      const compilerOptions = { ...strict, module, moduleResolution, target, declaration: true }
      const files = moduleResolution === 'bundler' ? ['consumer.mts'] : ['consumer.mts', 'consumer.cts']
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
      expect(run(tool('tsc'), ['-p', '.'], project)).toBe('')
    }
  })

  it('passes publint', async () => {
    const { messages } = await publint({ pkgDir: join(project, 'node_modules/@async-invoke/schemas'), strict: true })
    expect(messages).toEqual([])
  })

  it('passes are-the-types-wrong for every resolution', () => {
    const entrypoints = specifiers.map((name) => name.replace('@async-invoke/schemas', '.'))
    const args = [tarball, '--format', 'json', '--entrypoints', ...entrypoints]
    const { analysis } = JSON.parse(run(tool('attw'), args, folder))
    expect(Object.keys(analysis.entrypoints)).toHaveLength(specifiers.length)
    expect(analysis.problems).toEqual([])
  })
})
