/** Writes what is generated from `definitions/`: `schemas/` at the root and the validators in `src/generated`. */
import { emittedFiles } from './emitted-files.ts'
import { writeFiles } from './write-files.ts'

await writeFiles(await emittedFiles())
