import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { readZip } from '../src/lib/functions/zip-archive.ts'
import { zip } from './zip.ts'

const archive = zip([
  { path: 'index.mjs', content: 'export const handler = async () => 1' },
  { path: 'data/ä.txt', content: 'text' },
])

let runtime: LocalRuntime
afterEach(() => runtime.close())

const functions = '/2015-03-31/functions'

async function start(options: LocalRuntimeOptions = {}): Promise<void> {
  runtime = await startLocalRuntime({ pendingMs: 0, ...options })
}

async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${runtime.endpoint}${path}`, { method, headers, ...sent })
  return (await response.json()) as { Code: { Location: string } }
}

async function create(FunctionName: string): Promise<void> {
  const Role = 'arn:aws:iam::123456789012:role/lambda'
  const Code = { ZipFile: archive.toString('base64') }
  await call('POST', functions, { FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code })
}

const locationOf = async (name: string): Promise<string> => (await call('GET', `${functions}/${name}`)).Code.Location
const fetched = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

describe('Code.Location', () => {
  it('is a URL of the runtime with the archive as it was sent (FNC-17)', async () => {
    await start()
    await create('orders')
    const location = await locationOf('orders')
    expect(location.startsWith(`${runtime.endpoint}/`)).toBe(true)
    expect(await fetched(location)).toEqual(archive)
  })

  it('names a version, which keeps its code (FNC-17)', async () => {
    await start()
    await create('orders')
    await call('POST', `${functions}/orders/versions`, {})
    const other = zip([{ path: 'index.mjs', content: 'export const handler = async () => 2' }])
    await call('PUT', `${functions}/orders/code`, { ZipFile: other.toString('base64') })
    expect(await fetched(await locationOf('orders:1'))).toEqual(archive)
    expect(await fetched(await locationOf('orders'))).toEqual(other)
  })

  it('has the files of a folder without hidden ones, for code that runs in place (FNC-17)', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'async-invoke-code-'))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    for (const name of ['index.mjs', '.env']) writeFileSync(join(directory, name), `// ${name}`)
    await start({ functions: { local: { directory, handler: 'index.handler' } } })
    const files = await readZip(await fetched(await locationOf('local')))
    expect(files.map(({ path, content }) => [path, content.toString()])).toEqual([['index.mjs', '// index.mjs']])
  })

  it('carries the token where the control API is protected (FNC-17)', async () => {
    await start({ host: '0.0.0.0' })
    await create('orders')
    const location = await locationOf('orders')
    expect(await fetched(location)).toEqual(archive)
    const { origin, pathname } = new URL(location)
    expect((await fetch(origin + pathname)).status).toBe(403)
  })

  it('is not there for a function that was deleted (FNC-17)', async () => {
    await start()
    await create('orders')
    const location = await locationOf('orders')
    await fetch(`${runtime.endpoint}${functions}/orders`, { method: 'DELETE' })
    expect((await fetch(location)).status).toBe(404)
  })
})
