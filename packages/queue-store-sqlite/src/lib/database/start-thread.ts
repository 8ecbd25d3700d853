import { Worker } from 'node:worker_threads'

/**
 * Starts a thread from the file `name` next to the module `from`: TypeScript in development, JavaScript once built. The
 * thread does not inherit the process's flags, because some of them, such as `--eval`, would keep it from starting.
 */
export function startThread(from: string, name: string, workerData: unknown): Worker {
  const extension = from.endsWith('.ts') ? 'ts' : 'js'
  return new Worker(new URL(`./${name}.${extension}`, from), { workerData, execArgv: [] })
}
