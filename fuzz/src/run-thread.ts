import { Worker } from 'node:worker_threads'
import { CurrentInput } from './current-input.ts'
import type { ThreadData, ThreadResult } from './thread.ts'

/** Time for one input; beyond it, the thread counts as hanging. Work on an input of this size takes milliseconds. */
const maxSilentMs = 60_000
const heapMb = 512

/** Result of a target: `error` is set if an input broke the promise, hung the thread or used up its memory. */
export interface TargetResult {
  readonly promise?: string
  readonly inputs: number
  readonly input?: Uint8Array
  readonly error?: string
}

export function runThread(data: Omit<ThreadData, 'current'>): Promise<TargetResult> {
  const current = new CurrentInput()
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { ...data, current: current.buffer },
    execArgv: ['--conditions=@async-invoke/source'],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  })
  return new Promise((resolve) => {
    let seen = { count: 0, atMs: performance.now() }
    const watch = setInterval(() => {
      const { count } = current
      if (count !== seen.count) seen = { count, atMs: performance.now() }
      else if (performance.now() - seen.atMs > maxSilentMs) end({ error: `no end within ${maxSilentMs / 1_000} s` })
    }, 1_000)
    const end = (result: { readonly error: string } | ThreadResult): void => {
      clearInterval(watch)
      worker.terminate()
      resolve({ inputs: current.count, ...('error' in result && { input: current.read() }), ...result })
    }
    worker.on('message', (result: ThreadResult) => end(result))
    worker.on('error', (error) => end({ error: error.stack ?? error.message }))
  })
}
