import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Reads files of the repository by pattern. Throws if there are none, since a target without seeds would find nothing. */
export function readFiles(pattern: string): readonly Uint8Array[] {
  const files = globSync(pattern, { cwd: root }).sort()
  if (files.length === 0) throw new Error(`no files match ${pattern}`)
  return files.map((file) => readFileSync(`${root}/${file}`))
}

/** Reads what the vectors hold under `document` or `input`, or the whole file of those that hold nothing else. */
export function readVectors(pattern: string): readonly Uint8Array[] {
  return readFiles(pattern).map((bytes) => {
    const vector = JSON.parse(Buffer.from(bytes).toString())
    return Buffer.from(JSON.stringify(vector?.document ?? vector?.input ?? vector))
  })
}
