import { type ChildProcess, spawn } from 'node:child_process'
import { removeFolder } from './temporary-folder.ts'

export interface ServerCommand {
  readonly command: string
  readonly args: readonly string[]
  /** Printed when the server accepts requests. */
  readonly readyText: string
  /** Working directory, removed after the server has ended. */
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
  /** User and group of the process, if other than ours. */
  readonly uid?: number
  /**
   * Ends the process group at once.
   *
   * @defaultValue `SIGKILL`
   */
  readonly stopSignal?: NodeJS.Signals
}

export interface Server {
  readonly pid: number
  /** Output until it was ready: the last 4,000 characters. */
  readonly printed: string
  /** Stops it, and resolves when it has ended. */
  stop(): Promise<void>
}

const readyMs = 30_000
const running = new Map<ChildProcess, ServerCommand>()

const exitMs = 300

// No server outlives this process unless this process is killed, and each ends before its folder is removed.
process.prependOnceListener('exit', () => {
  for (const [child, server] of running) signal(child, server)
  if (running.size > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, exitMs)
})
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(1))

/** Starts a server in its own process group. Rejects, with its output, if it does not become ready. */
export async function startServer(server: ServerCommand): Promise<Server> {
  const child = spawn(server.command, server.args, {
    cwd: server.folder,
    detached: true,
    env: { ...process.env, ...server.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(server.uid === undefined ? {} : { uid: server.uid, gid: server.uid }),
  })
  running.set(child, server)
  const ended = new Promise<void>((resolve) => {
    child.once('close', resolve)
    child.once('error', () => resolve())
  })
  const stop = async (): Promise<void> => {
    signal(child, server)
    await ended
    running.delete(child)
    removeFolder(server.folder)
  }
  const printed = await untilReady(child, server.readyText, ended)
  if (printed.includes(server.readyText)) return { pid: child.pid ?? 0, printed, stop }
  await stop()
  throw new Error(`${server.command} did not start: ${printed.slice(-400).trim()}`)
}

/** Waits for `readyText`, the end of the process or a timeout; returns the output. Later output is drained. */
function untilReady(child: ChildProcess, readyText: string, ended: Promise<void>): Promise<string> {
  return new Promise((resolve) => {
    let printed = ''
    const done = (): void => {
      clearTimeout(timeout)
      resolve(printed)
    }
    const timeout = setTimeout(done, readyMs)
    const onOutput = (chunk: Buffer | Error): void => {
      printed = `${printed}${chunk}`.slice(-4_000)
      if (printed.includes(readyText)) done()
    }
    child.once('error', onOutput)
    child.stdout?.on('data', onOutput)
    child.stderr?.on('data', onOutput)
    ended.then(done)
  })
}

function signal(child: ChildProcess, { stopSignal = 'SIGKILL' }: ServerCommand): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, stopSignal)
  } catch {
    // It has ended already.
  }
}
