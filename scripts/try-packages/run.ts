import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, dirname } from 'node:path'

/** Where a program runs, and the Node.js that comes first on its PATH. */
export interface RunOptions {
  readonly cwd: string
  readonly node?: string
}

/** How a program ended, and everything that it printed. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program to its end, in the environment of a user: without the settings that pnpm passes to its scripts.
 *
 * @throws {@link Error} when it cannot be started
 */
export function end(command: string, args: readonly string[], { cwd, node = process.execPath }: RunOptions): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: environment(node) })
  if (error !== undefined) throw error
  return { status, stdout, stderr }
}

/**
 * As {@link end}, of a program that has to succeed.
 *
 * @throws {@link Error} with all that it printed, when it fails
 */
export function run(command: string, args: readonly string[], options: RunOptions): Ended {
  const ended = end(command, args, options)
  if (ended.status === 0) return ended
  throw new Error(`${command} ${args.join(' ')} failed\n${ended.stdout}\n${ended.stderr}`)
}

/** A program that is running, or has ended. */
export interface Running {
  /** The exit code; undefined for one that a signal ended. */
  readonly ended: Promise<number | undefined>
  readonly isRunning: () => boolean
  /** Everything that it has printed so far, to stdout and stderr. */
  readonly printed: () => string
  /** Ends it and the programs that it has started, as Ctrl-C does. */
  readonly stop: () => Promise<void>
}

/** Starts a program in the environment of a user. */
export function start(command: string, args: readonly string[], { cwd, node = process.execPath }: RunOptions): Running {
  // A group of its own, which `stop` reaches as a terminal would.
  const child = spawn(command, args, { cwd, env: environment(node), stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (text += chunk))
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : undefined))
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null
  const stop = async (): Promise<void> => {
    if (isRunning() && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM')
    await ended
  }
  return { ended, isRunning, printed: () => text, stop }
}

/** Variables of a user: without the settings that pnpm passes to its scripts, and with one Node.js first on the PATH. */
function environment(node: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:npm_|pnpm_|NODE_OPTIONS$)/i.test(name))
  return { ...Object.fromEntries(inherited), PATH: dirname(node) + delimiter + process.env.PATH }
}
