import type { IncomingHttpHeaders } from 'node:http'
import { patchConsole, setRequestId } from './console.ts'
import { logError, toErrorObject, UnhandledPromiseRejection } from './errors.ts'
import { type LoadedHandler, loadHandler } from './load-handler.ts'
import { keepRequestsLocal } from './local-endpoints.ts'
import { hookModules, takeLoadedFiles } from './module-hooks.ts'
import { defineGlobal } from './response-stream.ts'
import { runCallbackHandler, runHandler, runStreamingHandler } from './run-handler.ts'
import { callRuntime, runtimeAddress } from './runtime-client.ts'
import { hasCallbacks, runtimeMajor } from './runtime-version.ts'

/** Command line of the program: folder of the code, handler, file or empty, project, `watch` or empty. */
export type FunctionArguments = readonly string[]

/**
 * Loads a handler and serves it through the Lambda Runtime API until the process ends. The environment variables and the
 * working directory are the function's.
 */
export function serveFunction([
  folder = '',
  handlerText = '',
  namedFile = '',
  project = '',
  watch = '',
]: FunctionArguments): void {
  // A function may delete its variables: these are read before it loads.
  runtimeMajor()
  runtimeAddress()
  // Blocking writes: a run's output precedes its answer (LOG-1), and is not buffered in memory.
  for (const output of [process.stdout, process.stderr])
    (output as { _handle?: { setBlocking?(blocking: boolean): void } })._handle?.setBlocking?.(true)
  patchConsole()
  keepRequestsLocal()
  defineGlobal()
  hookModules(project)
  process.on('uncaughtException', (error) => failAndExit('Uncaught Exception', error, 129))
  process.on('unhandledRejection', (reason, promise) =>
    failAndExit('Unhandled Promise Rejection', new UnhandledPromiseRejection(reason, promise), 128),
  )
  loadHandler(folder, handlerText, namedFile).then(
    // Calls of the Runtime API fail when the runtime has gone.
    (handler) => serve(handler, watch !== '').catch(() => process.exit(1)),
    (error: unknown) => failAndExit('Uncaught Exception', error, 129),
  )
}

/** Path for reporting a failure outside of the handler: that of the initialization, later that of the last event. */
let failurePath = '/init/error'

function failAndExit(where: string, error: unknown, exitCode: number): void {
  logError(where, error)
  const exit = (): never => process.exit(exitCode)
  callRuntime({ method: 'POST', path: failurePath, body: JSON.stringify(toErrorObject(error)) }).then(exit, exit)
}
function contextOf(headers: IncomingHttpHeaders): object {
  const header = (name: string): string => String(headers[`lambda-runtime-${name}`] ?? '')
  const deadlineMs = Number(header('deadline-ms'))
  const clientContext = header('client-context')
  return {
    awsRequestId: decodeURIComponent(header('aws-request-id')),
    invokedFunctionArn: header('invoked-function-arn'),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext === '' ? undefined : JSON.parse(clientContext),
    identity: undefined,
    tenantId: headers['lambda-runtime-aws-tenant-id'],
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  }
}

async function serve({ handler, streams, highWaterMark }: LoadedHandler, reportsFiles: boolean): Promise<never> {
  const run = hasCallbacks() ? runCallbackHandler : runHandler
  for (;;) {
    if (reportsFiles) await reportLoadedFiles()
    const { headers, body } = await callRuntime({ method: 'GET', path: '/invocation/next' })
    const named = String(headers['lambda-runtime-aws-request-id'])
    const path = `/invocation/${named}`
    failurePath = `${path}/error`
    setRequestId(decodeURIComponent(named))
    process.env._X_AMZN_TRACE_ID = String(headers['lambda-runtime-trace-id'] ?? '')
    const context = contextOf(headers)
    const outcome = streams
      ? await runStreamingHandler(handler, body, context, { path, highWaterMark })
      : await run(handler, body, context)
    if (outcome !== undefined)
      await callRuntime({ method: 'POST', path: `${path}/${outcome.path}`, body: outcome.body })
  }
}

/** Tells the runtime which files the process depends on (RUN-9). */
async function reportLoadedFiles(): Promise<void> {
  const files = takeLoadedFiles()
  if (Object.keys(files).length > 0)
    await callRuntime({ method: 'POST', path: '/async-invoke/loaded-files', body: JSON.stringify(files) })
}
