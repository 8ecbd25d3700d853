/** Writes the types of the documents for other languages to `schemas/types/<language>/`. */
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { emittedTypes } from './types/emitted-types.ts'
import { writeFiles } from './write-files.ts'

const files = emittedTypes()
rmSync(fileURLToPath(new URL('../../../schemas/types', import.meta.url)), { recursive: true, force: true })
await writeFiles(files)
