import { readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from '@async-invoke/local-runtime/internal'
import { CommandError } from './command-error.ts'
import { refuseNamedPipe } from './named-pipe.ts'

/**
 * Reads a file that may be missing.
 *
 * @throws {@link CommandError} when it is there and cannot be read
 */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    refuseNamedPipe(path)
    return await readFile(path, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined
    throw new CommandError(`cannot read ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

/**
 * Writes a file, and the folders above it.
 *
 * @param flag - `w` replaces the file, `a` appends, `wx` writes a new file only
 * @throws {@link CommandError} when it cannot be written
 */
export async function writeInFolder(path: string, text: string, flag: 'w' | 'a' | 'wx'): Promise<void> {
  try {
    makeFolder(dirname(path))
    await writeFile(path, text, { flag })
  } catch (cause) {
    throw new CommandError(`cannot write ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
