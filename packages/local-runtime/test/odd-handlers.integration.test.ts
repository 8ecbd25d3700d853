import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const directory = new URL('./handlers/', import.meta.url).pathname
const noPython = spawnSync('python3', ['--version']).status === 0 ? undefined : 'no python3 on this machine'

let runtime: LocalRuntime
const names = new Map<string, string>()
let lines: string[] = []

/** `Handler` of each function under test. */
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
  ...['forgets', 'silent', 'half'],
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
      'old-half': { directory, handler: 'nested/py_odd.half', runtime: 'python3.11' },
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
    { name: 'method', text: '"ready"' },
    { name: 'succeed', text: '{"by":"succeed"}' },
    { name: 'done', text: '{"by":"done"}' },
    { name: 'callbackAtOnce', text: '"at once"' },
    { name: 'callbackNothing', text: 'null' },
    { name: 'twice', text: '"the first"' },
    { name: 'thenable', text: '"thenable"' },
    { name: 'notNumbers', text: '{"a":null,"c":"1970-01-01T00:00:00.000Z","d":[null]}' },
  ])('$name answers $text', async ({ name, text }) => {
    expect(await run(`nested/deep/odd.group.${name}`)).toEqual({ text, failed: false })
  })

  it('answers by its callback only when the event loop is empty', async () => {
    expect((await run('nested/deep/odd.group.callback')).text).toBe('"when nothing is left"')
    const later = lines.findIndex((line) => line.endsWith('\tINFO\tlater'))
    expect([later > 0, later < lines.findIndex((line) => line.startsWith('END'))]).toEqual([true, true])
  })

  it('answers in UTF-8, with a lone surrogate escaped', async () => {
    const { text } = await run('nested/deep/odd.group.unicode', { text: 'grün 😀' })
    expect(text).toBe('"grün 😀\u2028\\ud83d"')
  })

  it.each([
    { name: 'doneError', errorType: 'RangeError', errorMessage: 'by done' },
    { name: 'fail', errorType: 'RangeError', errorMessage: 'by fail' },
    { name: 'failNothing', errorType: 'string', errorMessage: 'handled', trace: [] },
    { name: 'failsTwice', errorType: 'Error', errorMessage: 'the first' },
    { name: 'throwsAtOnce', errorType: 'TypeError', errorMessage: 'at once' },
    { name: 'rejectsNothing', errorType: 'string', errorMessage: 'handled', trace: [] },
    { name: 'rejectsObject', errorType: 'object', errorMessage: '[object Object]', trace: [] },
    { name: 'rejectsLikeError', errorType: 'Alike', errorMessage: 'm', trace: ['Alike: m', '    at x'] },
    { name: 'rejectsSymbol', errorType: 'TypeError', errorMessage: 'Cannot convert a Symbol value to a string' },
    { name: 'big', errorType: 'Error', errorMessage: 'Unable to stringify response body' },
    { name: 'callbackCycle', errorType: 'Error', errorMessage: 'Unable to stringify response body' },
    {
      name: 'segfault',
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/signal: segmentation fault$/),
    },
    { name: 'abort', errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/signal: aborted$/) },
    {
      name: 'text',
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'nested/deep/odd.group.text is not a function',
    },
    {
      name: 'missing',
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: 'nested/deep/odd.group.missing is undefined or not exported',
    },
  ])('$name fails with $errorType (REC-5)', async ({ name, ...error }) => {
    const { text, failed } = await run(`nested/deep/odd.group.${name}`)
    expect(failed).toBe(true)
    expect(JSON.parse(text)).toMatchObject(error)
  })

  it.each([
    { handler: 'odd.handler', answer: 'static of a class' },
    { handler: 'default.default.handler', answer: 'of a default export' },
  ])('runs as a member of an export: $handler', async ({ handler, answer }) => {
    expect((await run(handler)).text).toBe(JSON.stringify(answer))
  })

  it.each([
    {
      handler: 'lacks.handler',
      errorType: 'Runtime.ImportModuleError',
      message: /^Error: Cannot find module 'no-such-package-anywhere'\nRequire stack:/,
    },
    {
      handler: 'nowhere.handler',
      errorType: 'Runtime.ImportModuleError',
      message: /^Error: Cannot find module 'nowhere'/,
    },
    {
      handler: '../handlers/odd.handler',
      errorType: 'Runtime.MalformedHandlerName',
      message: /^'\.\.\/handlers\/odd\.handler' is not a valid handler/,
    },
    {
      handler: 'default.handler',
      errorType: 'Runtime.HandlerNotFound',
      message: /^default\.handler is undefined or not exported$/,
    },
    {
      handler: 'nested/deep/odd.',
      errorType: 'Runtime.HandlerNotFound',
      message: /^nested\/deep\/odd\. is undefined or not exported$/,
    },
  ])('fails to load as $handler: $errorType (REC-5)', async ({ handler, errorType, message }) => {
    expect(JSON.parse((await run(handler)).text)).toMatchObject({
      errorType,
      errorMessage: expect.stringMatching(message),
    })
  })
})

describe.skipIf(noPython)('a Python handler', () => {
  it.each([
    { name: 'raw_bytes', text: '\0raw' },
    { name: 'numbers', text: `{"big": 1${'0'.repeat(30)}, "decimal": 1.10, "list": [1E+3, 0.1], "text": "1.10"}` },
    { name: 'text', text: '{"ü": "\u2028 😀 é"}' },
    { name: 'keys', text: '{"1": "c", "null": "b"}' },
    { name: 'logs', text: 'null' },
  ])('$name answers $text', async ({ name, text }) => {
    expect(await run(`nested/py_odd.${name}`, { text: 'é' })).toEqual({ text, failed: false })
  })

  it('answers in ASCII in runtimes before 3.12', async () => {
    const { text } = await run('old-python', { text: 'é' })
    expect(text).toBe(String.raw`{"\u00fc": "\u2028 \ud83d\ude00 \u00e9"}`)
  })

  it('ends its runtime with a lone surrogate in its answer or error, which runtimes before 3.12 escape', async () => {
    for (const event of [{}, { fails: true }]) {
      const { text, failed } = await run('nested/py_odd.half', event)
      expect([JSON.parse(text), failed]).toEqual([
        { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exited with error: exit status 1$/) },
        true,
      ])
      expect(lines.some((line) => /^UnicodeEncodeError: .*surrogates not allowed/m.test(line))).toBe(true)
    }
    expect(await run('old-half')).toEqual({ text: String.raw`"\ud800"`, failed: false })
    expect(JSON.parse((await run('old-half', { fails: true })).text)).toMatchObject({ errorType: 'ValueError' })
  })

  it('sees every member of the client context', async () => {
    const context = Buffer.from('{"client":{"app_title":"shop"},\n"custom":{"é":"😀\x7f"}}').toString('base64')
    expect((await run('nested/py_odd.client', {}, { 'X-Amz-Client-Context': context })).text).toBe(
      '["shop", null, {"é": "😀\x7f"}, null]',
    )
  })

  it('runs again after it has removed its variables, and its output', async () => {
    const forgets = [await run('nested/py_odd.forgets'), await run('nested/py_odd.forgets')]
    expect(forgets).toMatchObject([{ failed: false }, { text: 'null', failed: false }])
    for (const fails of [false, true, false]) {
      const { text, failed } = await run('nested/py_odd.silent', { fails })
      if (fails) expect(JSON.parse(text)).toMatchObject({ errorMessage: 'unheard', errorType: 'ValueError' })
      else expect([text, failed]).toEqual(['"silent"', false])
    }
  })

  it('logs through its context', async () => {
    await run('nested/py_odd.logs')
    expect(lines).toContain('by the context')
  })

  it.each([
    {
      handler: 'nested/py_odd.odd_keys',
      errorType: 'Runtime.MarshalError',
      message: /^Unable to marshal response: keys must be str, int, float, bool or None, not tuple$/,
    },
    { handler: 'nested/py_odd.deep', errorType: 'RecursionError', message: /^maximum recursion depth exceeded/ },
    {
      handler: 'nested/py_odd.too_few',
      errorType: 'TypeError',
      message: /takes 0 positional arguments but 2 were given$/,
    },
    {
      handler: 'nested/py_odd.leaves_well',
      errorType: 'Runtime.ExitError',
      message: /Error: Runtime exited without providing a reason$/,
    },
    { handler: 'nested/py_odd.aborts', errorType: 'Runtime.ExitError', message: /signal: aborted$/ },
    {
      handler: 'sys.exit',
      errorType: 'Runtime.BuiltInModuleConflict',
      message: /^Cannot use built-in module sys as a handler module$/,
    },
    {
      handler: 'nested/nowhere.handler',
      errorType: 'Runtime.ImportModuleError',
      message: /^Unable to import module 'nested\/nowhere': No module named 'nested.nowhere'$/,
    },
  ])('$handler fails with $errorType (REC-5)', async ({ handler, errorType, message }) => {
    const { text, failed } = await run(handler)
    expect(failed).toBe(true)
    expect(JSON.parse(text)).toMatchObject({ errorType, errorMessage: expect.stringMatching(message) })
  })
})
