import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'

/** How long a server may take to answer: Node.js loads some of them for a minute on a busy machine. */
const readyMs = 180_000

/**
 * Starts a server in a process group of its own, and waits until it answers HTTP at `url`. Resolves to a function that ends it.
 *
 * @throws an `Error` with the end of its output when it does not answer
 */
export async function startServer(
  command: string,
  args: readonly string[],
  {
    url,
    folder,
    env = {},
  }: { readonly url: string; readonly folder?: string; readonly env?: Readonly<Record<string, string>> },
): Promise<() => Promise<void>> {
  const child = spawn(command, args, {
    ...{ cwd: folder, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  })
  let printed = ''
  const onOutput = (chunk: Buffer | Error): void => {
    printed = `${printed}${chunk}`.slice(-2_000)
  }
  child.on('error', onOutput)
  child.stdout?.on('data', onOutput)
  child.stderr?.on('data', onOutput)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async (): Promise<void> => {
    kill(child)
    await ended
  }
  const deadlineMs = Date.now() + readyMs
  while (Date.now() < deadlineMs && child.exitCode === null && child.pid !== undefined) {
    if (await answers(url)) return stop
    await pause(250)
  }
  await stop()
  throw new Error(`${command} did not answer at ${url}: ${printed.trim()}`)
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}

function kill({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended already.
  }
}
