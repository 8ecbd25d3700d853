import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LocalRuntimeError } from '../../local-runtime-error.ts'
import type { RunTarget } from './run-target.ts'
import { locate } from './search-paths.ts'
import { pythonArguments, type StandBy, standByOf } from './stand-by.ts'

/** Command line of the program that serves a function through the Runtime API. */
export interface Launch {
  readonly command: string
  readonly args: readonly string[]
  /** The process on stand-by that can serve the function just as well, if any. */
  readonly standBy: StandBy | undefined
}

/** Path of the Node.js bootstrap: a source file in this repository, JavaScript in the published package. */
const nodeBootstrap = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../node/bootstrap.ts' : '../node/bootstrap.js', import.meta.url),
)

/**
 * Command line for a runtime; `undefined` for one that is not supported.
 *
 * @param variables - of its process; `AWS_LAMBDA_EXEC_WRAPPER` names a program that starts the runtime (RUN-8)
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper
 */
export function resolveLaunch(target: RunTarget, variables: NodeJS.ProcessEnv): Launch | undefined {
  const { runtime, directory } = target
  const { AWS_LAMBDA_EXEC_WRAPPER: wrapper = '' } = variables
  // Lambda has no wrappers for runtimes that are an operating system only.
  if (runtime.startsWith('provided')) return { command: join(directory, 'bootstrap'), args: [], standBy: undefined }
  const command = commandOf(target)
  if (command === undefined) return undefined
  if (wrapper === '') return { ...command, standBy: standByOf(target, variables) }
  // The shell ends with Lambda's status where there is no such program: 127.
  const script = 'exec "$0" "$@"'
  return {
    command: '/bin/sh',
    args: ['-c', script, locate(wrapper, target, existsSync), command.command, ...command.args],
    standBy: undefined,
  }
}

/**
 * Checks that the programs behind functions are where the installed package has them: in a bundle they are missing, and
 * every run would fail.
 *
 * @throws {@link LocalRuntimeError} with code `bundled`
 */
export function requirePrograms(): void {
  if (existsSync(nodeBootstrap)) return
  const advice = 'leave @async-invoke/local-runtime out of the bundle, as an external package'
  throw new LocalRuntimeError('bundled', `the program of functions is missing: ${nodeBootstrap}; ${advice}`)
}

/** Whether the program of a runtime reports the files that it loads. */
export function reportsLoadedFiles(runtime: string): boolean {
  return runtime.startsWith('nodejs') || runtime.startsWith('python')
}

/** Whether this machine has a program for functions of a runtime. */
export function runsHere(runtime: string): boolean {
  return ['nodejs', 'python', 'provided'].some((family) => runtime.startsWith(family))
}

/**
 * The problem of a function that this machine has no program for: each of its runs would fail.
 *
 * @param path - of its runtime, or words for it, for the message
 */
export function describeNoProgram(path: string, runtime: string | undefined): readonly string[] {
  if (runtime === undefined || runsHere(runtime)) return []
  return [`${path} is ${JSON.stringify(runtime)}; nodejs, python and provided runtimes run here`]
}

function commandOf(target: RunTarget): Pick<Launch, 'command' | 'args'> | undefined {
  const { runtime, directory, handler, file, hotReload } = target
  const args = [directory, handler, file ?? '', process.cwd(), hotReload ? 'watch' : '']
  if (runtime.startsWith('nodejs')) return { command: process.execPath, args: [nodeBootstrap, ...args] }
  if (runtime.startsWith('python')) return { command: 'python3', args: [...pythonArguments, ...args] }
  return undefined
}
