/** Generates `schemas/` at the root and the validators in `src/generated` from `definitions/`. */
import { emittedFiles } from './emitted-files.ts'
import { writeFiles } from './write-files.ts'

await writeFiles(await emittedFiles())
