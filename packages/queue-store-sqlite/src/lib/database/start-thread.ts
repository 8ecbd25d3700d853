import { Worker } from 'node:worker_threads'

/**
 * Starts a thread from the file `name` beside the module `from`: TypeScript in development, built for consumers. Flags of
 * the process do not apply to it: some, as those of `node --eval`, would keep it from starting.
 */
export function startThread(from: string, name: string, workerData: unknown): Worker {
  const extension = from.endsWith('.ts') ? 'ts' : 'js'
  return new Worker(new URL(`./${name}.${extension}`, from), { workerData, execArgv: [] })
}
