import { spawnSync } from 'node:child_process'
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
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:npm_|pnpm_|NODE_OPTIONS$)/i.test(name))
  const env = { ...Object.fromEntries(inherited), PATH: dirname(node) + delimiter + process.env.PATH }
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env })
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
