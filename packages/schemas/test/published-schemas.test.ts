import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { definitions } from '../definitions/index.ts'
import { emittedFiles } from '../scripts/emitted-files.ts'
import { type InvalidVector, readVectors } from './vectors.ts'

const schemasFolder = fileURLToPath(new URL('../../../schemas', import.meta.url))
const generatedFolder = fileURLToPath(new URL('../src/generated', import.meta.url))

interface PublishedSchema {
  readonly $id: string
  readonly $schema: string
  readonly title: string
  readonly description: string
  readonly examples: readonly unknown[]
}

const published = (file: string): PublishedSchema =>
  JSON.parse(readFileSync(new URL(`../../../schemas/${file}.json`, import.meta.url), 'utf8'))

/** Paths of members without a description. */
function undescribed(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'examples') return []
    if (key !== 'properties') return undescribed(value, `${path}/${key}`)
    return Object.entries(value as Record<string, { description?: string; anyOf?: unknown }>).flatMap(
      ([name, member]) => [
        ...(isDescribed(path, member) ? [] : [`${path}/${name}`]),
        ...undescribed(member, `${path}/${name}`),
      ],
    )
  })
}

/** Members inside `anyOf` (spellings, the conditions of CFG-9) are described as a whole. */
function isDescribed(path: string, member: { description?: string }): boolean {
  return path.includes('/anyOf/') || typeof member.description === 'string'
}

describe('the published files', () => {
  it('equal the generated ones (`pnpm schemas:emit` updates them)', async () => {
    const files = await emittedFiles()
    for (const { path, text } of files) expect(readFileSync(path, 'utf8'), path).toBe(text)
    const onDisk = [schemasFolder, generatedFolder].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(schemasFolder, 'types')))
        .map(({ parentPath, name }) => join(parentPath, name)),
    )
    const ours = onDisk.filter((path) => path !== join(schemasFolder, 'README.md'))
    expect(ours.sort()).toEqual(files.map(({ path }) => path).sort())
  })
})

describe('the vectors', () => {
  it('include at least 40 valid and 60 invalid documents', () => {
    const count = (kind: string) => definitions.flatMap(({ name }) => readVectors(`${name}/${kind}`)).length
    expect(count('valid')).toBeGreaterThanOrEqual(40)
    expect(count('invalid')).toBeGreaterThanOrEqual(60)
  })
})

const dialects = [
  { dialect: '2020-12', suffix: '', Validator: Ajv2020, uri: 'https://json-schema.org/draft/2020-12/schema' },
  { dialect: 'draft-07', suffix: '.draft-07', Validator: Ajv, uri: 'http://json-schema.org/draft-07/schema#' },
]

describe.each(definitions)('schemas/$file.json', ({ file, name }) => {
  describe.each(dialects)('in $dialect, with Ajv', ({ suffix, Validator, uri, dialect }) => {
    const schema = published(file + suffix)
    const ajv = new Validator({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema)

    it('names its dialect, an absolute versioned id and a title, and describes every member', () => {
      expect(schema.$schema).toBe(uri)
      const id = `urn:async-invoke:schema:${file.replace('/', ':')}${dialect === 'draft-07' ? ':draft-07' : ''}`
      expect(schema.$id).toBe(id)
      expect(schema.title).toMatch(/^[A-Z][A-Za-z0-9]+$/)
      expect(schema.description).toMatch(/\(.+\)\.$/)
      expect(undescribed(schema)).toEqual([])
    })

    it('has valid examples', () => {
      expect(schema.examples.length).toBeGreaterThan(0)
      for (const example of schema.examples) expect(ajv(example), JSON.stringify(ajv.errors)).toBe(true)
    })

    it.each(readVectors(`${name}/valid`))('accepts $name', ({ content }) => {
      expect(ajv(content), JSON.stringify(ajv.errors)).toBe(true)
    })

    it.each(readVectors<InvalidVector>(`${name}/invalid`))(
      'refuses $name: $content.why',
      ({ content: { document, issue } }) => {
        expect(ajv(document)).toBe(false)
        const errors = ajv.errors?.map(({ instancePath, keyword }) => ({ path: instancePath, keyword }))
        expect(errors).toContainEqual(issue)
      },
    )
  })

  it('gives the same results with Hyperjump', async () => {
    const schema = published(file)
    registerSchema(schema as never, schema.$id)
    const hyperjump = async (value: unknown): Promise<boolean> => (await validate(schema.$id, value as never)).valid
    for (const { name: which, content } of readVectors(`${name}/valid`))
      expect(await hyperjump(content), which).toBe(true)
    for (const { name: which, content } of readVectors<InvalidVector>(`${name}/invalid`))
      expect(await hyperjump(content.document), which).toBe(false)
  })
})

describe('schemas/eventbridge-event/0.openapi.json, for the schema registry of EventBridge', () => {
  const document = JSON.parse(
    readFileSync(new URL('../../../schemas/eventbridge-event/0.openapi.json', import.meta.url), 'utf8'),
  )
  const { AWSEvent, InvocationRecord } = document.components.schemas

  it('names the source and the detail type of the event', () => {
    expect(document.openapi).toBe('3.0.0')
    expect(AWSEvent['x-amazon-events-source']).toBe('lambda')
    expect(AWSEvent['x-amazon-events-detail-type']).toBe('Lambda Function Invocation Result - Failure')
    expect(AWSEvent.required).toEqual(expect.arrayContaining(['detail-type', 'source', 'resources', 'detail']))
    expect(AWSEvent.properties.detail).toEqual({ $ref: '#/components/schemas/InvocationRecord' })
    expect(InvocationRecord.properties.version.enum).toEqual(['1.0'])
  })

  it('uses only keywords of OpenAPI 3.0', () => {
    expect(JSON.stringify(document)).not.toMatch(/"(?:const|examples|\$schema|\$id|\$defs)":/)
  })

  it.each(readVectors('eventbridge-event/valid'))('accepts $name', ({ content }) => {
    const ajv = new Ajv({ strict: false, logger: false })
    ajv.addSchema(document, 'openapi')
    expect(ajv.validate('openapi#/components/schemas/AWSEvent', content), JSON.stringify(ajv.errors)).toBe(true)
  })
})
