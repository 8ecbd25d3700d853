import { chmodSync } from 'node:fs'
import { compileShim } from '../../../packages/queue-store-sqlite/reliability/shim.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

export type SlowDisk = { readonly env: Readonly<Record<string, string>>; remove(): void } | { readonly skipped: string }

/** An environment under which each flush to the disk takes a millisecond longer. */
export function slowDisk(): SlowDisk {
  const folder = temporaryFolder()
  const remove = (): void => removeFolder(folder)
  const shim = compileShim(folder)
  if ('skipped' in shim) {
    remove()
    return shim
  }
  // A server that runs as another user loads it too.
  chmodSync(folder, 0o755)
  return { env: { LD_PRELOAD: shim.library, SHIM_SYNC_US: '1000' }, remove }
}
