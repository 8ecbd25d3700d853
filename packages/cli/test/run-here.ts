import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { runCommand } from '../src/lib/run-command.ts'
import { checkOutput } from './check-output.ts'
import { credentials, type Ran, type RunOptions } from './run-built.ts'

/**
 * Runs a command line within the process of the test: as `runBuilt`, for a small part of the processor time, since the
 * modules are loaded once. One at a time; input, signals and two commands at once need processes.
 */
export async function runHere(
  args: readonly string[],
  { env = credentials, cwd = process.cwd() }: Pick<RunOptions, 'env' | 'cwd'> = {},
): Promise<Ran> {
  const { PATH = '' } = process.env
  const [stdout, stderr] = [new Collected(), new Collected()]
  const restore = [
    replace(process, 'env', { PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...env }),
    replace(process, 'stdout', stdout),
    replace(process, 'stderr', stderr),
    replace(globalThis, 'console', new Console(stdout, stderr)),
  ]
  const before = process.cwd()
  process.chdir(cwd)
  let code: number
  try {
    code = await runCommand(args, '0.0.0')
  } finally {
    process.chdir(before)
    for (const each of restore) each()
  }
  if (args.includes('--json')) checkOutput(args, stdout.text)
  return { code, stdout: stdout.text, stderr: stderr.text }
}

/** Everything that was written, as text. */
class Collected extends Writable {
  readonly #chunks: Buffer[] = []

  get text(): string {
    return Buffer.concat(this.#chunks).toString()
  }

  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk)
    done()
  }
}

/** Replaces a member until the returned function is called. */
function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name)
  Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true })
  return () => {
    if (before !== undefined) Object.defineProperty(owner, name, before)
  }
}
