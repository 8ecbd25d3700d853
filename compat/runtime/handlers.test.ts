import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type FunctionOptions, type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { parseInvocationRecord } from '@async-invoke/schemas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpEvent } from './http-event.ts'

const here = dirname(fileURLToPath(import.meta.url))
const { resolve } = createRequire(import.meta.url)
/** Below this folder, so that packages are found. */
const scratch = mkdtempSync(join(here, '.built-'))
const OnSuccess = 'arn:aws:sqs:us-east-1:123456789012:done'

const of = (name: string, exportName: string): FunctionOptions => ({
  file: join(here, 'handlers', `${name}.mjs`),
  exportName,
  timeoutInSeconds: 30,
  memoryInMegabytes: 512,
  eventInvokeConfigs: { $LATEST: { OnSuccess } },
})

/** Builds the Nitro project with its preset for Lambda, and returns the built folder. */
function buildNitro(streaming: boolean): string {
  const project = join(scratch, streaming ? 'nitro-streaming' : 'nitro')
  cpSync(join(here, 'nitro'), project, { recursive: true })
  const config = { compatibilityDate: '2026-01-01', awsLambda: { streaming } }
  writeFileSync(join(project, 'nitro.config.mjs'), `export default ${JSON.stringify(config)}`)
  const cli = join(dirname(resolve('nitropack/package.json')), 'dist/cli/index.mjs')
  execFileSync(process.execPath, [cli, 'build', '--preset', 'aws-lambda'], { cwd: project, stdio: 'pipe' })
  return join(project, '.output/server')
}

let runtime: LocalRuntime
const lines: string[] = []
beforeAll(async () => {
  const nitro = { handler: 'index.handler', timeoutInSeconds: 30, memoryInMegabytes: 512 }
  runtime = await startLocalRuntime({
    functions: {
      ...{ middy: of('middy', 'plain'), 'middy-streaming': of('middy', 'streaming') },
      ...{
        logs: of('powertools', 'logs'),
        idempotent: of('powertools', 'idempotent'),
        batch: of('powertools', 'batch'),
      },
      ...{ hono: of('hono', 'plain'), 'hono-streaming': of('hono', 'streaming') },
      nitro: { ...nitro, directory: buildNitro(false) },
      'nitro-streaming': { ...nitro, directory: buildNitro(true) },
    },
    onLine: (_, line) => void lines.push(line),
    time: 'skip',
  })
}, 120_000)
afterAll(async () => {
  await runtime?.close()
  rmSync(scratch, { recursive: true, force: true })
})

async function post(name: string, event: object, headers: Record<string, string> = {}): Promise<Response> {
  const url = `${runtime.endpoint}/2015-03-31/functions/${name}/invocations`
  return fetch(url, { method: 'POST', body: JSON.stringify(event), headers })
}

const call = async (name: string, event: object): Promise<string> => (await post(name, event)).text()

async function recordOf(name: string, event: object) {
  const id = (await post(name, event, { 'X-Amz-Invocation-Type': 'Event' })).headers.get('x-amzn-requestid')
  const find = () => runtime.inbox().find(({ requestId }) => requestId === id)
  await expect.poll(find, { timeout: 30_000 }).toBeDefined()
  return parseInvocationRecord(find()?.body ?? '')
}

/** A streamed HTTP response: its metadata, and the body after eight zero bytes. */
function readStreamed(text: string) {
  const [metadata = '', body] = text.split('\0'.repeat(8))
  return { ...JSON.parse(metadata), body }
}

describe('a handler of middy', () => {
  it('runs its middlewares', async () => {
    expect(JSON.parse(await call('middy', { prices: [1, 2] }))).toEqual({ total: 3, function: 'middy' })
  })

  it('streams its response', async () => {
    expect(readStreamed(await call('middy-streaming', { prices: [1, 2] }))).toMatchObject({
      statusCode: 200,
      body: 'total 3',
    })
  })

  it('succeeds under an event, although what it streams is not JSON (RUN-2)', async () => {
    expect(await recordOf('middy-streaming', { prices: [1] })).toMatchObject({
      requestContext: { condition: 'Success' },
      deliveryError: { statusCode: 400 },
    })
  })
})

describe('a handler with Powertools', () => {
  it('writes structured logs with the context of the run', async () => {
    await call('logs', { orderId: 'A-1' })
    const line = lines.find((each) => each.includes('"orderId":"A-1"')) ?? ''
    expect(JSON.parse(line)).toMatchObject({
      ...{ level: 'INFO', message: 'accepted', service: 'orders', function_name: 'logs', function_memory_size: '512' },
      function_request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('runs once for events of the same order', async () => {
    const events = [{ orderId: 'A-1' }, { orderId: 'A-1' }, { orderId: 'A-2' }]
    const answers = []
    for (const event of events) answers.push((await recordOf('idempotent', event)).responsePayload)
    expect(answers).toEqual([
      { orderId: 'A-1', run: 1 },
      { orderId: 'A-1', run: 1 },
      { orderId: 'A-2', run: 2 },
    ])
  })

  it('returns the failures of a batch', async () => {
    const Records = ['good', 'bad'].map((body, n) => ({
      messageId: `m-${n}`,
      body,
      eventSource: 'aws:sqs',
      attributes: {},
    }))
    expect(JSON.parse(await call('batch', { Records }))).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] })
  })
})

describe.each([
  { adapter: 'Hono', name: 'hono', path: '/orders/A-1', body: { id: 'A-1' } },
  { adapter: 'Nitro', name: 'nitro', path: '/orders', body: { path: '/orders' } },
])('the adapter of $adapter', ({ name, path, body }) => {
  it('answers a request', async () => {
    const answer = JSON.parse(await call(name, httpEvent(path)))
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([200, body])
  })

  it('streams its response', async () => {
    const { statusCode, body: text } = readStreamed(await call(`${name}-streaming`, httpEvent(path)))
    expect([statusCode, JSON.parse(text)]).toEqual([200, body])
  })
})
