import { createReadStream } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError } from '../command-error.ts'
import { refuseNamedPipe } from '../named-pipe.ts'
import { decompressed } from './decompressed.ts'
import { sentAtIn } from './sent-at.ts'
import type { SourceItem } from './source-item.ts'
import { splitDocuments } from './split-documents.ts'

/**
 * Reads the documents of a file, or of all files in a folder and in its folders, in the order of their names. Hidden
 * ones are left out, and so are links back to a folder that leads to them.
 *
 * @param path - undefined: stdin
 * @param readOther - reads a file that is not made of such documents; undefined for any other
 * @throws {@link CommandError} when a file cannot be read
 */
export async function* readFiles(
  path: string | undefined,
  readOther: (file: string) => AsyncIterable<readonly SourceItem[]> | undefined = () => undefined,
): AsyncGenerator<readonly SourceItem[]> {
  try {
    if (path === undefined) return yield* readStream(process.stdin, 'stdin')
    for await (const file of filesIn(path)) {
      refuseNamedPipe(file)
      yield* readOther(file) ?? readStream(createReadStream(file), file)
    }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    throw new CommandError(`cannot read ${path ?? 'stdin'}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    })
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
