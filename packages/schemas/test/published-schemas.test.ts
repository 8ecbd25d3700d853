import { readFileSync } from 'node:fs'
import { registerSchema, validate } from '@hyperjump/json-schema/draft-2020-12'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { definitions } from '../definitions/index.ts'
import { emittedFiles } from '../scripts/emitted-files.ts'
import { readVectors } from './vectors.ts'

const published = (file: string): { $id: string; examples: unknown[] } =>
  JSON.parse(readFileSync(new URL(`../../../schemas/${file}.json`, import.meta.url), 'utf8'))

it('what is generated is what is on disk: run `pnpm schemas:emit` after a change', async () => {
  for (const { path, text } of await emittedFiles()) expect(readFileSync(path, 'utf8'), path).toBe(text)
})

describe.each(definitions)('schemas/$file.json, read by validators that are not ours', ({ file, name }) => {
  const schema = published(file)
  const ajv = new Ajv2020({ strict: true, allErrors: true }).compile(schema)
  registerSchema(schema as never, schema.$id)
  const hyperjump = async (value: unknown): Promise<boolean> => (await validate(schema.$id, value as never)).valid

  it('its examples are valid', async () => {
    expect(schema.examples.length).toBeGreaterThan(0)
    for (const example of schema.examples) {
      expect(ajv(example)).toBe(true)
      expect(await hyperjump(example)).toBe(true)
    }
  })

  it.each(readVectors(`${name}/valid`))('takes $name', async ({ content }) => {
    expect(ajv(content), JSON.stringify(ajv.errors)).toBe(true)
    expect(await hyperjump(content)).toBe(true)
  })

  it.each(readVectors<{ document: unknown; issue: { path: string; keyword: string } }>(`${name}/invalid`))(
    'refuses $name',
    async ({ content: { document, issue } }) => {
      expect(ajv(document)).toBe(false)
      const errors = ajv.errors?.map(({ instancePath, keyword }) => ({ path: instancePath, keyword }))
      expect(errors).toContainEqual(issue)
      expect(await hyperjump(document)).toBe(false)
    },
  )
})
