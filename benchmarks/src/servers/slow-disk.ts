import { chmodSync } from 'node:fs'
import { compileShim } from '../../../packages/queue-store-sqlite/reliability/shim.ts'
import { removeFolder, temporaryFolder } from './temporary-folder.ts'

export type SlowDisk = { readonly env: Readonly<Record<string, string>>; remove(): void } | { readonly skipped: string }

/** An environment that delays each flush by a millisecond. */
export function slowDisk(): SlowDisk {
  const folder = temporaryFolder()
  const remove = (): void => removeFolder(folder)
  const shim = compileShim(folder)
  if ('skipped' in shim) {
    remove()
    return shim
  }
  // Servers that run as another user must be able to load it too.
  chmodSync(folder, 0o755)
  return { env: { LD_PRELOAD: shim.library, SHIM_SYNC_US: '1000' }, remove }
}
