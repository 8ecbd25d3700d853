import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The built command, as npm installs it. */
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly pid: number
  /** Sends SIGTERM, and resolves once the process has ended: with its exit code and the time that it took. */
  stop(): Promise<{ readonly code: number | null; readonly tookMs: number }>
  kill(): void
}

/** Starts `async-invoke work`, and resolves once it works. */
export async function startWorker(args: readonly string[], onLine?: (line: string) => void): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [main, 'work', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (line) => onLine?.(line))
  const first = await Promise.race([once(lines, 'line'), ended.then(() => undefined)])
  if (first === undefined) throw new Error('the worker has ended')
  return {
    pid: child.pid ?? 0,
    async stop() {
      const startMs = performance.now()
      child.kill('SIGTERM')
      const [code] = await ended
      return { code, tookMs: performance.now() - startMs }
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
