import { lstatSync, readlinkSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** More of them are a circle. */
const maxLinks = 40

/**
 * The file that a path leads to by symbolic links. SQLite keeps its log beside the file itself. The lock and the journal must be there,
 * too: a store that was opened by a link and one that was opened by the file would not know of each other.
 */
export function fileBehind(path: string): string {
  try {
    let file = path
    for (let links = 0; links < maxLinks; links += 1) {
      if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return file
      file = resolve(realpathSync(dirname(file)), readlinkSync(file))
    }
  } catch {
    // To open it fails for the same reason, and says so.
  }
  return path
}
