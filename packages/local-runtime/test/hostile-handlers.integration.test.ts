import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
const ends = 'Runtime.ExitError'

/** Modules that work against the runtime, and what a call of each answers. */
const cases: readonly { name: string; code: string; answer: unknown }[] = [
  { name: 'exitsAtImport', code: 'process.exit(0)', answer: { errorType: ends } },
  {
    name: 'replacesGlobals',
    code: `JSON.stringify = () => { throw new Error('mine') }
Object.entries = Object.keys = () => ['x']
globalThis.Promise = globalThis.Buffer = globalThis.process = undefined
export const handler = async () => 1`,
    answer: { errorType: ends },
  },
  {
    name: 'extendsPrototypes',
    code: `Object.prototype.extra = Array.prototype.extra = 1
export const handler = async (event, context) => [event.a, context.functionName]`,
    answer: [1, 'extendsPrototypes'],
  },
  {
    name: 'deletesVariables',
    code: `for (const name in process.env) delete process.env[name]
process.chdir('/')
export const handler = async () => Object.keys(process.env)`,
    answer: ['_X_AMZN_TRACE_ID'],
  },
  {
    name: 'throwsForItsLength',
    code: `const get = (target, name) => { if (name === 'length') throw new RangeError('mine'); return target[name] }
export const handler = new Proxy(async () => 1, { get })`,
    answer: { errorType: 'RangeError', errorMessage: 'mine' },
  },
  {
    name: 'claimsToHaveLoadedFiles',
    code: `import { request } from 'node:http'
const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':')
const path = '/2018-06-01/runtime/async-invoke/loaded-files'
const report = (body) => new Promise((resolve) => {
  const sent = request({ host, port, path, method: 'POST' }, (response) => response.resume().on('end', resolve))
  sent.on('error', resolve).end(body)
})
export const handler = async () => {
  for (const body of ['null', 'no', '[]', '{"/etc":5}', '{"/nowhere":{}}']) await report(body)
  return 'reported'
}`,
    answer: 'reported',
  },
]

let runtime: LocalRuntime
beforeAll(async () => {
  for (const { name, code } of cases) writeFileSync(join(folder, `${name}.mjs`), code)
  // Beside the handlers: a device, the root and a circle.
  for (const [name, target] of Object.entries({ 'zero.mjs': '/dev/zero', root: '/', circle: 'circle' }))
    symlinkSync(target, join(folder, name))
  const functions = cases.map(({ name }) => [name, { file: join(folder, `${name}.mjs`), timeoutInSeconds: 20 }])
  const environment = { LARGE: 'x'.repeat(100_000) }
  runtime = await startLocalRuntime({ functions: Object.fromEntries(functions), environment })
})
afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true })
})

describe('a hostile handler', () => {
  it.each(cases)('harms only itself: $name', async ({ name, answer }) => {
    for (let call = 0; call < 2; call += 1) {
      const path = `/2015-03-31/functions/${name}/invocations`
      const { text } = await raw(runtime.endpoint, 'POST', path, { body: '{"a":1}' })
      if (Array.isArray(answer) || typeof answer === 'string') expect(JSON.parse(text)).toEqual(answer)
      else expect(JSON.parse(text)).toMatchObject(answer as object)
    }
  })
})

describe('variables that no process can have', () => {
  it.each([
    {
      problem: 'too large',
      variables: { LARGE: 'x'.repeat(3_000_000) },
      message: /^fork\/exec \S+: argument list too long$/,
    },
    { problem: 'a null character', own: { NUL: 'a\0b' }, message: /^fork\/exec \S+: .*without null bytes/ },
  ])('fail the run: $problem', async ({ variables = {}, own = {}, message }) => {
    const file = join(folder, 'extendsPrototypes.mjs')
    const options = { functions: { f: { file, environment: own } }, environment: variables }
    const other = await startLocalRuntime(options)
    const { status, text } = await raw(other.endpoint, 'POST', '/2015-03-31/functions/f/invocations', { body: '{}' })
    await other.close()
    const { errorType, errorMessage } = JSON.parse(text)
    expect([status, errorType]).toEqual([200, 'Runtime.InvalidEntrypoint'])
    expect(errorMessage.replace(/^RequestId: \S+ Error: /, '')).toMatch(message)
  })
})
