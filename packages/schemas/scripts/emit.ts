/** Writes what is generated from `definitions/`: `schemas/` at the root and the validators in `src/generated`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { emittedFiles } from './emitted-files.ts'

for (const { path, text } of await emittedFiles()) {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
  console.log(`wrote ${path}`)
}
