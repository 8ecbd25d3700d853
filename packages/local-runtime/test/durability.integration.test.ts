import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-durability-'))
const handled = join(folder, 'handled.txt')
const handler = join(folder, 'handler.mjs')
writeFileSync(
  handler,
  `import { appendFileSync } from 'node:fs'
export const handler = async ({ id }) => appendFileSync('${handled}', id + '\\n')`,
)
const program = join(folder, 'runtime.mts')
writeFileSync(
  program,
  `import { startLocalRuntime } from '${new URL('../src/index.ts', import.meta.url).href}'
const functions = { f: { file: '${handler}' } }
const { endpoint } = await startLocalRuntime({ functions, dataDirectory: process.argv[2], maxInFlight: 8 })
console.log(endpoint)`,
)

const children: ChildProcess[] = []

afterEach(async () => {
  const ended = children.splice(0).map(async (child) => {
    if (child.kill('SIGKILL')) await once(child, 'exit')
  })
  await Promise.all(ended)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function start(dataDirectory: string) {
  const args = ['--conditions=@async-invoke/source', program, dataDirectory]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [endpoint] = await once(createInterface({ input: child.stdout }), 'line')
  return { child, endpoint: String(endpoint) }
}

const Role = 'arn:aws:iam::123456789012:role/r'
const functions = '/2015-03-31/functions'

describe('a data directory', () => {
  it('keeps every event that was answered with 202 before a kill -9 under load', async () => {
    const dataDirectory = join(folder, 'load')
    const first = await start(dataDirectory)
    const headers = { 'X-Amz-Invocation-Type': 'Event' }
    const accepted: string[] = []
    const senders = Array.from({ length: 16 }, async (_, sender) => {
      for (let n = 0; ; n += 1) {
        const id = `${sender}-${n}`
        const answer = await raw(first.endpoint, 'POST', `${functions}/f/invocations`, {
          headers,
          body: JSON.stringify({ id }),
        }).catch(() => undefined)
        if (answer === undefined) return
        if (answer.status === 202) accepted.push(id)
        if (accepted.length === 150) first.child.kill('SIGKILL')
      }
    })
    await Promise.all(senders)
    expect(accepted.length).toBeGreaterThanOrEqual(150)
    await start(dataDirectory)
    const missing = () => {
      const found = new Set(readFileSync(handled, 'utf8').split('\n'))
      return accepted.filter((id) => !found.has(id)).length
    }
    await expect.poll(missing, { timeout: 120_000, interval: 200 }).toBe(0)
  })

  it('keeps functions, versions, aliases, settings and code over a restart', async () => {
    const dataDirectory = join(folder, 'registry')
    const before = await startLocalRuntime({ dataDirectory })
    const call = async (endpoint: string, method: string, path: string, body?: object) => {
      const { status, text } = await raw(
        endpoint,
        method,
        path,
        body === undefined ? {} : { body: JSON.stringify(body) },
      )
      return { status, body: text === '' ? undefined : JSON.parse(text) }
    }
    const codeOf = (text: string): string =>
      zip([{ path: 'index.mjs', content: `export const handler = async () => "${text}"` }]).toString('base64')
    const ZipFile = codeOf('kept')
    const created = { FunctionName: 'kept', Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
    expect((await call(before.endpoint, 'POST', functions, { ...created, Tags: { a: 'b' } })).status).toBe(201)
    await expect
      .poll(async () => (await call(before.endpoint, 'GET', `${functions}/kept/configuration`)).body.State)
      .toBe('Active')
    await call(before.endpoint, 'POST', `${functions}/kept/versions`, {})
    await call(before.endpoint, 'POST', `${functions}/kept/aliases`, { Name: 'live', FunctionVersion: '1' })
    const config = '/2019-09-25/functions/kept/event-invoke-config?Qualifier=live'
    const put = await call(before.endpoint, 'PUT', config, { MaximumRetryAttempts: 1 })
    for (const text of ['replaced', 'latest'])
      await expect
        .poll(() => call(before.endpoint, 'PUT', `${functions}/kept/code`, { ZipFile: codeOf(text) }))
        .toMatchObject({ status: 200 })
    const stored = (): number => readdirSync(join(dataDirectory, 'code')).length
    expect(stored()).toBe(7)
    await before.close()

    const after = await startLocalRuntime({ dataDirectory })
    expect((await call(after.endpoint, 'GET', config)).body).toEqual(put.body)
    expect((await call(after.endpoint, 'GET', `${functions}/kept`)).body.Tags).toEqual({ a: 'b' })
    await expect
      .poll(async () => (await call(after.endpoint, 'POST', `${functions}/kept:live/invocations`, {})).body)
      .toBe('kept')
    expect((await call(after.endpoint, 'POST', `${functions}/kept/invocations`, {})).body).toBe('latest')
    await after.close()
    // Two versions, as archives and unpacked, and the package.json above them.
    expect(stored()).toBe(5)
  })

  it('opens a registry of the first version for every operation', async () => {
    const dataDirectory = join(folder, 'first')
    mkdirSync(dataDirectory)
    const registry = new DatabaseSync(join(dataDirectory, 'registry.sqlite'))
    registry.exec(readFileSync(new URL('./fixtures/registry-1.sql', import.meta.url), 'utf8'))
    registry.close()
    const runtime = await startLocalRuntime({ dataDirectory })
    const read = async (path: string) => JSON.parse((await raw(runtime.endpoint, 'GET', path)).text)
    expect(await read(`${functions}/orders`)).toMatchObject({
      Configuration: {
        ...{ Version: '$LATEST', State: 'Active', Timeout: 10, MemorySize: 256, Architectures: ['arm64'] },
        ...{ Environment: { Variables: { TABLE: 'orders' } }, LastModified: '2026-02-10T09:15:00.000+0000' },
        DeadLetterConfig: { TargetArn: 'arn:aws:sqs:us-east-1:123456789012:letters' },
      },
      ...{ Tags: { team: 'shop' }, Concurrency: { ReservedConcurrentExecutions: 5 } },
    })
    expect(await read(`${functions}/orders/configuration?Qualifier=1`)).toMatchObject({
      ...{ Runtime: 'python3.12', Handler: 'app.handler', Description: 'first', TracingConfig: { Mode: 'Active' } },
    })
    expect(await read(`${functions}/orders/aliases/live`)).toMatchObject({
      ...{ FunctionVersion: '1', RoutingConfig: { AdditionalVersionWeights: { $LATEST: 0.1 } } },
    })
    expect(await read('/2019-09-25/functions/orders/event-invoke-config?Qualifier=live')).toMatchObject({
      ...{ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 3600, LastModified: 1770714900.5 },
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:failures' } },
    })
    expect(await read('/2024-08-31/functions/orders/recursion-config')).toEqual({ RecursiveLoop: 'Allow' })
    const listed = (await read(`${functions}?FunctionVersion=ALL`)).Functions
    expect(listed.map(({ FunctionArn }: { FunctionArn: string }) => FunctionArn.split('function:')[1])).toEqual([
      'declared:$LATEST',
      'orders:$LATEST',
      'orders:1',
    ])
    const published = await raw(runtime.endpoint, 'POST', `${functions}/orders/versions`, { body: '{}' })
    expect([published.status, JSON.parse(published.text).Version]).toEqual([201, '2'])
    await runtime.close()
  })

  it('refuses a second runtime (data-in-use) and a registry of a later version (data-too-new)', async () => {
    const dataDirectory = join(folder, 'owned')
    const owner = await startLocalRuntime({ dataDirectory })
    await expect(startLocalRuntime({ dataDirectory })).rejects.toMatchObject({ code: 'data-in-use' })
    await owner.close()
    const registry = new DatabaseSync(join(dataDirectory, 'registry.sqlite'))
    registry.exec('PRAGMA user_version = 99')
    registry.close()
    await expect(startLocalRuntime({ dataDirectory })).rejects.toMatchObject({ code: 'data-too-new' })
  })
})
