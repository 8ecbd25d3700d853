import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Flushes the content of a file, or the entries of a directory, to disk. */
export function syncPath(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
