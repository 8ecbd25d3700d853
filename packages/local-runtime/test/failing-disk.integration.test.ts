import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const invocations = '/2015-03-31/functions/echo/invocations'
const asEvent = { 'X-Amz-Invocation-Type': 'Event' }

let folder: string
let cleanUp: (() => void)[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-disk-'))
  cleanUp = [() => rmSync(folder, { recursive: true, force: true })]
})
afterEach(() => {
  for (const undo of cleanUp.reverse()) undo()
})

/** Makes the folder a disk of 3 MB; skips the test, with the reason, where that is not allowed. */
function mountSmallDisk(context: TestContext, path: string): void {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', path], { stdio: 'pipe' })
  } catch (error) {
    context.skip(`a small disk cannot be mounted: ${(error as Error).message.split('\n').at(-2) ?? error}`)
  }
  cleanUp.push(() => execFileSync('umount', ['-l', path]))
}

describe('a data directory on a full disk', () => {
  it('refuses events with 500 ServiceException, reports the path, and keeps what it accepted', async (context) => {
    mountSmallDisk(context, folder)
    const dataDirectory = join(folder, 'data')
    const faults: unknown[] = []
    // No event ends: each run is throttled.
    const functions = { echo: { file, exportName: 'echo' } }
    const options = { functions, dataDirectory, time: 'manual', concurrency: 0 } as const
    const runtime = await startLocalRuntime({ ...options, onFault: (fault) => faults.push(fault) })
    const body = JSON.stringify('x'.repeat(200_000))
    const answers = []
    for (let n = 0; n < 40; n += 1)
      answers.push(await raw(runtime.endpoint, 'POST', invocations, { body, headers: asEvent }))
    const refused = answers.filter(({ status }) => status !== 202)
    expect(refused.length).toBeGreaterThan(10)
    for (const answer of refused) {
      expect(answer).toMatchObject({ status: 500, headers: { 'x-amzn-errortype': 'ServiceException' } })
    }
    const message = expect.stringContaining(`cannot write ${join(dataDirectory, 'queue.sqlite')}`)
    expect(faults).toContainEqual(expect.objectContaining({ code: 'disk-full', message }))
    const health = await raw(runtime.endpoint, 'GET', '/_async-invoke/health')
    const { queue } = JSON.parse(health.text)
    expect(queue.ready + queue.leased + queue.delayed).toBe(40 - refused.length)
    await runtime.close()
  })
})

describe.skipIf(process.platform === 'win32')('a data directory', () => {
  it('is readable by its owner only, with every file in it', async () => {
    const dataDirectory = join(folder, 'data')
    const runtime = await startLocalRuntime({ functions: {}, dataDirectory, speed: 2 })
    const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8)
    expect(rights(dataDirectory)).toBe('700')
    const files = readdirSync(dataDirectory).filter((name) => statSync(join(dataDirectory, name)).isFile())
    expect(files).toEqual(expect.arrayContaining(['clock', 'queue.sqlite', 'registry.sqlite']))
    for (const name of files) expect([name, rights(join(dataDirectory, name))]).toEqual([name, '600'])
    await runtime.close()
  })

  it('refuses events with 500 when it is removed while the runtime runs', async () => {
    const dataDirectory = join(folder, 'data')
    mkdirSync(dataDirectory)
    const faults: unknown[] = []
    const functions = { echo: { file, exportName: 'echo' } }
    const runtime = await startLocalRuntime({ functions, dataDirectory, onFault: (fault) => faults.push(fault) })
    expect(await raw(runtime.endpoint, 'POST', invocations, { headers: asEvent })).toMatchObject({ status: 202 })
    rmSync(dataDirectory, { recursive: true })
    expect(await raw(runtime.endpoint, 'POST', invocations, { headers: asEvent })).toMatchObject({ status: 500 })
    for (const fault of faults) expect(fault).toMatchObject({ code: 'removed' })
    expect(faults.length).toBeGreaterThan(0)
    await runtime.close()
  })
})
