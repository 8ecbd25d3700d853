/**
 * Mutates the file of `MUTANT` where Node.js loads it itself: in worker threads and in processes that tests start. Preloaded with
 * `--import`; threads inherit nothing, so their constructor passes it on.
 */
import { createRequire, registerHooks, syncBuiltinESMExports } from 'node:module'
import { currentMutant } from './mutants.ts'

const mutant = currentMutant()

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (mutant === undefined || !url.endsWith(`/packages/${mutant.file}`)) return loaded
    const source =
      typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source as Uint8Array)
    return { ...loaded, source: source.replace(mutant.from, () => mutant.to) }
  },
})

const threads = createRequire(import.meta.url)('node:worker_threads') as {
  Worker: typeof import('node:worker_threads').Worker
}
const { Worker } = threads
threads.Worker = class extends Worker {
  constructor(file: string | URL, options: ConstructorParameters<typeof Worker>[1] = {}) {
    super(file, { ...options, execArgv: [...(options.execArgv ?? process.execArgv), '--import', import.meta.url] })
  }
}
syncBuiltinESMExports()
