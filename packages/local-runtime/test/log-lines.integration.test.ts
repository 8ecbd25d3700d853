import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const handlers = (file: string): string => new URL(`./handlers/${file}`, import.meta.url).pathname
const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
const noPython = spawnSync('python3', ['--version']).status === 0 ? undefined : 'no python3 on this machine'

let runtime: LocalRuntime
let written: { readonly message: string; readonly requestId: string | undefined }[] = []

beforeAll(async () => {
  const node = ['everyLevel', 'shapes', 'throws', 'throwsText', 'throwsCycle', 'throwsLater', 'rejects']
  const python = ['levels', 'fails', 'half']
  runtime = await startLocalRuntime({
    functions: {
      ...Object.fromEntries(node.map((exportName) => [exportName, { file: handlers('levels.mjs'), exportName }])),
      ...Object.fromEntries(python.map((exportName) => [exportName, { file: handlers('py_levels.py'), exportName }])),
      'no-database': { file: handlers('throws-at-init.mjs') },
      'no-syntax': { file: handlers('py_syntax.py') },
    },
    onLine: (_, message, requestId) => void written.push({ message, requestId }),
  })
})
afterAll(() => runtime.close())

/** Runs one event and returns the lines logged with its request id, except the platform's. */
async function logOf(name: string): Promise<{ requestId: string; atInit: string[]; inRun: string[]; error: unknown }> {
  written = []
  const { headers, text } = await raw(runtime.endpoint, 'POST', `/2015-03-31/functions/${name}/invocations`, {})
  const requestId = String(headers['x-amzn-requestid'])
  const lines = written.filter((each) => each.requestId === requestId).map(({ message }) => message)
  const start = lines.findIndex((line) => line.startsWith('START'))
  const end = lines.findIndex((line) => line.startsWith('END'))
  return { requestId, atInit: lines.slice(0, start), inRun: lines.slice(start + 1, end), error: JSON.parse(text) }
}

/** Splits a line into its fields, without the time that it must begin with. */
function fieldsOf(line: string | undefined): readonly string[] {
  const [at = '', ...fields] = (line ?? '').split('\t')
  expect(at).toMatch(new RegExp(`^${time}$`))
  return fields
}

describe('the log of a Node.js function (LOG-1)', () => {
  it('has time, request id, level and message in each line of console', async () => {
    const { requestId, atInit, inRun } = await logOf('everyLevel')
    expect(atInit.map(fieldsOf)).toEqual([['undefined', 'INFO', 'loading']])
    expect(inRun.map(fieldsOf)).toEqual([
      [requestId, 'TRACE', 'by trace 7'],
      [requestId, 'DEBUG', 'by debug 7'],
      [requestId, 'INFO', 'by info 7'],
      [requestId, 'INFO', 'by log 7'],
      [requestId, 'WARN', 'by warn 7'],
      [requestId, 'ERROR', 'by error 7'],
      [requestId, 'FATAL', 'by fatal 7'],
    ])
  })

  it('has the time at which the function logged', async () => {
    const before = Date.now()
    const { inRun } = await logOf('everyLevel')
    const at = Date.parse((inRun[0] ?? '').slice(0, 24))
    expect([at >= before, at <= Date.now()]).toEqual([true, true])
  })

  it('has a message of several lines as one entry, and direct output unchanged', async () => {
    const { inRun } = await logOf('shapes')
    const texts = inRun.map((line) => (line.startsWith('2') ? fieldsOf(line).slice(1).join(' ') : line))
    expect(texts.filter((text) => text.startsWith('raw')).sort()).toEqual(['raw to stderr', 'raw to stdout'])
    expect(texts.filter((text) => !text.startsWith('raw'))).toEqual([
      'INFO { a: [ 1 ] } and more',
      'INFO undefined',
      'INFO two\nlines',
      expect.stringMatching(/^INFO ┌.*\n.*│ a │\n[\s\S]*┘$/),
    ])
  })

  it("has a handler's error as JSON with its own members (REC-5)", async () => {
    const { requestId, inRun, error } = await logOf('throws')
    const [id, level, where, text = ''] = fieldsOf(inRun[0])
    expect([inRun.length, id, level, where]).toEqual([1, requestId, 'ERROR', 'Invoke Error '])
    const logged = JSON.parse(text)
    expect(Object.keys(logged)).toEqual(['errorType', 'errorMessage', 'code', 'asked', 'cause', 'stack'])
    expect(logged).toMatchObject({
      ...{ errorType: 'RangeError', errorMessage: 'too many\nof them', code: 'E_MANY', asked: 3 },
      cause: { errorType: 'Error', errorMessage: 'within', stack: expect.any(Array) },
    })
    expect(logged.stack.slice(0, 3)).toEqual([
      ...['RangeError: too many', 'of them'],
      expect.stringMatching(/^ {4}at .*throws.*levels\.mjs/),
    ])
    expect(logged.stack).toEqual((error as { trace: unknown }).trace)
  })

  it.each([
    { name: 'throwsText', origin: 'Invoke Error', error: { errorType: 'Error', errorMessage: 'just text' } },
    {
      name: 'throwsCycle',
      origin: 'Invoke Error',
      error: { errorType: 'Error', errorMessage: 'around', trace: expect.any(Array) },
    },
    { name: 'throwsLater', origin: 'Uncaught Exception', error: { errorType: 'TypeError', errorMessage: 'outside' } },
    {
      name: 'rejects',
      origin: 'Unhandled Promise Rejection',
      error: {
        ...{ errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: unheard', promise: {} },
        reason: { errorType: 'Error', errorMessage: 'unheard', stack: expect.any(Array) },
      },
    },
  ])('has the error of $name under the label $origin', async ({ name, origin, error }) => {
    const { requestId, inRun } = await logOf(name)
    const [id, level, label, text = ''] = fieldsOf(inRun[0])
    expect([id, level, label]).toEqual([requestId, 'ERROR', `${origin} `])
    expect(JSON.parse(text)).toMatchObject(error)
  })

  it('has a failed initialization before the run, without a request id', async () => {
    const { atInit, inRun, error } = await logOf('no-database')
    const [id, level, where, text = ''] = fieldsOf(atInit[0])
    expect([id, level, where]).toEqual(['undefined', 'ERROR', 'Uncaught Exception '])
    expect(JSON.parse(text)).toMatchObject({ errorType: 'Error', errorMessage: 'no database' })
    expect(inRun).toEqual([])
    expect(error).toMatchObject({ errorType: 'Error', errorMessage: 'no database' })
  })
})

describe.skipIf(noPython)('the log of a Python function (LOG-1)', () => {
  const logged = (requestId: string, level: string, text: string) =>
    expect.stringMatching(new RegExp(`^\\[${level}\\]\t${time}\t${requestId}\t${text}$`))

  it('has level, time, request id and message in each line of logging, and printed lines unchanged', async () => {
    const { requestId, atInit, inRun } = await logOf('levels')
    expect(atInit).toEqual([logged('', 'WARNING', 'loading')])
    expect(inRun.filter((line) => line !== 'raw to stderr')).toEqual([
      ...['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'].map((level) =>
        logged(requestId, level, `by ${level.toLowerCase()}`),
      ),
      logged(requestId, 'INFO', 'two\nlines'),
      ...['raw to', 'stdout'],
      logged(requestId, 'ERROR', `caught\nTraceback [\\s\\S]*line \\d+, in levels\n[\\s\\S]*KeyError: 'k'`),
    ])
    expect(inRun).toContain('raw to stderr')
  })

  it('has an error with its trace as one entry, without its cause (REC-5)', async () => {
    const { inRun, error } = await logOf('fails')
    expect(inRun).toHaveLength(1)
    const lines = inRun[0]?.split('\n')
    expect(lines).toEqual([
      ...['[ERROR] RuntimeError: no number', 'in it', 'Traceback (most recent call last):'],
      expect.stringMatching(/^\u00a0\u00a0File ".*py_levels\.py", line \d+, in fails$/),
      "\u00a0\u00a0\u00a0\u00a0raise RuntimeError('no number\\nin it') from error",
    ])
    expect(error).toMatchObject({ errorType: 'RuntimeError', errorMessage: 'no number\nin it' })
  })

  it('shows a lone surrogate as an escape', async () => {
    const { inRun, error } = await logOf('half')
    expect(inRun[0]?.split('\n')[0]).toBe('[ERROR] RuntimeError: half \\ud83d of one')
    // The error itself cannot be sent.
    expect(error).toMatchObject({ errorType: 'Runtime.ExitError' })
  })

  it('has the position of a syntax error before the run', async () => {
    const { atInit, error } = await logOf('no-syntax')
    expect(atInit[0]?.split('\n')).toEqual([
      expect.stringMatching(/^\[ERROR\] Runtime\.UserCodeSyntaxError: Syntax error in module 'py_syntax': /),
      'Traceback (most recent call last):',
      expect.stringMatching(/^\u00a0\u00a0File ".*py_syntax\.py" Line 1$/),
      expect.stringMatching(/^\u00a0{4}\S/),
    ])
    expect((error as { stackTrace: unknown }).stackTrace).toEqual([
      expect.stringMatching(/^ {2}File ".*" Line 1\n {4}\S/),
    ])
  })
})

it('reports a callback that cannot take a line, and ends the run', async () => {
  const faults: unknown[] = []
  const full = new Error('no room')
  const other = await startLocalRuntime({
    functions: { everyLevel: { file: handlers('levels.mjs'), exportName: 'everyLevel' } },
    onLine() {
      throw full
    },
    onFault: (fault) => void faults.push(fault),
  })
  const { status } = await raw(other.endpoint, 'POST', '/2015-03-31/functions/everyLevel/invocations', {})
  await other.close()
  expect([status, [...new Set(faults)]]).toEqual([200, [full]])
})
