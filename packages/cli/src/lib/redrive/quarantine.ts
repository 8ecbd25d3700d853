import { type FileHandle, open } from 'node:fs/promises'
import { CommandError } from '../command-error.ts'
import { refuseNamedPipe } from '../named-pipe.ts'
import type { RedriveItem } from './items.ts'

/** A file for events that failed again; created with the first. `read` and `redrive` read it. */
export interface Quarantine {
  /** Adds the document of an item, and resolves once it is on disk. */
  add(item: RedriveItem, redrives: number): Promise<void>
  close(): Promise<void>
}

export function createQuarantine(path: string): Quarantine {
  let file: Promise<FileHandle> | undefined
  return {
    async add({ source: { input } }) {
      try {
        refuseNamedPipe(path)
        file ??= open(path, 'a', 0o600)
        const document = typeof input === 'string' ? compact(input) : JSON.stringify(input)
        await (await file).appendFile(`${document}\n`)
        await (await file).datasync()
      } catch (cause) {
        throw new CommandError(`cannot write --quarantine ${path}: ${cause instanceof Error ? cause.message : cause}`, {
          cause,
        })
      }
    },
    async close() {
      await (await file)?.close()
    },
  }
}

/** A document over several lines becomes one line: line breaks in JSON stand between its tokens only. */
function compact(document: string): string {
  return document.replaceAll(/\r?\n/g, ' ')
}
