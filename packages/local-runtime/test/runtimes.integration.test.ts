import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FunctionOptions, type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { zip } from './zip.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const at = (name: string): string => new URL(`./handlers/${name}`, import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-runtimes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const changing = join(folder, 'changing.mjs')
writeFileSync(changing, 'export const handler = async () => "before"')

/** Changes what the runtime's own connection might use. */
const impatient = join(folder, 'impatient.py')
writeFileSync(
  impatient,
  `import os
import socket

socket.setdefaulttimeout(0.05)
socket.socket = None


def handler(event, context):
    return os.getpid()
`,
)

const python = (exportName: string, more: FunctionOptions = {}): FunctionOptions => ({
  ...{ file: at('py_orders.py'), exportName },
  ...more,
})

let runtime: LocalRuntime
let lambda: LambdaClient
const lines: string[] = []

beforeAll(async () => {
  runtime = await startLocalRuntime({
    functions: {
      python: python('handler', { environment: { GREETING: 'grüß dich' } }),
      'python-fails': python('fails'),
      'python-logs': python('logs'),
      'python-malformed': { directory: at('.'), handler: 'py_orders', runtime: 'python3.12' },
      'python-nothing': python('nothing'),
      'python-impatient': { file: impatient },
      'python-leaves': python('leaves'),
      'python-set': python('unserializable'),
      'python-hangs': python('hangs', { timeoutInSeconds: 1 }),
      'python-import': { file: at('py_import.py') },
      'python-syntax': { file: at('py_syntax.py') },
      'python-missing': python('missing'),
      'python-folder': { directory: at('.'), handler: 'py_orders.nothing', runtime: 'python3.12' },
      provided: { directory: at('provided'), handler: 'anything', runtime: 'provided.al2023' },
      eager: { directory: at('eager'), handler: 'x', runtime: 'provided.al2023' },
      impatient: { directory: at('impatient'), handler: 'x', runtime: 'provided.al2023' },
      'no-bootstrap': { directory: folder, handler: 'x', runtime: 'provided.al2023' },
      changing: { file: changing },
      greedy: { file: at('stubborn.mjs'), exportName: 'greedy', timeoutInSeconds: 20 },
      logs: { file: at('stubborn.mjs'), exportName: 'logs' },
    },
    onLine: (_, line) => lines.push(line),
  })
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})

afterAll(async () => {
  lambda.destroy()
  await runtime.close()
})

async function call(FunctionName: string, event: unknown = {}, more: object = {}) {
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event), ...more }))
  const text = answer.Payload?.transformToString() ?? ''
  return { ...answer, text, requestId: answer.$metadata.requestId ?? '' }
}

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0

describe('a Python function', () => {
  const absent = has('python3') ? undefined : 'no python3 on this machine'

  it('receives its context, client context and environment', async (context) => {
    if (absent) return context.skip(absent)
    const ClientContext = Buffer.from('{"custom":{"tenant":"t-1"}}').toString('base64')
    const { text, requestId } = await call('python', { n: 1.5 }, { ClientContext })
    expect(JSON.parse(text)).toEqual({
      event: { n: 1.5 },
      requestId,
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:python',
      ...{ memory: '128', remaining: true, client: { tenant: 't-1' }, grüße: 'grüß dich' },
    })
    expect(lines).toContain('hello from python')
    expect((await call('python-nothing')).text).toBe('null')
    expect((await call('python-folder')).text).toBe('null')
  })

  it.each([
    { name: 'python-fails', errorType: 'ValueError', errorMessage: 'no items' },
    {
      name: 'python-set',
      errorType: 'Runtime.MarshalError',
      errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
    },
    {
      name: 'python-import',
      errorType: 'Runtime.ImportModuleError',
      errorMessage: "Unable to import module 'py_import': No module named 'nowhere_to_be_found'",
    },
    {
      name: 'python-missing',
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: "Handler 'missing' missing on module 'py_orders'",
    },
    {
      name: 'python-malformed',
      errorType: 'Runtime.MalformedHandlerName',
      errorMessage: "Bad handler 'py_orders': not enough values to unpack (expected 2, got 1)",
    },
  ])('$name fails with $errorType (REC-5)', async ({ name, errorType, errorMessage }) => {
    const { text, FunctionError, requestId } = await call(name)
    const error = JSON.parse(text)
    expect(FunctionError).toBe('Unhandled')
    expect(Object.keys(error)).toEqual(['errorMessage', 'errorType', 'requestId', 'stackTrace'])
    expect([error.errorType, error.errorMessage]).toEqual([errorType, errorMessage])
    if (name !== 'python-fails') return
    expect(error.requestId).toBe(requestId)
    expect(error.stackTrace).toEqual([
      expect.stringMatching(/^ {2}File ".*py_orders\.py", line \d+, in fails\n {4}raise/),
    ])
  })

  it('waits for its next event, whatever it does to the module socket', async (context) => {
    if (absent) return context.skip(absent)
    const first = await call('python-impatient')
    await wait(200)
    expect((await call('python-impatient')).text).toBe(first.text)
  })

  it('logs with level, time and request id without any set-up (LOG-1)', async (context) => {
    if (absent) return context.skip(absent)
    const { LogResult, requestId } = await call('python-logs', { n: 3 }, { LogType: 'Tail' })
    const between = Buffer.from(LogResult ?? '', 'base64')
      .toString()
      .split('\n')
      .slice(1, -3)
    const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`
    expect(between).toEqual([
      expect.stringMatching(new RegExp(`^\\[INFO\\]\t${time}\t${requestId}\tan order of 3$`)),
      expect.stringMatching(new RegExp(`^\\[WARNING\\]\t${time}\t${requestId}\tstock is low$`)),
    ])
  })

  it('fails with its syntax error (REC-5)', async () => {
    expect(JSON.parse((await call('python-syntax')).text)).toMatchObject({
      errorType: 'Runtime.UserCodeSyntaxError',
      errorMessage: expect.stringMatching(/^Syntax error in module 'py_syntax': .*\(py_syntax\.py, line 1\)$/),
    })
  })

  it('is killed at its timeout (REC-5)', async () => {
    const { text, requestId } = await call('python-hangs')
    expect(JSON.parse(text)).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after 1.00 seconds`,
    })
  })

  it('fails with its exit status (REC-5)', async () => {
    expect(JSON.parse((await call('python-leaves')).text)).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Error: Runtime exited with error: exit status 3$/),
    })
  })
})

describe('a provided runtime', () => {
  it('runs any executable that speaks the Runtime API', async (context) => {
    if (!has('curl')) return context.skip('no curl on this machine')
    expect((await call('provided', { a: 1 })).text).toBe('{"handler":"anything","got":{"a":1}}')
    const failed = await call('provided', { please: 'fail' })
    expect([failed.FunctionError, failed.text]).toEqual([
      'Unhandled',
      '{"errorType":"Shell.Failed","errorMessage":"asked to"}',
    ])
    expect((await call('provided', { please: 'raw' })).text).toBe('not json')
  })

  it('gets no event twice when it requests the next one while it answers', async () => {
    const ids: string[] = []
    for (let calls = 0; calls < 50; calls += 1) ids.push((await call('eager')).requestId)
    expect(lines.filter((line) => line.startsWith('event '))).toEqual(ids.map((id) => `event ${id}`))
  })

  it('gets each event that comes while it requests none', async () => {
    for (let calls = 0; calls < 3; calls += 1) {
      expect((await call('impatient')).text).toBe('"impatient"')
      const before = lines.filter((line) => line === 'gave up').length
      await expect.poll(() => lines.filter((line) => line === 'gave up').length).toBeGreaterThan(before)
    }
  })

  it('fails with Runtime.InvalidEntrypoint without a bootstrap', async () => {
    const { text, FunctionError } = await call('no-bootstrap')
    expect([FunctionError, JSON.parse(text).errorType]).toEqual(['Unhandled', 'Runtime.InvalidEntrypoint'])
  })
})

describe('the local runtime', () => {
  it('fails a function of an unsupported runtime with Runtime.Unsupported', async () => {
    const ZipFile = zip([{ path: 'X.class', content: 'x' }])
    await lambda.send(
      new CreateFunctionCommand({
        ...{ FunctionName: 'java', Runtime: 'java21', Handler: 'X', Role: 'arn:aws:iam::123456789012:role/r' },
        Code: { ZipFile },
      }),
    )
    const { text, FunctionError } = await call('java')
    expect([FunctionError, JSON.parse(text).errorType]).toEqual(['Unhandled', 'Runtime.Unsupported'])
  })

  it('runs a changed file with the next event', async () => {
    expect((await call('changing')).text).toBe('"before"')
    writeFileSync(changing, 'export const handler = async () => "after the change"')
    await wait(250)
    expect((await call('changing')).text).toBe('"after the change"')
  })

  it('kills a run that exceeds its memory (U-22)', async (context) => {
    if (process.platform !== 'linux') return context.skip('memory is measured on Linux only')
    const { text } = await call('greedy')
    expect(JSON.parse(text)).toMatchObject({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/Runtime exited with error: signal: killed$/),
    })
  })
})

describe('logs (LOG-1)', () => {
  it('frame each run, whose end LogType Tail returns', async () => {
    const { LogResult = '', requestId } = await call('logs', {}, { LogType: 'Tail' })
    const tail = Buffer.from(LogResult, 'base64').toString().split('\n')
    expect(tail[0]).toBe(`START RequestId: ${requestId} Version: $LATEST`)
    expect(tail.slice(1, 3).map((line) => line.split('\t').slice(1).join(' '))).toEqual([
      `${requestId} INFO first line`,
      `${requestId} ERROR second line`,
    ])
    expect(tail[3]).toBe(`END RequestId: ${requestId}`)
    expect(tail[4]).toMatch(
      new RegExp(
        `^REPORT RequestId: ${requestId}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\t(Max Memory Used: \\d+ MB\t)?Init Duration: [\\d.]+ ms\t$`,
      ),
    )
    expect((await call('logs')).LogResult).toBeUndefined()
    const warm = Buffer.from((await call('logs', {}, { LogType: 'Tail' })).LogResult ?? '', 'base64').toString()
    expect(warm).not.toContain('Init Duration')
  })

  it('are kept by function and environment', async () => {
    const { requestId } = await call('logs')
    const response = await fetch(`${runtime.endpoint}/_async-invoke/logs/logs?requestId=${requestId}`)
    const { logGroupName, events } = (await response.json()) as {
      logGroupName: string
      events: readonly { logStreamName: string }[]
    }
    expect(logGroupName).toBe('/aws/lambda/logs')
    expect(events.length).toBe(5)
    expect(events[0]?.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/)
  })
})

describe('a local runtime killed by SIGKILL', () => {
  it('leaves no process behind', async () => {
    const program = join(folder, 'runtime.mts')
    const source = new URL('../src/index.ts', import.meta.url).href
    writeFileSync(
      program,
      `import { startLocalRuntime } from '${source}'
const functions = { f: { file: '${at('stubborn.mjs')}', exportName: 'hangs', timeoutInSeconds: 60 } }
const runtime = await startLocalRuntime({ functions, onLine: (_, line) => console.log(line) })
fetch(runtime.endpoint + '/2015-03-31/functions/f/invocations', { method: 'POST', body: '{}' }).catch(() => {})
`,
    )
    const child = spawn(process.execPath, ['--conditions=@async-invoke/source', program], { stdio: 'pipe' })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    await expect.poll(() => output).toMatch(/pids \d+ \d+/)
    const pids = (/pids (\d+) (\d+)/.exec(output) ?? []).slice(1).map(Number)
    expect(pids.filter(isAlive)).toEqual(pids)
    child.kill('SIGKILL')
    await expect.poll(() => pids.filter(isAlive)).toEqual([])
  })
})

/** True if a process is alive; a zombie is not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
