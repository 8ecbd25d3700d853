import { sValidator } from '@hono/standard-validator'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createRecordSchema, EventInvokeConfigRequest, type InvocationRecord } from '../src/index.ts'
import { readVectors } from './vectors.ts'

const record = readVectors('invocation-record/valid').find(({ name }) => name === 'retries-exhausted')
  ?.content as InvocationRecord
const Failure = createRecordSchema({ requestPayload: z.object({ orderId: z.string() }) })

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
