/** Starts the store's writer thread with the faults of `kill9-writer-thread.ts`. Import it before the store. */
import { createRequire, syncBuiltinESMExports } from 'node:module'

const threads = createRequire(import.meta.url)('node:worker_threads') as {
  Worker: typeof import('node:worker_threads').Worker
}
const { Worker } = threads

threads.Worker = class extends Worker {
  constructor(file: URL, options: ConstructorParameters<typeof Worker>[1]) {
    const isWriter = file.pathname.endsWith('/writer-thread.ts')
    super(isWriter ? new URL('./kill9-writer-thread.ts', import.meta.url) : file, options)
  }
}
syncBuiltinESMExports()
