import { join } from 'node:path'
import {
  type NamedPayloads,
  PayloadSchemaError,
  type TypesFile,
  type TypesLanguage,
  typesFor,
} from '@async-invoke/schemas/types-for'
import { CommandError, exitCodes, UsageError } from '../command-error.ts'
import { readPayload } from '../invoke/payload.ts'
import { parseJson } from '../parse-json.ts'
import { note, print, safe } from '../text/output.ts'
import { matchPayloads, type PayloadFiles } from './payload-files.ts'
import { updateFiles } from './update-files.ts'

/** Endings of the files of each language. */
const endings: Readonly<Record<TypesLanguage, string>> = { go: '.go', java: '.java', python: '.py', typescript: '.ts' }

export interface TypesFlags {
  readonly payload?: readonly string[]
  readonly response?: readonly string[]
  readonly out?: string
  readonly package?: string
  readonly check?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
}

/**
 * Writes the types of the contracts and of payloads.
 *
 * @returns 1 if `--check` finds files that are not up to date
 */
export async function types(language: string, flags: TypesFlags): Promise<number> {
  if (!isLanguage(language))
    throw new UsageError(`types writes ${Object.keys(endings).join(', ')}; unknown language: ${language}`)
  const { out, check = false, json = false, quiet = false } = flags
  if (out === undefined && check) throw new UsageError('--check needs --out, the files to look at')
  if (language === 'java' && (out === undefined || out.endsWith('.java')))
    throw new UsageError('types java writes a file for each class: it needs a folder, --out DIR')
  const files = await generate(language, flags)
  if (out === undefined) {
    await print(json ? JSON.stringify({ language, files }) : files.map(({ text }) => text.trimEnd()).join('\n'))
    return exitCodes.success
  }
  const isFile = out.endsWith(endings[language])
  const updates = await updateFiles(
    files.map(({ path, text }) => ({ path: isFile ? out : join(out, path), text })),
    check,
  )
  if (json) await print(JSON.stringify({ language, files: updates }))
  else for (const { path, state } of updates) if (state !== 'unchanged') await print(safe(path))
  const count = (wanted: string): number => updates.filter(({ state }) => state === wanted).length
  note(quiet || json, `${count('written')} written, ${count('stale')} stale, ${count('unchanged')} unchanged`)
  return count('stale') > 0 ? exitCodes.findings : exitCodes.success
}

function isLanguage(language: string): language is TypesLanguage {
  return Object.hasOwn(endings, language)
}

async function generate(language: TypesLanguage, flags: TypesFlags): Promise<readonly TypesFile[]> {
  const { payload = [], response = [] } = flags
  if (flags.package !== undefined && language !== 'go' && language !== 'java')
    throw new UsageError(`--package is for go and java; ${language} has no packages`)
  const matched = matchPayloads(payload, response)
  if (matched.flatMap(({ request, response: answer }) => [request, answer]).filter((each) => each === '-').length > 1)
    throw new UsageError('only one schema can be stdin')
  const payloads: NamedPayloads[] = []
  for (const each of matched) payloads.push(await read(each))
  try {
    return typesFor(language, { payloads, ...(flags.package !== undefined && { package: flags.package }) })
  } catch (error) {
    if (error instanceof PayloadSchemaError) throw new CommandError(`types of ${error.message}`, { cause: error })
    if (error instanceof TypeError && flags.package !== undefined)
      throw new UsageError(`--${error.message}`, { cause: error })
    throw error
  }
}

async function read({ name, request, response }: PayloadFiles): Promise<NamedPayloads> {
  return {
    name,
    ...(request !== undefined && { requestPayload: await schemaIn(request, '--payload') }),
    ...(response !== undefined && { responsePayload: await schemaIn(response, '--response') }),
  }
}

async function schemaIn(file: string, flag: string): Promise<unknown> {
  return parseJson(await readPayload(file === '-' ? file : `@${file}`, flag))
}
