import { Type } from '@sinclair/typebox'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fromTypeBox } from '../../../test/from-typebox.ts'
import { readVectors } from '../../../test/vectors.ts'
import type { AnyStandardSchema } from '../document/standard-schema.ts'
import { createRecordSchema } from './compose-invocation-record.ts'

const record = readVectors('invocation-record/valid').find(({ name }) => name === 'success')?.content as object

const libraries: readonly { name: string; schema: AnyStandardSchema }[] = [
  { name: 'zod', schema: z.object({ orderId: z.string() }) },
  { name: 'valibot', schema: v.object({ orderId: v.string() }) },
  { name: 'arktype', schema: type({ orderId: 'string' }) },
  { name: 'TypeBox', schema: fromTypeBox(Type.Object({ orderId: Type.String() })) },
]

describe.each(libraries)('createRecordSchema with a payload schema of $name', ({ schema }) => {
  const { validate } = createRecordSchema({ requestPayload: schema, responsePayload: schema })['~standard']

  it('accepts a record with valid payloads', () => {
    expect(validate(record)).toMatchObject({ value: { requestPayload: { orderId: 'A-1001' } } })
  })

  it('reports the path of an invalid payload', () => {
    expect(validate({ ...record, responsePayload: { orderId: 7 } })).toMatchObject({
      issues: [{ path: ['responsePayload', expect.anything()] }],
    })
  })

  it('keeps a missing response missing, and checks no payloads of an invalid record', () => {
    const { responsePayload: _, ...without } = record as { responsePayload: unknown }
    const result = validate(without)
    expect(result).toHaveProperty('value')
    expect(result).not.toHaveProperty('value.responsePayload')
    expect(validate({ requestPayload: 1 })).toMatchObject({
      issues: expect.arrayContaining([{ message: expect.any(String), path: [] }]),
    })
  })
})

describe('createRecordSchema', () => {
  it('returns the output of the payload schemas and does not change its input', () => {
    const upper = z.object({ orderId: z.string().transform((id) => id.toLowerCase()) })
    const result = createRecordSchema({ requestPayload: upper })['~standard'].validate(record)
    expect(result).toMatchObject({ value: { requestPayload: { orderId: 'a-1001' } } })
    expect(record).toMatchObject({ requestPayload: { orderId: 'A-1001' } })
  })

  it('returns a promise only if a payload schema does', async () => {
    const asynchronous = z.object({ orderId: z.string().refine(async (id) => id === 'A-1001') })
    const result = createRecordSchema({ requestPayload: asynchronous })['~standard'].validate(record)
    expect(result).toBeInstanceOf(Promise)
    expect(await result).toMatchObject({ value: { requestPayload: { orderId: 'A-1001' } } })
  })

  it('embeds the JSON Schemas of the payloads', () => {
    const { jsonSchema } = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })['~standard']
    const schema = jsonSchema.input({ target: 'draft-2020-12' })
    expect(schema).toMatchObject({ properties: { requestPayload: { properties: { orderId: { type: 'string' } } } } })
    expect(schema).not.toHaveProperty('$id')
  })
})
