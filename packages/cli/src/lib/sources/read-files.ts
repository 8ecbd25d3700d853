import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError } from '../command-error.ts'
import { refuseNamedPipe } from '../named-pipe.ts'
import { decompressed } from './decompressed.ts'
import { sentAtIn } from './sent-at.ts'
import type { SourceItem } from './source-item.ts'
import { splitDocuments } from './split-documents.ts'

export interface ReadFilesOptions {
  /** Reads a file that is not made of such documents; undefined for any other. */
  readonly readOther?: (file: string) => AsyncIterable<readonly SourceItem[]> | undefined
  readonly signal?: AbortSignal
}

/**
 * Reads the documents of a file, or of all files in a folder and in its folders, in the order of their names. Hidden
 * ones are left out, and so are links back to a folder that leads to them.
 *
 * @param path - undefined: stdin, until the signal aborts: what would come next may never come
 * @throws {@link CommandError} when a file cannot be read
 */
export async function* readFiles(
  path: string | undefined,
  { readOther = () => undefined, signal }: ReadFilesOptions = {},
): AsyncGenerator<readonly SourceItem[]> {
  let at = path ?? 'stdin'
  try {
    if (path === undefined) return yield* readStream(stdinUntil(signal), 'stdin')
    for await (const file of filesIn(path)) {
      at = file
      refuseNamedPipe(file)
      yield* readOther(file) ?? readStream(createReadStream(file), file)
    }
  } catch (cause) {
    if (path === undefined && signal?.aborted) return
    if (cause instanceof CommandError) throw cause
    throw new CommandError(`cannot read ${at}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
  }
}

async function* stdinUntil(signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const stop = (): void => void process.stdin.destroy()
  signal?.addEventListener('abort', stop)
  try {
    if (!signal?.aborted) yield* process.stdin
    // The last document is half of one.
    signal?.throwIfAborted()
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

async function* readStream(stream: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<readonly SourceItem[]> {
  for await (const documents of splitDocuments(decompressed(stream)))
    yield documents.map(({ document, line }) => ({
      input: document,
      position: `${name}:${line}`,
      // Parsed only for a document that has no time of its own.
      get sentAtMs() {
        return sentAtIn(document)
      },
    }))
}

/** @param around - the folders that lead to the path: a link back to one of them would read its files again and again */
async function* filesIn(path: string, around: readonly string[] = []): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) return yield path
  const folder = await realpath(path)
  if (around.includes(folder)) return
  const names = (await readdir(path)).filter((name) => !name.startsWith('.'))
  for (const name of names.sort()) yield* filesIn(join(path, name), [...around, folder])
}
