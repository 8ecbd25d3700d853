import { Worker } from 'node:worker_threads'

/**
 * Starts a thread from its file beside this one: TypeScript in development, built for consumers. Flags of the process
 * do not apply to it: some, as those of `node --eval`, would keep it from starting.
 */
export function startThread(name: 'writer-thread' | 'backup-thread', workerData: unknown): Worker {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new Worker(new URL(`./${name}.${extension}`, import.meta.url), { workerData, execArgv: [] })
}
