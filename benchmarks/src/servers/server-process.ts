import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'

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

// No server outlives this process, however that ends.
process.once('exit', () => {
  for (const [child, server] of running) end(child, server)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1))

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
    end(child, server)
    await ended
    end(child, server)
    running.delete(child)
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

function end(child: ChildProcess, { stopSignal = 'SIGKILL', folder }: ServerCommand): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, stopSignal)
  } catch {
    // It is gone already.
  }
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // It still wrote while it ended; the second call comes when it is gone.
  }
}
