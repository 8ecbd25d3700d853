import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { read, root } from '../repository.ts'
import type { Schema } from './schema.ts'

/** One form of a schema: in one draft of JSON Schema, or for OpenAPI. */
export interface PublishedForm {
  readonly name: string
  /** The file in the repository, whose bytes are published. */
  readonly source: string
  /** Where the site has it. */
  readonly address: string
}

/** A schema, the addresses of its forms, and documents that it admits. */
export interface PublishedSchema {
  readonly schema: Schema & { readonly $id: string }
  /** `schemas/invocation-record/1.0/` */
  readonly address: string
  /** The form of the newest draft first. */
  readonly forms: readonly [PublishedForm, ...PublishedForm[]]
  readonly examples: readonly { readonly name: string; readonly document: unknown }[]
}

const forms = {
  'JSON Schema 2020-12': '.json',
  'JSON Schema draft-07': '.draft-07.json',
  'OpenAPI 3.0': '.openapi.json',
}

/** The schemas of `schemas/` and of the packages, in the order of their addresses. */
export function publishedSchemas(): readonly PublishedSchema[] {
  const paths = globSync(['schemas/*/*.json', 'packages/*/*.schema.json'], { cwd: root }).sort()
  return paths
    .filter((path) => !/\.(?:draft-07|openapi)\.json$/.test(path))
    .map((source) => {
      const schema = JSON.parse(read(source)) as Schema
      const { $id } = schema
      if ($id === undefined) throw new Error(`${source} has no $id`)
      const stem = addressOfId($id)
      const [first, ...others] = Object.entries(forms).flatMap(([name, end]) => {
        const file = source.replace(/\.json$/, end)
        return paths.includes(file) ? [{ name, source: file, address: `${stem}${end}` }] : []
      })
      if (first === undefined) throw new Error(`${source} has no form`)
      return {
        schema: { ...schema, $id },
        address: `${stem}/`,
        forms: [first, ...others] as const,
        examples: examplesOf(schema, source),
      }
    })
    .sort((a, b) => (a.address < b.address ? -1 : 1))
}

/** The place of a `$id` on the site: `urn:async-invoke:schema:timeline:1.0` and `https://…/schemas/config/v1.json`. */
export function addressOfId(id: string): string {
  const [, name, version] = /^urn:async-invoke:schema:([a-z\d-]+):([\w.-]+)$/.exec(id) ?? []
  const path =
    name === undefined ? /^https:\/\/[^/]+\/(schemas\/.+)\.json$/.exec(id)?.[1] : `schemas/${name}/${version}`
  if (path === undefined) throw new Error(`no address follows from the $id ${JSON.stringify(id)}`)
  return path
}

/** The schema's own examples, then the golden documents of its name. */
function examplesOf({ examples = [] }: Schema, source: string): PublishedSchema['examples'] {
  const topic = source.split('/')[1] ?? ''
  const vectors = globSync(`vectors/${topic}/valid/*.json`, { cwd: root }).sort()
  return [
    ...examples.map((document, place) => ({ name: `Example${place === 0 ? '' : ` ${place + 1}`}`, document })),
    ...vectors.map((path) => ({
      name: basename(path, '.json').replaceAll('-', ' '),
      document: JSON.parse(read(path)),
    })),
  ]
}
