import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { root } from '../repository.ts'
import { addressOfId, publishedSchemas } from './published-schemas.ts'
import { membersOf } from './schema.ts'
import { schemas } from './schema-pages.ts'

const published = publishedSchemas()
const { files } = schemas(new Map())

describe('publishedSchemas', () => {
  it('takes the schemas of the project and of its packages', () => {
    expect(published.map(({ address }) => address)).toEqual(
      expect.arrayContaining(['schemas/config/v1/', 'schemas/control-api/1.0/', 'schemas/invocation-record/1.0/']),
    )
  })

  it.each(published)('publishes $schema.$id at its path, byte for byte', ({ schema: { $id } }) => {
    const source = files.get(`${addressOfId($id)}.json`) ?? expect.unreachable($id)
    expect(JSON.parse(readFileSync(`${root}/${source}`, 'utf8'))).toHaveProperty(['$id'], $id)
  })

  it.each(published.filter(({ examples }) => examples.length > 0))(
    'shows only examples that $schema.$id admits',
    (each) => {
      const validate = new Ajv2020({
        strict: false,
        validateFormats: false,
        validateSchema: false,
        meta: false,
      }).compile(each.schema)
      expect(each.examples.filter(({ document }) => !validate(document)).map(({ name }) => name)).toEqual([])
    },
  )
})

describe('addressOfId', () => {
  it('refuses an id from which no address follows', () => {
    expect(() => addressOfId('https://example.com/timeline.json')).toThrow(
      'no address follows from the $id "https://example.com/timeline.json"',
    )
  })
})

describe('membersOf', () => {
  it('describes nested members, items, alternatives and any name', () => {
    const members = membersOf({
      required: ['a'],
      properties: {
        a: { type: 'array', items: { properties: { b: { enum: [1, 'x'] } } } },
        c: { anyOf: [{ properties: { d: { $ref: '#/$defs/e' } } }, { type: 'null' }] },
      },
      additionalProperties: { type: 'integer', minimum: 60, maximum: 90, default: 70 },
    })
    const plain = { required: false, description: '', limits: [], members: [] }
    expect(members).toEqual([
      {
        ...plain,
        name: 'a',
        required: true,
        types: ['array of any'],
        members: [{ ...plain, name: 'b', types: ['1', '"x"'] }],
      },
      { ...plain, name: 'c', types: ['any', 'null'], members: [{ ...plain, name: 'd', types: ['#e'] }] },
      { ...plain, name: '*', types: ['integer'], limits: ['from 60 to 90', 'default 70'] },
    ])
  })

  it('keeps the members of several alternatives apart', () => {
    const members = membersOf({ oneOf: [{ properties: { a: {} } }, { type: 'null' }, { properties: { b: {} } }] })
    expect(members.map(({ name, members: inner }) => [name, ...inner.map((each) => each.name)])).toEqual([
      ['either', 'a'],
      ['or', 'b'],
    ])
  })
})
