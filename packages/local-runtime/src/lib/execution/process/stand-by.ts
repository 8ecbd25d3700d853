import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { basename, delimiter, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonBootstrap } from './python-bootstrap.ts'
import type { RunTarget } from './run-target.ts'
import { buildSearchPaths } from './search-paths.ts'

/** Runtimes whose processes can start before they have a function. */
export type SpareRuntime = 'nodejs' | 'python'

/**
 * How a process on stand-by starts. It can serve every function with an equal one, as well as a process that starts for the
 * function.
 */
export interface StandBy {
  readonly runtime: SpareRuntime
  readonly command: string
  readonly args: readonly string[]
  /** Working directory at the start, where the program to run depends on it. */
  readonly directory?: string
  /** Variables that are read at the start of a process, with the function's values. */
  readonly variables: NodeJS.ProcessEnv
}

const isSource = import.meta.url.endsWith('.ts')
const nodeProgram = fileURLToPath(new URL(isSource ? '../node/stand-by.ts' : '../node/stand-by.js', import.meta.url))

/** Variables that the system reads at the start of a process. */
const ofSystem = 'LD_(?!LIBRARY_PATH$)|DYLD_|MALLOC_|GLIBC_|OPENSSL_|SSL_|LC_|LANG|TZ'
const readAtStart: Readonly<Record<SpareRuntime, RegExp>> = {
  nodejs: new RegExp(`^(${ofSystem}|UV_|ICU|NODE_(OPTIONS|EXTRA_CA_CERTS|NO_WARNINGS)$)`),
  python: new RegExp(`^(${ofSystem}|PYTHON|__PYVENV_LAUNCHER__$|(PATH|HOME)$)`),
}
/** Variables that make the start of a process do something: open a port, write a file, run a module of the function's. */
const effective: Readonly<Record<SpareRuntime, RegExp>> = {
  nodejs: /^NODE_(?!(ENV|PATH|OPTIONS|EXTRA_CA_CERTS|NO_WARNINGS|TLS_REJECT_UNAUTHORIZED)$)/,
  python: /^COVERAGE_/,
}
/** Options in `NODE_OPTIONS` that do not. */
const harmless = /^(--enable-source-maps|--max-old-space-size=\d+|--no-warnings|--no-deprecation)$/
/** Variables that the runtime sets for a function or for itself: no program that chooses a Python depends on them. */
const ofLambda = /^(AWS_|_HANDLER$|_X_AMZN_|LAMBDA_TASK_ROOT$)/
/** Neither in a variable of a process, nor, on their own, in UTF-8. */
const impossible = /[\0\p{Surrogate}]/u
/** Bytes of variables that every system starts a process with. */
const maxBytes = 65_536

/** The process that waits before there is a function: Node.js with the variables that most functions have. */
export const firstStandBy = nodeStandBy({ LANG: 'en_US.UTF-8', TZ: ':UTC' })

/** Runtime of a function whose processes can start before; `undefined` for any other. */
export function spareRuntimeOf(runtime: string): SpareRuntime | undefined {
  if (runtime.startsWith('nodejs')) return 'nodejs'
  return runtime.startsWith('python') && process.platform !== 'win32' ? 'python' : undefined
}

/**
 * How a process on stand-by starts for a function; `undefined` for a function that needs a process of its own.
 *
 * @param variables - all variables of the function's process
 */
export function standByOf(target: RunTarget, variables: NodeJS.ProcessEnv): StandBy | undefined {
  const runtime = spareRuntimeOf(target.runtime)
  if (runtime === undefined || !isReplaceable(variables, runtime) || bringsLibraries(target, variables))
    return undefined
  return runtime === 'nodejs' ? nodeStandBy(variables) : pythonStandBy(target, variables)
}

function nodeStandBy(all: NodeJS.ProcessEnv): StandBy {
  const variables = { ...ofMachine(), ...select(all, (name) => readAtStart.nodejs.test(name)), ...compiledSources() }
  return { runtime: 'nodejs', command: process.execPath, args: [nodeProgram], variables }
}

/** The part of the variable that does not depend on the function, whose folders have no libraries. */
function ofMachine(): NodeJS.ProcessEnv {
  const { LD_LIBRARY_PATH } = process.env
  return LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }
}

/** In this repository the program is TypeScript, which Node.js compiles for as long as it starts, unless it keeps the result. */
function compiledSources(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = process.env
  return isSource && NODE_COMPILE_CACHE !== undefined ? { NODE_COMPILE_CACHE } : {}
}

function pythonStandBy({ directory }: RunTarget, all: NodeJS.ProcessEnv): StandBy | undefined {
  const paths = (all.PYTHONPATH ?? '').split(delimiter)
  const file = findProgram('python3', all.PATH)
  if (file === undefined || !paths.every((path) => isAbsolute(path) && !runsAtStart(path))) return undefined
  const base = { runtime: 'python', command: 'python3', args: pythonArguments } as const
  // A program that chooses the Python to run may do so by the folder, or by any variable.
  return isShim(file)
    ? { ...base, directory, variables: select(all, (name) => !ofLambda.test(name)) }
    : { ...base, variables: { ...ofMachine(), ...select(all, (name) => readAtStart.python.test(name)) } }
}

/** Arguments of Python: writes no bytecode beside the function's code, buffers no output, runs the bootstrap. */
export const pythonArguments: readonly string[] = ['-B', '-u', '-c', pythonBootstrap]

function select(variables: NodeJS.ProcessEnv, isWanted: (name: string) => boolean): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => isWanted(name)))
}

/** Whether a process that is running can take these variables as its own. */
function isReplaceable(variables: NodeJS.ProcessEnv, runtime: SpareRuntime): boolean {
  if (Buffer.byteLength(JSON.stringify(variables)) > maxBytes) return false
  const options = runtime === 'nodejs' ? (variables.NODE_OPTIONS ?? '').split(/\s+/) : []
  if (!options.every((option) => option === '' || harmless.test(option))) return false
  return Object.entries(variables).every(
    ([name, value = '']) => !effective[runtime].test(name) && !/^$|=/.test(name) && !impossible.test(name + value),
  )
}

/** Whether the system may load libraries of the function's, which it looks for at the start of a process only. */
function bringsLibraries(target: RunTarget, { LD_LIBRARY_PATH }: NodeJS.ProcessEnv): boolean {
  const { directory, layers } = target
  // Without its folder no process starts, which is reported.
  if (!existsSync(directory) || LD_LIBRARY_PATH !== buildSearchPaths(target).LD_LIBRARY_PATH) return true
  return [directory, join(directory, 'lib'), ...layers.map((layer) => join(layer, 'lib'))].some(hasLibraries)
}

/** Whether a folder has shared libraries, or cannot be read. */
function hasLibraries(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => /\.so(\.|$)/.test(name))
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

/** Whether Python runs a module of a folder at its start. */
function runsAtStart(folder: string): boolean {
  return ['sitecustomize', 'usercustomize'].some((name) =>
    [name, `${name}.py`].some((file) => existsSync(join(folder, file))),
  )
}

/** First executable of a name on a search path; `undefined` without one, or where that depends on the working directory. */
function findProgram(name: string, path = ''): string | undefined {
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) return undefined
    const file = join(folder, name)
    if (isExecutable(file)) return file
  }
  return undefined
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** Whether a file is no Python but a program that starts one, as those of version managers are. */
function isShim(file: string): boolean {
  if (!basename(realpathSync(file)).startsWith('python')) return true
  const start = Buffer.alloc(2)
  try {
    const fd = openSync(file, 'r')
    readSync(fd, start)
    closeSync(fd)
  } catch {
    return true
  }
  return start.toString() === '#!'
}
