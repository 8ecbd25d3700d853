import { fileURLToPath } from 'node:url'
import { type TypesLanguage, typesFor } from '../../src/types-for.ts'
import type { EmittedFile } from '../emitted-files.ts'

const folder = fileURLToPath(new URL('../../../../schemas/types', import.meta.url))

/** Languages whose types are published below `schemas/types`. TypeScript has those of this package. */
const languages: readonly TypesLanguage[] = ['python', 'go', 'java']

/** Every file below `schemas/types`. `types:emit` writes them, and the drift test compares them with the disk. */
export function emittedTypes(): readonly EmittedFile[] {
  const generated = 'Generated from schemas/ by `pnpm types:emit`. Do not edit.'
  return languages.flatMap((language) =>
    typesFor(language, { generated }).map(({ path, text }) => ({ path: `${folder}/${language}/${path}`, text })),
  )
}
