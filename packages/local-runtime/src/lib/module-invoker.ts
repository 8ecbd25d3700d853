import { setImmediate } from 'node:timers'
import type { Attempt, AttemptResult } from '@async-invoke/engine'
import { type FunctionHome, formatFunctionArn } from '@async-invoke/schemas/function-reference'
import { defaultHome, homeOf } from '@async-invoke/schemas/internal'
import { attemptOutcome } from './execution/attempt-outcome.ts'
import { EnvironmentPool } from './execution/environment-pool.ts'
import { describeNoProgram, requirePrograms } from './execution/process/launch.ts'
import type { RunTarget } from './execution/process/run-target.ts'
import { CodeStore } from './functions/code-store.ts'
import { codeOf, settingsOf } from './functions/declared-code.ts'
import { LocalRuntimeError } from './local-runtime-error.ts'
import { checkOptions } from './options/check-options.ts'
import type { FunctionOptions } from './options/local-runtime-options.ts'

/** A function of {@link createModuleInvoker}: its code, and the limits of its runs. */
export type ModuleFunction = Pick<
  FunctionOptions,
  | 'file'
  | 'exportName'
  | 'directory'
  | 'layers'
  | 'handler'
  | 'runtime'
  | 'timeoutInSeconds'
  | 'memoryInMegabytes'
  | 'environment'
>

/** Options of {@link createModuleInvoker}. */
export interface ModuleInvokerOptions {
  /** Functions by unqualified name. Each is its `$LATEST`. */
  readonly functions: Readonly<Record<string, ModuleFunction>>
  /**
   * Region in the ARNs of functions, and in their variables.
   *
   * @defaultValue `us-east-1`
   */
  readonly region?: string
  /**
   * Account id in the ARNs of functions.
   *
   * @defaultValue `123456789012`
   */
  readonly accountId?: string
  /**
   * Variables of all functions, credentials included.
   *
   * @defaultValue those of this process
   */
  readonly environment?: Readonly<Record<string, string>>
  /**
   * Called with each line that a function or the platform writes, and the event that is running, if any. An error that it throws
   * is an uncaught one of the process; the run goes on.
   */
  readonly onLine?: (functionName: string, line: string, requestId: string | undefined) => void
}

/** Functions in child processes. */
export interface ModuleInvoker {
  /** Runs an attempt; the `invoke` of an engine. */
  readonly invoke: (attempt: Attempt) => Promise<AttemptResult>
  /** Kills every process and resolves once all have exited. */
  close(): Promise<void>
}

/**
 * Creates an `invoke` that runs handlers in child processes, as the local runtime does: through Lambda's Runtime API, one
 * event at a time in each process, warm between events. A process is killed at the timeout of its function, and when its
 * attempt is aborted. There are as many processes as the engine has events in flight.
 *
 * @throws {@link LocalRuntimeError} with code `invalid-options`, `no-handler-file` or `bundled`
 *
 * @example
 * ```ts
 * const { invoke, close } = await createModuleInvoker({ functions: { orders: { file: 'orders.mjs' } } })
 * const engine = createEngine({ functions: { orders: {} }, invoke, store })
 * ```
 */
export async function createModuleInvoker({
  functions,
  region = defaultHome.region,
  accountId = defaultHome.accountId,
  environment: shared = variablesOfThisProcess(),
  onLine,
}: ModuleInvokerOptions): Promise<ModuleInvoker> {
  const options = checkOptions({ functions, region, accountId })
  const problems = options.length > 0 ? options : Object.entries(functions).flatMap(runtimeProblem)
  if (problems.length > 0) throw new LocalRuntimeError('invalid-options', problems.join('; '))
  requirePrograms()
  const home = homeOf({ region, accountId })
  const targets = await targetsOf(functions, home)
  const pool = new EnvironmentPool({
    variables: Promise.resolve({ region, aws: {}, shared }),
    expected: () => [...targets.values()],
    onLine(functionName, line, _, requestId) {
      try {
        onLine?.(functionName, line, requestId)
      } catch (thrown) {
        // The run ends as it does without the callback.
        setImmediate(() => {
          throw thrown
        })
      }
    },
  })
  return {
    async invoke(attempt) {
      const { reference, requestId, payload, traceHeader, tenantId, signal } = attempt
      const target = (reference.qualifier ?? latest) === latest ? targets.get(reference.functionName) : undefined
      if (target === undefined) return { outcome: 'notFound' }
      const invokedFunctionArn = arnOf(home, attempt)
      const invocation = { requestId, payload, invokedFunctionArn, traceHeader, clientContext: undefined, tenantId }
      signal.throwIfAborted()
      const answer = await pool.run(target, invocation, signal)
      signal.throwIfAborted()
      return { ...attemptOutcome(answer), executedVersion: latest }
    },
    close: () => pool.close(),
  }
}

const runtimeProblem = ([name, { runtime }]: [string, ModuleFunction]): readonly string[] =>
  describeNoProgram(`functions.${name}.runtime`, runtime)

const latest = '$LATEST'

async function targetsOf(
  functions: Readonly<Record<string, ModuleFunction>>,
  home: FunctionHome,
): Promise<ReadonlyMap<string, RunTarget>> {
  // Only for code in folders of the user's: nothing is unpacked there.
  const code = new CodeStore('.')
  const targets = Object.entries(functions).map(async ([functionName, options]): Promise<[string, RunTarget]> => {
    const { directory, file, layers = [] } = await codeOf(functionName, options, code)
    const { Runtime: runtime = '', Handler: handler, Timeout, MemorySize, Environment = {} } = settingsOf(options, home)
    const fixed = { functionName, version: latest, hotReload: false, revision: '' }
    const limits = { timeoutInSeconds: Timeout, memoryInMegabytes: MemorySize }
    return [functionName, { ...fixed, ...limits, runtime, handler, directory, file, layers, environment: Environment }]
  })
  return new Map(await Promise.all(targets))
}

function arnOf(home: FunctionHome, { reference }: Attempt): string {
  const { functionName, qualifier } = reference
  const arn = formatFunctionArn(home, functionName)
  return qualifier === undefined ? arn : `${arn}:${qualifier}`
}

/** Without the search paths, which each environment composes with those of its code. */
function variablesOfThisProcess(): Readonly<Record<string, string>> {
  const { PATH: _, LD_LIBRARY_PATH: __, NODE_PATH: ___, PYTHONPATH: ____, ...variables } = process.env
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
