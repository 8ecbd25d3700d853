import { statSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Refuses a pipe with a name in a folder: its reader waits for a writer that may never come, and the process then hears no
 * Ctrl-C. The pipes of a shell, such as `/dev/stdin` and `/dev/fd/63`, have a writer.
 *
 * @throws `Error` that says so, as the reason of another error
 */
export function refuseNamedPipe(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats?.isFIFO() && !/^\/(dev|proc)\//.test(resolve(path)))
    throw new Error('it is a named pipe, which may never end')
}

/**
 * Refuses what is no module: a named pipe, and a folder, of which Node.js says where in this package it is imported.
 *
 * @throws `Error` that says so, as the reason of another error
 */
export function refuseNoModule(path: string): void {
  refuseNamedPipe(path)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder')
}
