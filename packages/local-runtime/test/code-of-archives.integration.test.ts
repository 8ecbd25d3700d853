import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { CodeStore } from '../src/lib/functions/code-store.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

const role = 'arn:aws:iam::123456789012:role/r'
/** Changes its own code, and says which code ran. */
const content = `import { chmodSync, writeFileSync, rmSync } from 'node:fs'
export const handler = async ({ write, remove }) => {
  const file = process.env.LAMBDA_TASK_ROOT + '/' + (write ?? remove)
  if (remove) rmSync(file)
  if (write) {
    try { chmodSync(file, 0o644) } catch {}
    writeFileSync(file, 'export const handler = async () => "poisoned"')
  }
  return 'original'
}`

let dataDirectory: string
let lines: string[]
let runtime: LocalRuntime

async function start(): Promise<void> {
  runtime = await startLocalRuntime({ dataDirectory, pendingMs: 0, onLine: (_, line) => void lines.push(line) })
}

beforeEach(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'code-of-archives-'))
  lines = []
  await start()
})
afterEach(async () => {
  await runtime.close()
  rmSync(dataDirectory, { recursive: true })
})

async function create(
  name: string,
  files = [
    { path: 'index.mjs', content },
    { path: 'lib/a.mjs', content: '' },
  ],
) {
  const Code = { ZipFile: zip(files).toString('base64') }
  const about = { FunctionName: name, Role: role, Runtime: 'nodejs24.x', Handler: 'index.handler' }
  const body = JSON.stringify({ ...about, Code })
  expect(await raw(runtime.endpoint, 'POST', '/2015-03-31/functions', { body })).toMatchObject({ status: 201 })
}

async function invoke(name: string, event: object = {}): Promise<unknown> {
  const path = `/2015-03-31/functions/${name}/invocations`
  return JSON.parse((await raw(runtime.endpoint, 'POST', path, { body: JSON.stringify(event) })).text)
}

const folderOf = (): string => {
  const [name = ''] = readdirSync(join(dataDirectory, 'code')).filter((each) => /^[0-9a-f]{64}$/.test(each))
  return join(dataDirectory, 'code', name)
}

describe('the code of an archive', () => {
  it.each([
    { change: 'overwrites a file', event: { write: 'index.mjs' } },
    { change: 'adds a file', event: { write: 'lib/new.mjs' } },
    { change: 'removes a file', event: { remove: 'lib/a.mjs' } },
  ])('is unpacked again, with a line in the log, after a function $change', async ({ event }) => {
    await create('a')
    expect(await invoke('a', event)).toBe('original')
    await create('b')
    expect(await invoke('b')).toBe('original')
    const changed = event.write ?? event.remove
    expect(lines).toContain(`async-invoke: unpacked the archive again, since ${changed} was changed`)
    expect(readdirSync(folderOf(), { recursive: true }).sort()).toEqual(['index.mjs', 'lib', join('lib', 'a.mjs')])
    expect(readdirSync(join(dataDirectory, 'code')).filter((name) => name !== 'package.json')).toHaveLength(2)
  })

  it('is compared with the archive after a restart', async () => {
    await create('a')
    expect(await invoke('a', { write: 'index.mjs' })).toBe('original')
    await runtime.close()
    await start()
    expect(await invoke('a')).toBe('original')
    expect(lines.filter((line) => line.includes('unpacked the archive again'))).toHaveLength(1)
    await runtime.close()
    await start()
    expect(await invoke('a')).toBe('original')
    expect(lines.filter((line) => line.includes('unpacked the archive again'))).toHaveLength(1)
  })

  it.each([
    { type: 'module', content: "exports.handler = async () => 'CommonJS'", answer: 'CommonJS' },
    { type: 'commonjs', content: "export const handler = async () => 'module'", answer: 'module' },
  ])('does not take the type of the project around its data directory, $type (FNC-14)', async ({ type, ...code }) => {
    writeFileSync(join(dataDirectory, 'package.json'), JSON.stringify({ type }))
    await create('a', [{ path: 'index.js', content: code.content }])
    expect(await invoke('a')).toBe(code.answer)
  })

  it('is unpacked once for environments that start together', async () => {
    await create('a')
    await invoke('a')
    const file = join(folderOf(), 'index.mjs')
    chmodSync(file, 0o644)
    writeFileSync(file, 'export const handler = async () => "poisoned"')
    for (const name of ['b', 'c', 'd']) await create(name)
    expect(await Promise.all(['b', 'c', 'd'].map((name) => invoke(name)))).toEqual(['original', 'original', 'original'])
  })

  it.skipIf(process.platform === 'win32')('is read-only, and the last of two entries of one path counts', async () => {
    const files = [
      { path: 'index.mjs', content: 'broken' },
      { path: 'index.mjs', content },
      { path: 'run.sh', content: '', mode: 0o100755 },
    ]
    await create('a', files)
    expect(await invoke('a')).toBe('original')
    const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8)
    expect([rights(join(folderOf(), 'index.mjs')), rights(join(folderOf(), 'run.sh'))]).toEqual(['444', '555'])
    expect([rights(folderOf()), rights(`${folderOf()}.zip`)]).toEqual(['700', '600'])
  })

  it('keeps the folder when its archive cannot be unpacked again', async () => {
    const store = new CodeStore(join(dataDirectory, 'code'))
    const { directory } = await store.ofArchive(zip([{ path: 'index.mjs', content }]))
    const file = join(directory, 'index.mjs')
    chmodSync(file, 0o644)
    writeFileSync(file, 'changed')
    writeFileSync(`${directory}.zip`, 'no archive')
    await expect(store.mend(directory)).rejects.toMatchObject({ name: 'ZipError' })
    expect(readFileSync(file, 'utf8')).toBe('changed')
  })
})
