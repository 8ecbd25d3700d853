import { Type } from '@sinclair/typebox'
import { TypeCompiler } from '@sinclair/typebox/compiler'
import { type } from 'arktype'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readVectors } from '../../../test/vectors.ts'
import type { AnyStandardSchema } from '../document/standard-schema.ts'
import { createRecordSchema } from './compose-invocation-record.ts'

const record = readVectors('invocation-record/valid').find(({ name }) => name === 'success')?.content as object

/** TypeBox has no Standard Schema of its own; this is all it takes to wrap one. */
function fromTypeBox(): AnyStandardSchema<unknown, { orderId: string }> {
  const compiled = TypeCompiler.Compile(Type.Object({ orderId: Type.String() }))
  const validate = (value: unknown) =>
    compiled.Check(value)
      ? { value }
      : {
          issues: [...compiled.Errors(value)].map(({ message, path }) => ({ message, path: path.split('/').slice(1) })),
        }
  return { '~standard': { version: 1, vendor: 'typebox', validate } }
}

const libraries: readonly { name: string; schema: AnyStandardSchema }[] = [
  { name: 'zod', schema: z.object({ orderId: z.string() }) },
  { name: 'valibot', schema: v.object({ orderId: v.string() }) },
  { name: 'arktype', schema: type({ orderId: 'string' }) },
  { name: 'TypeBox', schema: fromTypeBox() },
]

describe.each(libraries)('invocationRecord with a payload schema of $name', ({ schema }) => {
  const { validate } = createRecordSchema({ requestPayload: schema, responsePayload: schema })['~standard']

  it('takes a record whose payloads are right', () => {
    expect(validate(record)).toMatchObject({ value: { requestPayload: { orderId: 'A-1001' } } })
  })

  it('says where a payload is wrong', () => {
    expect(validate({ ...record, responsePayload: { orderId: 7 } })).toMatchObject({
      issues: [{ path: ['responsePayload', expect.anything()] }],
    })
  })

  it('leaves a missing response missing, and does not look at payloads of what is no record', () => {
    const { responsePayload: _, ...without } = record as { responsePayload: unknown }
    const result = validate(without)
    expect(result).toHaveProperty('value')
    expect(result).not.toHaveProperty('value.responsePayload')
    expect(validate({ requestPayload: 1 })).toMatchObject({
      issues: expect.arrayContaining([{ message: expect.any(String), path: [] }]),
    })
  })
})

describe('invocationRecord', () => {
  it('gives what the schemas made of the payloads and leaves the value as it was', () => {
    const upper = z.object({ orderId: z.string().transform((id) => id.toLowerCase()) })
    const result = createRecordSchema({ requestPayload: upper })['~standard'].validate(record)
    expect(result).toMatchObject({ value: { requestPayload: { orderId: 'a-1001' } } })
    expect(record).toMatchObject({ requestPayload: { orderId: 'A-1001' } })
  })

  it('answers with a promise only where a schema does', async () => {
    const later = z.object({ orderId: z.string().refine(async (id) => id === 'A-1001') })
    const result = createRecordSchema({ requestPayload: later })['~standard'].validate(record)
    expect(result).toBeInstanceOf(Promise)
    expect(await result).toMatchObject({ value: { requestPayload: { orderId: 'A-1001' } } })
  })

  it('puts the payloads into its JSON Schema where their library can', () => {
    const { jsonSchema } = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })['~standard']
    const schema = jsonSchema.input({ target: 'draft-2020-12' })
    expect(schema).toMatchObject({ properties: { requestPayload: { properties: { orderId: { type: 'string' } } } } })
    expect(schema).not.toHaveProperty('$id')
  })
})
