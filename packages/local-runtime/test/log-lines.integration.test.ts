import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

// The form of lines in the log, as the runtimes of the service write them.

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

/** Runs one event; gives what was logged under its id, the lines of the platform apart. */
async function logOf(name: string): Promise<{ requestId: string; atInit: string[]; inRun: string[]; error: unknown }> {
  written = []
  const { headers, text } = await raw(runtime.endpoint, 'POST', `/2015-03-31/functions/${name}/invocations`, {})
  const requestId = String(headers['x-amzn-requestid'])
  const lines = written.filter((each) => each.requestId === requestId).map(({ message }) => message)
  const start = lines.findIndex((line) => line.startsWith('START'))
  const end = lines.findIndex((line) => line.startsWith('END'))
  return { requestId, atInit: lines.slice(0, start), inRun: lines.slice(start + 1, end), error: JSON.parse(text) }
}

/** A line of the log without its time, which it must begin with, in its fields. */
function fieldsOf(line: string | undefined): readonly string[] {
  const [at = '', ...fields] = (line ?? '').split('\t')
  expect(at).toMatch(new RegExp(`^${time}$`))
  return fields
}

describe('the log of a Node.js function (LOG-1)', () => {
  it('has time, request, level and text in each line of console', async () => {
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

  it("has the function's own time in them", async () => {
    const before = Date.now()
    const { inRun } = await logOf('everyLevel')
    const at = Date.parse((inRun[0] ?? '').slice(0, 24))
    expect([at >= before, at <= Date.now()]).toEqual([true, true])
  })

  it('has a message of several lines as one entry, and what is written without console as it is', async () => {
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

  it('has an error of the handler as JSON, with its own members (REC-5)', async () => {
    const { requestId, inRun, error } = await logOf('throws')
    const [id, level, where, text = ''] = fieldsOf(inRun[0])
    expect([inRun.length, id, level, where]).toEqual([1, requestId, 'ERROR', 'Invoke Error '])
    const told = JSON.parse(text)
    expect(Object.keys(told)).toEqual(['errorType', 'errorMessage', 'code', 'asked', 'cause', 'stack'])
    expect(told).toMatchObject({
      ...{ errorType: 'RangeError', errorMessage: 'too many\nof them', code: 'E_MANY', asked: 3 },
      cause: { errorType: 'Error', errorMessage: 'within', stack: expect.any(Array) },
    })
    expect(told.stack.slice(0, 3)).toEqual([
      ...['RangeError: too many', 'of them'],
      expect.stringMatching(/^ {4}at .*throws.*levels\.mjs/),
    ])
    expect(told.stack).toEqual((error as { trace: unknown }).trace)
  })

  it.each([
    ['throwsText', 'Invoke Error ', { errorType: 'Error', errorMessage: 'just text' }],
    ['throwsCycle', 'Invoke Error ', { errorType: 'Error', errorMessage: 'around', trace: expect.any(Array) }],
    ['throwsLater', 'Uncaught Exception ', { errorType: 'TypeError', errorMessage: 'outside' }],
    [
      'rejects',
      'Unhandled Promise Rejection ',
      {
        ...{ errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: unheard', promise: {} },
        reason: { errorType: 'Error', errorMessage: 'unheard', stack: expect.any(Array) },
      },
    ],
  ])('%s is told as an %s', async (name, told, object) => {
    const { requestId, inRun } = await logOf(name)
    const [id, level, where, text = ''] = fieldsOf(inRun[0])
    expect([id, level, where]).toEqual([requestId, 'ERROR', told])
    expect(JSON.parse(text)).toMatchObject(object)
  })

  it('has a failed initialization before its run, and without a request', async () => {
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

  it('has level, time, request and text in each line of logging, and what is printed as it is', async () => {
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

  it('has an error with its trace as one entry, without what caused it (REC-5)', async () => {
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

  it('shows what is no text', async () => {
    const { inRun, error } = await logOf('half')
    expect(inRun[0]?.split('\n')[0]).toBe('[ERROR] RuntimeError: half \\ud83d of one')
    expect(error).toMatchObject({ errorType: 'RuntimeError' })
  })

  it('says where a syntax error is, before its run', async () => {
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
