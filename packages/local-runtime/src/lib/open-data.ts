import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clock, createMemoryStore } from '@async-invoke/engine'
import type { Data, OpenDataOptions } from './data-directory.ts'

/**
 * Opens the data directory, in which queue, registry and code survive the process. Without one, queue and registry are
 * kept in memory, and code in a temporary folder, which exists from the first archive until the runtime closes.
 *
 * @param onFault - called for each problem of a queue that can be used nevertheless
 * @throws {@link LocalRuntimeError} `data-in-use` when another process has the directory open, `data-too-new` when a
 * later version wrote it, `data-damaged`, `data-full` or `data-unusable` when its files cannot be used
 */
export async function openData(
  { dataDirectory, ...options }: OpenDataOptions,
  clock: Clock,
  onFault: (fault: unknown) => void,
): Promise<Data> {
  if (dataDirectory === undefined) {
    const codeDirectory = join(tmpdir(), `async-invoke-${randomUUID()}`)
    const close = async (): Promise<void> => rmSync(codeDirectory, { recursive: true, force: true })
    return { codeDirectory, registryFile: undefined, store: createMemoryStore({ clock }), takenOver: 0, close }
  }
  // A runtime in memory needs neither SQLite nor what reads its files.
  const { openDataDirectory } = await import('./data-directory.ts')
  return openDataDirectory({ dataDirectory, ...options }, clock, onFault)
}
