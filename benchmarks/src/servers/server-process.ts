import { type ChildProcess, spawn } from 'node:child_process'
import { removeFolder } from './temporary-folder.ts'

export interface ServerCommand {
  readonly command: string
  readonly args: readonly string[]
  /** What it prints when it takes requests. */
  readonly readyText: string
  /** A folder of its own: it runs there, and the folder goes when it has ended. */
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
  /** User and group to run it as, where that is not ours. */
  readonly uid?: number
  /** Ends it at once, with all that it started; default `SIGKILL`. */
  readonly stopSignal?: NodeJS.Signals
}

export interface Server {
  readonly pid: number
  /** What it said until it was ready, its last words when that was much. */
  readonly printed: string
  /** Ends it, and resolves when it is gone. */
  stop(): Promise<void>
}

const readyMs = 30_000
const running = new Map<ChildProcess, ServerCommand>()

const goneMs = 300

// No server outlives this process, unless that is killed; and each is gone before its folder is.
process.prependOnceListener('exit', () => {
  for (const [child, server] of running) signal(child, server)
  if (running.size > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, goneMs)
})
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => process.exit(1))

/** Starts it in a process group of its own. Rejects with what it printed when it is not ready. */
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

/** Waits for the text, the end or the last moment; gives what was printed. What comes later is read and dropped. */
function untilReady(child: ChildProcess, text: string, ended: Promise<void>): Promise<string> {
  return new Promise((resolve) => {
    let printed = ''
    const done = (): void => {
      clearTimeout(tooLate)
      resolve(printed)
    }
    const tooLate = setTimeout(done, readyMs)
    const look = (chunk: Buffer | Error): void => {
      printed = `${printed}${chunk}`.slice(-4_000)
      if (printed.includes(text)) done()
    }
    child.once('error', look)
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    ended.then(done)
  })
}

function signal(child: ChildProcess, { stopSignal = 'SIGKILL' }: ServerCommand): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, stopSignal)
  } catch {
    // It is gone already.
  }
}
