import { Worker } from 'node:worker_threads'

/**
 * Starts a thread from the file `name` next to the module `from`: TypeScript in development, JavaScript once built. The
 * thread does not inherit the process's flags, because some of them, such as `--eval`, would keep it from starting; in
 * development it finds sibling packages as source, too.
 */
export function startThread(from: string, name: string, workerData: unknown): Worker {
  const fromSource = from.endsWith('.ts')
  const execArgv = fromSource ? ['--conditions=@async-invoke/source'] : []
  return new Worker(new URL(`./${name}.${fromSource ? 'ts' : 'js'}`, from), { workerData, execArgv })
}
