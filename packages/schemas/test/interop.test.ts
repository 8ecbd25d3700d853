import { parse } from '@aws-lambda-powertools/parser'
import { parser } from '@aws-lambda-powertools/parser/middleware'
import { sValidator } from '@hono/standard-validator'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createRecordSchema, EventInvokeConfigRequest, InvocationRecord } from '../src/index.ts'
import { readVectors } from './vectors.ts'

const record = readVectors('invocation-record/valid').find(({ name }) => name === 'retries-exhausted')
  ?.content as InvocationRecord
const Failure = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })

describe('Powertools parser', () => {
  it('accepts a record with our schema, and reports the path of a fault', () => {
    expect(parse(record, undefined, InvocationRecord)).toBe(record)
    expect(parse(record, undefined, InvocationRecord, true)).toEqual({ success: true, data: record })
    expect(() => parse({ ...record, version: '2.0' }, undefined, InvocationRecord)).toThrow(
      expect.objectContaining({ cause: [expect.objectContaining({ path: ['version'] })] }),
    )
  })

  it('checks the payloads with a composed schema', () => {
    expect(parse(record, undefined, Failure)).toMatchObject({ requestPayload: { orderId: 'A-1002' } })
    const result = parse({ ...record, requestPayload: {} }, undefined, Failure, true)
    expect(result).toMatchObject({
      success: false,
      error: { cause: [{ path: ['requestPayload', 'orderId'] }] },
    })
  })

  it('runs as middleware with our schema', async () => {
    const before = parser({ schema: Failure }).before as (request: { event: unknown }) => unknown
    const request = { event: record as unknown }
    await before(request)
    expect(request.event).toMatchObject({ requestPayload: { orderId: 'A-1002' } })
    expect(request.event).not.toHaveProperty('requestPayload.items')
    await expect(async () => before({ event: {} })).rejects.toThrow('Failed to parse schema')
  })
})

describe('Hono', () => {
  const app = new Hono()
    .post('/records', sValidator('json', Failure), (c) => {
      const { requestContext, requestPayload } = c.req.valid('json')
      return c.json({ condition: requestContext.condition, orderId: requestPayload.orderId })
    })
    .put('/config', sValidator('json', EventInvokeConfigRequest), (c) => c.json(c.req.valid('json')))
  const send = (path: string, method: string, body: unknown) =>
    app.request(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })

  it('passes the checked and typed body to the handler', async () => {
    const response = await send('/records', 'POST', record)
    expect(await response.json()).toEqual({ condition: 'RetriesExhausted', orderId: 'A-1002' })
  })

  it.each([
    { path: '/records', method: 'POST', body: { ...record, requestContext: {} } },
    { path: '/records', method: 'POST', body: { ...record, requestPayload: { orderId: 7 } } },
    { path: '/config', method: 'PUT', body: {} },
  ])('responds with 400 to an invalid body of $method $path: $body', async ({ path, method, body }) => {
    const response = await send(path, method, body)
    expect(response.status).toBe(400)
  })
})
