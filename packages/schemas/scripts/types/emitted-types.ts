import { fileURLToPath } from 'node:url'
import type { EmittedFile } from '../emitted-files.ts'
import { goTypes } from './go.ts'
import { javaTypes } from './java.ts'
import { plainTypes } from './plain-types.ts'
import { pythonTypes } from './python.ts'

const folder = fileURLToPath(new URL('../../../../schemas/types', import.meta.url))

/** Every file below `schemas/types`. `types:emit` writes them, and the drift test compares them with the disk. */
export async function emittedTypes(): Promise<readonly EmittedFile[]> {
  const types = plainTypes()
  const java = await javaTypes(types)
  return [
    { path: `${folder}/python/async_invoke.py`, text: await pythonTypes(types) },
    { path: `${folder}/go/asyncinvoke/asyncinvoke.go`, text: await goTypes(types) },
    ...[...java].map(([name, text]) => ({ path: `${folder}/java/io/asyncinvoke/${name}`, text })),
  ]
}
