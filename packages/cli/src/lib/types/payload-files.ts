import { basename } from 'node:path'
import { UsageError } from '../command-error.ts'

/** The files with the schemas of one NAME. */
export interface PayloadFiles {
  readonly name: string
  readonly request?: string
  readonly response?: string
}

interface Given {
  /** Missing where only a file was given. */
  readonly name: string | undefined
  readonly file: string
}

/**
 * Matches events and responses by their names. One response without a name belongs to the only event.
 *
 * @throws {@link UsageError} when a name is none or occurs twice
 */
export function matchPayloads(payloads: readonly string[], responses: readonly string[]): readonly PayloadFiles[] {
  const requests = named(
    payloads.map((each) => givenBy('--payload', each)),
    '--payload',
  )
  const [only] = requests
  const given = responses.map((each) => givenBy('--response', each))
  const isForOnly = requests.length === 1 && given.length === 1 && given[0]?.name === undefined
  const answers = named(isForOnly ? given.map(({ file }) => ({ file, name: only?.name })) : given, '--response')
  const result = new Map<string, PayloadFiles>()
  for (const { name, file } of requests) result.set(name.toLowerCase(), { name, request: file })
  for (const { name, file } of answers)
    result.set(name.toLowerCase(), { name, ...result.get(name.toLowerCase()), response: file })
  return [...result.values()]
}

function givenBy(flag: string, value: string): Given {
  const [, name, file = value] = /^([^=/\\]*)=(.*)$/s.exec(value) ?? []
  if (name !== undefined && !/^[A-Za-z][\w-]*$/.test(name))
    throw new UsageError(`${flag} needs a NAME of letters and digits before its file: ${value}`)
  if (file === '') throw new UsageError(`${flag} needs a file: ${value}`)
  return { name, file }
}

/** Names the files that have no name after themselves: `Order` for `order.schema.json`. */
function named(files: readonly Given[], flag: string): readonly { readonly name: string; readonly file: string }[] {
  const result = files.map(({ name, file }) => ({ name: name ?? nameOf(file), file }))
  const again = result.find(({ name }, index) =>
    result.slice(0, index).some((each) => each.name.toLowerCase() === name.toLowerCase()),
  )
  if (again !== undefined)
    throw new UsageError(`${flag} names ${again.name} twice; name each file: ${flag} NAME=${again.file}`)
  return result
}

function nameOf(file: string): string {
  if (file === '-') return 'Payload'
  return (
    basename(file)
      .replace(/(?:[.-]schema)?\.\w+$/i, '')
      .replace(/^[^A-Za-z]+/, '') || 'Payload'
  )
}
