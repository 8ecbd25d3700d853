import { Hono } from 'hono'
import { handle, streamHandle } from 'hono/aws-lambda'

const app = new Hono().get('/orders/:id', (c) => c.json({ id: c.req.param('id') }))

export const plain = handle(app)
export const streaming = streamHandle(app)
