/**
 * The Node.js side of an execution environment: loads a handler and serves it through the Lambda Runtime API.
 * Started as `node node-bootstrap.js <folder> <handler> <file or nothing>`; knows nothing of the rest of the runtime.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

type Callback = (error: unknown, result?: unknown) => void
type Handler = (event: unknown, context: object, callback: Callback) => unknown

interface ErrorObject {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace: readonly string[]
}

interface Reply {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const [folder = '', handlerText = '', namedFile = ''] = process.argv.slice(2)
/** Written at once, however much it is: what a run logs comes before its answer (LOG-1), and is not kept in memory. */
for (const output of [process.stdout, process.stderr])
  (output as { _handle?: { setBlocking?(blocking: boolean): void } })._handle?.setBlocking?.(true)
/** `src/orders.handler`: the module's path without its extension, and the export, which may itself have dots. */
const [, modulePath = '', exportName = ''] = /^((?:.*\/)?[^./]*)\.(.+)$/.exec(handlerText) ?? []
const file = namedFile === '' ? moduleFile() : namedFile
const [host = '', port = ''] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':')
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** Where the handler's module is; the first of Lambda's extensions, then TypeScript, which Node.js runs itself. */
function moduleFile(): string {
  const path = join(folder, modulePath)
  return ['.js', '.mjs', '.cjs', '.ts', '.mts'].map((extension) => path + extension).find(existsSync) ?? path
}

function call(method: 'GET' | 'POST', path: string, body?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) }
    const sent = request({ host, port, agent, method, headers, path: `/2018-06-01/runtime${path}` }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** An error as Lambda's Node.js runtime writes it: name, message and stack lines (REC-5). */
function errorObjectOf(error: unknown): ErrorObject {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] }
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
}

/** The same, under a name of the runtime's own; the original name moves into the message. */
function runtimeError(errorType: string, error: unknown): ErrorObject {
  const { errorType: name, errorMessage, trace } = errorObjectOf(error)
  return { errorType, errorMessage: `${name}: ${errorMessage}`, trace }
}

async function loadHandler(): Promise<Handler> {
  if (exportName === '') throw namedError('Runtime.MalformedHandlerName', 'Bad handler')
  if (!existsSync(file)) {
    const message = `Cannot find module '${basename(modulePath)}'`
    throw Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' })
  }
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>
  // A CommonJS module's exports are in `default` where they could not be told by name.
  const found = member(loaded) ?? member(loaded.default)
  if (typeof found === 'function') return found as Handler
  const name = `${basename(file, extname(file))}.${exportName}`
  const what = found === undefined ? 'is undefined or not exported' : 'is not a function'
  throw namedError('Runtime.HandlerNotFound', `${name} ${what}`)
}

function namedError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}

/** The export; a dotted one is looked up step by step. */
function member(exports: unknown): unknown {
  return exportName
    .split('.')
    .reduce((value: unknown, name) => (value as Record<string, unknown> | undefined)?.[name], exports)
}

function initErrorOf(error: unknown): ErrorObject {
  if (error instanceof SyntaxError) return runtimeError('Runtime.UserCodeSyntaxError', error)
  const code = (error as { code?: unknown } | null)?.code
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND')
    return runtimeError('Runtime.ImportModuleError', error)
  return errorObjectOf(error)
}

/** Runs the handler and settles with its answer, by promise, by callback, or by having nothing left to do. */
function answerOf(handler: Handler, event: unknown, context: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let waitsForPromise = false
    const nothingLeft = (): void => {
      if (waitsForPromise) reject(neverSettled())
      else resolve(null)
    }
    process.once('beforeExit', nothingLeft)
    const settle = (end: () => void): void => {
      process.removeListener('beforeExit', nothingLeft)
      end()
    }
    const callback: Callback = (error, result) =>
      settle(() => (error === null || error === undefined ? resolve(result) : reject(error)))
    const result = handler(event, context, callback) as PromiseLike<unknown> | undefined
    if (typeof result?.then !== 'function') return
    waitsForPromise = true
    result.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    )
  })
}

function neverSettled(): Error {
  const message =
    'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled.'
  return Object.assign(new Error(message), { name: 'Runtime.NodeJsExit' })
}

function serialized(answer: unknown): string {
  try {
    return JSON.stringify(answer === undefined ? null : answer) ?? 'null'
  } catch {
    throw new Error('Unable to stringify response body')
  }
}

function contextOf(headers: IncomingHttpHeaders): object {
  const header = (name: string): string => String(headers[`lambda-runtime-${name}`] ?? '')
  const deadlineMs = Number(header('deadline-ms'))
  const clientContext = header('client-context')
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: header('aws-request-id'),
    invokedFunctionArn: header('invoked-function-arn'),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext === '' ? undefined : JSON.parse(Buffer.from(clientContext, 'base64').toString()),
    identity: undefined,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  }
}

/** What is thrown outside of the handler's own promise ends the process; the event it was running is told why. */
function failFast(requestId: () => string | undefined): void {
  const fail = (error: ErrorObject, exitCode: number): void => {
    console.error(`${error.errorType}: ${error.errorMessage}\n${error.trace.slice(1).join('\n')}`)
    const id = requestId()
    const told = id === undefined ? Promise.resolve() : call('POST', `/invocation/${id}/error`, JSON.stringify(error))
    told.then(
      () => process.exit(exitCode),
      () => process.exit(exitCode),
    )
  }
  process.on('uncaughtException', (error) => fail(errorObjectOf(error), 129))
  process.on('unhandledRejection', (reason) => fail(runtimeError('Runtime.UnhandledPromiseRejection', reason), 128))
}

async function serve(): Promise<never> {
  let current: string | undefined
  failFast(() => current)
  let handler: Handler
  try {
    handler = await loadHandler()
  } catch (error) {
    const errorObject = initErrorOf(error)
    // Node.js shows where a syntax error is only when it ends a process.
    if (error instanceof SyntaxError) spawnSync(process.execPath, ['--check', file], { stdio: 'inherit' })
    else console.error(error)
    await call('POST', '/init/error', JSON.stringify(errorObject))
    return process.exit(1)
  }
  for (;;) {
    const { headers, body } = await call('GET', '/invocation/next')
    current = String(headers['lambda-runtime-aws-request-id'])
    process.env._X_AMZN_TRACE_ID = String(headers['lambda-runtime-trace-id'] ?? '')
    let outcome: readonly [path: string, body: string]
    try {
      outcome = ['response', serialized(await answerOf(handler, JSON.parse(body), contextOf(headers)))]
    } catch (error) {
      const errorObject = errorObjectOf(error)
      console.error(`${errorObject.trace.join('\n') || errorObject.errorMessage}`)
      outcome = ['error', JSON.stringify(errorObject)]
    }
    await call('POST', `/invocation/${current}/${outcome[0]}`, outcome[1])
    current = undefined
  }
}

// The runtime is gone: nobody is left to run for.
serve().catch(() => process.exit(1))
