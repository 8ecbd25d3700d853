import { type ChildProcess, spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { checkOutput } from './check-output.ts'

/** The built command, as npm installs it. */
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

export const credentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' }

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string | Uint8Array
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Called with the process, for signals. */
  readonly started?: (child: ChildProcess) => void
}

/**
 * Runs the built command beside the servers of the test, with credentials and without the files of this user. Throws
 * where output with `--json` does not follow its schema.
 */
export async function runBuilt(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { input = '', env = credentials, cwd, started } = options
  const { PATH = '', NODE_OPTIONS = '' } = process.env
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH, NODE_OPTIONS, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...env },
    ...(cwd !== undefined && { cwd }),
  })
  started?.(child)
  // A command that ends before it reads its input closes the pipe.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)])
  if (args.includes('--json')) checkOutput(args, stdout)
  return { code, stdout, stderr }
}
