import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerName, answerSchemas } from '../definitions/control-api.ts'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'
const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

/** The schemas, refusing members that they do not list: nothing that is answered may be missing from them. */
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema(read('../../../schemas/timeline/1.0.json'))
ajv.addSchema(closed(answerSchemas) as object)

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in copy && !('additionalProperties' in copy) ? { ...copy, additionalProperties: false } : copy
}

let runtime: LocalRuntime
let requestId = ''

beforeAll(async () => {
  const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 1, OnFailure } }
  const orders = {
    file,
    exportName: 'throws',
    eventInvokeConfigs,
    deadLetterTargetArn: OnFailure,
    aliases: { live: '$LATEST' },
  }
  runtime = await startLocalRuntime({ functions: { orders }, time: 'manual' })
  for (let n = 0; n < 2; n += 1) {
    requestId = (await ask('POST', 'events/orders', '{"orderId":"A-1"}')).answer.requestId
    await runtime.advanceMs(0)
  }
  await runtime.advanceMs(600_000)
  await ask('POST', 'events/orders', '{}')
  await runtime.advanceMs(0)
})

afterAll(() => runtime.close())

async function ask(method: string, path: string, body?: string) {
  const { text } = await raw(runtime.endpoint, method, `/_async-invoke/${path}`, {
    ...(body !== undefined && { body }),
  })
  return { answer: JSON.parse(text) }
}

const cases: readonly { readonly request: string; readonly name: AnswerName; readonly body?: string }[] = [
  { request: 'GET health', name: 'health' },
  { request: 'GET clock', name: 'clock' },
  { request: 'GET events', name: 'events' },
  { request: 'GET events?limit=1&state=ended', name: 'events' },
  { request: 'GET events/REQUEST', name: 'timeline' },
  { request: 'GET functions', name: 'functions' },
  { request: 'GET functions/orders', name: 'function' },
  { request: 'GET graph', name: 'graph' },
  { request: 'GET faults', name: 'faults' },
  { request: 'PUT faults', name: 'faults', body: '{"throttles":0}' },
  { request: 'GET inbox', name: 'inbox' },
  { request: 'GET logs', name: 'names' },
  { request: 'GET logs/orders', name: 'logs' },
  { request: 'GET bundle', name: 'bundle' },
  { request: 'GET bundle?payloads=false', name: 'bundle' },
  { request: 'POST pause/orders', name: 'paused' },
  { request: 'POST replay/REQUEST', name: 'sent' },
  { request: 'DELETE events?function=orders', name: 'purged' },
  { request: 'POST resume/orders', name: 'paused' },
  { request: 'POST events/orders', name: 'sent', body: '{}' },
  { request: 'POST clock', name: 'clock', body: '{"advanceToEnd":true}' },
  { request: 'GET events/r-unknown', name: 'problem' },
  { request: 'GET nothing', name: 'problem' },
]

describe('the schemas of the control API', () => {
  it.each(cases)('describe the answer to $request completely', async ({ request, name, body }) => {
    const [method = '', path = ''] = request.replace('REQUEST', requestId).split(' ')
    const { answer } = await ask(method, path, body)
    const validate = ajv.getSchema(`${answerSchemas.$id}#/$defs/${name}`)
    validate?.(answer)
    expect(validate?.errors ?? []).toEqual([])
  })

  it('are each shown by an answer', () => {
    const parts = ['event', 'qualifier', 'message', 'line']
    expect([...new Set([...cases.map(({ name }) => name), ...parts])].sort()).toEqual(
      Object.keys(answerSchemas.$defs).sort(),
    )
  })

  it('are published as they are', () => {
    expect(read('../control-api.schema.json')).toEqual(answerSchemas)
  })
})
