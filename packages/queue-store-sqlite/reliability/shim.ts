import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Compiles the shim that records disk operations and injects faults, or returns the reason why it cannot. */
export function compileShim(folder: string): { readonly library: string } | { readonly skipped: string } {
  const library = join(folder, 'shim.so')
  const source = fileURLToPath(new URL('./shim.c', import.meta.url))
  if (process.platform !== 'linux') return { skipped: `LD_PRELOAD needs Linux, this is ${process.platform}` }
  const { status, stderr, error } = spawnSync('cc', [
    '-shared',
    '-fPIC',
    '-O2',
    '-o',
    library,
    source,
    '-ldl',
    '-lpthread',
  ])
  if (error !== undefined) return { skipped: `no C compiler (${error.message})` }
  if (status !== 0) throw new Error(`the shim does not compile:\n${stderr}`)
  return { library }
}
