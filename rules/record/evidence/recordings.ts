import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { findSecrets } from './redact.ts'

const schema = JSON.parse(readFileSync(new URL('../../recording.schema.json', import.meta.url), 'utf8'))
const check = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema)

/**
 * Why a text is no evidence of the recorder: it is not of the schema's form, shows what it should not, or was not observed
 * on AWS.
 *
 * @param known - ids of statements, which `settles` may name
 */
export function problemsOfRecording(text: string, known: ReadonlySet<string>): readonly string[] {
  let recording: unknown
  try {
    recording = JSON.parse(text)
  } catch {
    return ['is not JSON']
  }
  if (!check(recording)) return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`)
  const { observed, settles }: { observed: { on: string }; settles: readonly string[] } = Object(recording)
  const secrets = findSecrets(text)
  return [
    ...(observed.on === 'aws' ? [] : ['was observed on an emulator, which is no evidence about AWS']),
    ...(secrets.length === 0 ? [] : [`shows ${secrets.map((each) => `${each.slice(0, 4)}…`).join(', ')}`]),
    ...settles.filter((id) => !known.has(id)).map((id) => `settles ${id}, which is not in rules/`),
  ]
}

/**
 * Compares the evidence files with the sources that name them: each exists, is evidence, and is named by a source.
 *
 * @param folder - of the rules, which has the folder `recordings`
 */
export function problemsOfRecordings(
  sources: Readonly<Record<string, { readonly file?: string }>>,
  folder: string,
  known: ReadonlySet<string>,
): readonly string[] {
  const named = Object.entries(sources).flatMap(([key, { file }]) => (file === undefined ? [] : [{ key, file }]))
  const unnamed = globSync('recordings/*', { cwd: folder }).filter((path) => !named.some(({ file }) => file === path))
  return [
    ...named.flatMap(({ key, file }) => {
      const path = join(folder, file)
      if (!existsSync(path)) return [`rules/sources.json: ${key} names ${file}, which does not exist`]
      return problemsOfRecording(readFileSync(path, 'utf8'), known).map((problem) => `rules/${file} ${problem}`)
    }),
    ...unnamed.map((path) => `rules/${path}: no source names it`),
  ]
}
