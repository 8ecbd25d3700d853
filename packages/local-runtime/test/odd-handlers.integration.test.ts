import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

// What the service's own runtimes make of handlers that few would write.

const directory = new URL('./handlers/', import.meta.url).pathname
const noPython = spawnSync('python3', ['--version']).status === 0 ? undefined : 'no python3 on this machine'

let runtime: LocalRuntime
const names = new Map<string, string>()
let lines: string[] = []

/** Handlers are told apart by their text; each is a function of its own. */
const node = [
  ...['method', 'callback', 'callbackAtOnce', 'callbackCycle', 'callbackNothing', 'succeed', 'done', 'doneError'],
  ...['fail', 'failNothing', 'twice', 'failsTwice', 'throwsAtOnce', 'thenable', 'rejectsNothing', 'rejectsObject'],
  ...['rejectsLikeError', 'rejectsSymbol', 'big', 'notNumbers', 'unicode', 'segfault', 'abort', 'text', 'missing'],
].map((name) => `nested/deep/odd.group.${name}`)
const others = [
  'odd.handler',
  'lacks.handler',
  '../handlers/odd.handler',
  'nowhere.handler',
  'nested/deep/odd.',
  'default.handler',
  'default.default.handler',
]
const python = [
  ...['raw_bytes', 'numbers', 'text', 'keys', 'odd_keys', 'deep', 'too_few', 'leaves_well', 'aborts', 'client', 'logs'],
].map((name) => `nested/py_odd.${name}`)

beforeAll(async () => {
  const of = (handlers: readonly string[], runtime: string) =>
    handlers.map((handler) => {
      names.set(handler, `f${names.size}`)
      return [names.get(handler), { directory, handler, runtime, timeoutInSeconds: 10 }] as const
    })
  runtime = await startLocalRuntime({
    functions: {
      ...Object.fromEntries(of([...node, ...others], 'nodejs22.x')),
      ...Object.fromEntries(of([...python, 'sys.exit', 'nested/nowhere.handler'], 'python3.12')),
      'old-python': { directory, handler: 'nested/py_odd.text', runtime: 'python3.9' },
    },
    onLine: (_, message) => void lines.push(message),
  })
})
afterAll(() => runtime.close())

async function run(handler: string, event: object = {}, headers: Record<string, string> = {}) {
  lines = []
  const path = `/2015-03-31/functions/${names.get(handler) ?? handler}/invocations`
  const sent = { body: JSON.stringify(event), headers }
  const response = await raw(runtime.endpoint, 'POST', path, sent)
  return { text: response.text, failed: response.headers['x-amz-function-error'] !== undefined }
}

describe('a Node.js handler', () => {
  it.each([
    ['method', '"ready"'],
    ['succeed', '{"by":"succeed"}'],
    ['done', '{"by":"done"}'],
    ['callbackAtOnce', '"at once"'],
    ['callbackNothing', 'null'],
    ['twice', '"the first"'],
    ['thenable', '"thenable"'],
    ['notNumbers', '{"a":null,"c":"1970-01-01T00:00:00.000Z","d":[null]}'],
  ])('%s answers %s', async (name, text) => {
    expect(await run(`nested/deep/odd.group.${name}`)).toEqual({ text, failed: false })
  })

  it('whose callback has been called is waited for until nothing is left', async () => {
    expect((await run('nested/deep/odd.group.callback')).text).toBe('"when nothing is left"')
    const later = lines.findIndex((line) => line.endsWith('\tINFO\tlater'))
    expect([later > 0, later < lines.findIndex((line) => line.startsWith('END'))]).toEqual([true, true])
  })

  it('answers in the characters of its text', async () => {
    const { text } = await run('nested/deep/odd.group.unicode', { text: 'grün 😀' })
    expect(text).toBe('"grün 😀\u2028\\ud83d"')
  })

  it.each([
    ['doneError', { errorType: 'RangeError', errorMessage: 'by done' }],
    ['fail', { errorType: 'RangeError', errorMessage: 'by fail' }],
    ['failNothing', { errorType: 'string', errorMessage: 'handled', trace: [] }],
    ['failsTwice', { errorType: 'Error', errorMessage: 'the first' }],
    ['throwsAtOnce', { errorType: 'TypeError', errorMessage: 'at once' }],
    ['rejectsNothing', { errorType: 'string', errorMessage: 'handled', trace: [] }],
    ['rejectsObject', { errorType: 'object', errorMessage: '[object Object]', trace: [] }],
    ['rejectsLikeError', { errorType: 'Alike', errorMessage: 'm', trace: ['Alike: m', '    at x'] }],
    ['rejectsSymbol', { errorType: 'TypeError', errorMessage: 'Cannot convert a Symbol value to a string' }],
    ['big', { errorType: 'Error', errorMessage: 'Unable to stringify response body' }],
    ['callbackCycle', { errorType: 'Error', errorMessage: 'Unable to stringify response body' }],
    [
      'segfault',
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/signal: segmentation fault$/) },
    ],
    ['abort', { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/signal: aborted$/) }],
    ['text', { errorType: 'Runtime.HandlerNotFound', errorMessage: 'nested/deep/odd.group.text is not a function' }],
    [
      'missing',
      {
        errorType: 'Runtime.HandlerNotFound',
        errorMessage: 'nested/deep/odd.group.missing is undefined or not exported',
      },
    ],
  ])('%s fails with %j (REC-5)', async (name, error) => {
    const { text, failed } = await run(`nested/deep/odd.group.${name}`)
    expect(failed).toBe(true)
    expect(JSON.parse(text)).toMatchObject(error)
  })

  it.each([
    ['odd.handler', 'static of a class'],
    ['default.default.handler', 'of a default export'],
  ])('may be a member of what a module exports: %s', async (handler, answer) => {
    expect((await run(handler)).text).toBe(JSON.stringify(answer))
  })

  it.each([
    [
      'lacks.handler',
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'no-such-package-anywhere'\nRequire stack:/,
    ],
    ['nowhere.handler', 'Runtime.ImportModuleError', /^Error: Cannot find module 'nowhere'/],
    [
      '../handlers/odd.handler',
      'Runtime.MalformedHandlerName',
      /^'\.\.\/handlers\/odd\.handler' is not a valid handler/,
    ],
    ['default.handler', 'Runtime.HandlerNotFound', /^default\.handler is undefined or not exported$/],
    ['nested/deep/odd.', 'Runtime.HandlerNotFound', /^nested\/deep\/odd\. is undefined or not exported$/],
  ])('%s cannot be loaded: %s (REC-5)', async (handler, errorType, message) => {
    expect(JSON.parse((await run(handler)).text)).toMatchObject({
      errorType,
      errorMessage: expect.stringMatching(message),
    })
  })
})

describe.skipIf(noPython)('a Python handler', () => {
  it.each([
    ['raw_bytes', '\0raw'],
    ['numbers', `{"big": 1${'0'.repeat(30)}, "decimal": 1.10, "list": [1E+3, 0.1], "text": "1.10"}`],
    ['text', '{"ü": "\u2028 😀 é"}'],
    ['keys', '{"1": "c", "null": "b"}'],
    ['logs', 'null'],
  ])('%s answers %j', async (name, text) => {
    expect(await run(`nested/py_odd.${name}`, { text: 'é' })).toEqual({ text, failed: false })
  })

  it('writes ASCII in runtimes before 3.12', async () => {
    const { text } = await run('old-python', { text: 'é' })
    expect(text).toBe(String.raw`{"\u00fc": "\u2028 \ud83d\ude00 \u00e9"}`)
  })

  it('has every member of the client context', async () => {
    const context = Buffer.from('{"client":{"app_title":"shop"}}').toString('base64')
    expect((await run('nested/py_odd.client', {}, { 'X-Amz-Client-Context': context })).text).toBe(
      '["shop", null, null]',
    )
  })

  it('writes to its log by the context', async () => {
    await run('nested/py_odd.logs')
    expect(lines).toContain('by the context')
  })

  it.each([
    [
      'nested/py_odd.odd_keys',
      'Runtime.MarshalError',
      /^Unable to marshal response: keys must be str, int, float, bool or None, not tuple$/,
    ],
    ['nested/py_odd.deep', 'RecursionError', /^maximum recursion depth exceeded/],
    ['nested/py_odd.too_few', 'TypeError', /takes 0 positional arguments but 2 were given$/],
    ['nested/py_odd.leaves_well', 'Runtime.ExitError', /Error: Runtime exited without providing a reason$/],
    ['nested/py_odd.aborts', 'Runtime.ExitError', /signal: aborted$/],
    ['sys.exit', 'Runtime.BuiltInModuleConflict', /^Cannot use built-in module sys as a handler module$/],
    [
      'nested/nowhere.handler',
      'Runtime.ImportModuleError',
      /^Unable to import module 'nested\/nowhere': No module named 'nested.nowhere'$/,
    ],
  ])('%s fails with %s (REC-5)', async (handler, errorType, message) => {
    const { text, failed } = await run(handler)
    expect(failed).toBe(true)
    expect(JSON.parse(text)).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) })
  })
})
