import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseInvocationRecord } from '@async-invoke/schemas'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-restart-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const released = join(folder, 'released')
const handler = join(folder, 'handler.mjs')
writeFileSync(
  handler,
  `import { existsSync } from 'node:fs'
export const fails = async () => { throw new Error('no') }
export const hangs = async () => { while (!existsSync('${released}')) await new Promise((resolve) => setTimeout(resolve, 5)) }`,
)
const program = join(folder, 'runtime.mts')
writeFileSync(
  program,
  `import { startLocalRuntime } from '${new URL('../src/index.ts', import.meta.url).href}'
const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'
const OnSuccess = 'arn:aws:sqs:us-east-1:123456789012:successes'
const eventInvokeConfigs = { $LATEST: { OnFailure, OnSuccess } }
const of = (exportName) => ({ file: '${handler}', exportName, eventInvokeConfigs, timeoutInSeconds: 60 })
const [, , dataDirectory, time] = process.argv
const { endpoint } = await startLocalRuntime({ functions: { fails: of('fails'), hangs: of('hangs') }, dataDirectory, time })
console.log(endpoint)`,
)

const children: ChildProcess[] = []
let runtime: LocalRuntime | undefined

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await runtime?.close()
  runtime = undefined
})

/** Starts a runtime in a process of its own, which the test can kill. */
async function start(dataDirectory: string, time: string) {
  const args = ['--conditions=@async-invoke/source', program, dataDirectory, time]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const endpoint = String(line)
  const control = async (method: string, path: string, body?: object) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    return JSON.parse((await raw(endpoint, method, `/_async-invoke/${path}`, sent)).text)
  }
  return {
    control,
    nowMs: async () => Date.parse((await control('GET', 'clock')).now),
    async accept(name: string): Promise<string> {
      const headers = { 'X-Amz-Invocation-Type': 'Event' }
      const path = `/2015-03-31/functions/${name}/invocations`
      return String((await raw(endpoint, 'POST', path, { headers, body: '{}' })).headers['x-amzn-requestid'])
    },
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('time over a restart with the same data directory', () => {
  it('continues from where skipped time was at a kill -9, for the events too', async () => {
    const directory = join(folder, 'skip')
    const first = await start(directory, 'skip')
    const beganMs = await first.nowMs()
    const failed = await first.accept('fails')
    await expect.poll(async () => (await first.control('GET', 'inbox')).messages.length).toBe(1)
    const hanging = await first.accept('hangs')
    await expect
      .poll(async () => (await first.control('GET', 'events')).events[0])
      .toMatchObject({ requestId: hanging, state: 'running' })
    const [before] = (await first.control('GET', `inbox?requestId=${failed}`)).messages
    const killedMs = await first.nowMs()
    expect(killedMs - beganMs).toBeGreaterThanOrEqual(180_000)
    await first.kill()

    const second = await start(directory, 'skip')
    expect(await second.nowMs()).toBeGreaterThanOrEqual(killedMs)
    writeFileSync(released, '')
    await expect.poll(async () => (await second.control('GET', 'inbox')).messages.length).toBe(1)
    const [after] = (await second.control('GET', `inbox?requestId=${hanging}`)).messages
    const [earlier, later] = [before, after].map(({ body }) => Date.parse(parseInvocationRecord(body).timestamp))
    expect(later).toBeGreaterThan(earlier ?? Number.NaN)
    expect(later).toBeGreaterThanOrEqual(killedMs)
  })

  it('stands where manual time stood at a kill -9, and an event waits for the rest of its back-off', async () => {
    const directory = join(folder, 'manual')
    const first = await start(directory, 'manual')
    await first.control('POST', 'clock', { advanceSeconds: 3_600 })
    const requestId = await first.accept('fails')
    const { now, nextDueAt } = await first.control('POST', 'clock', { advanceSeconds: 30 })
    expect(Date.parse(nextDueAt) - Date.parse(now)).toBe(30_000)
    await first.kill()

    const second = await start(directory, 'manual')
    expect(await second.control('GET', 'clock')).toMatchObject({ now, nextDueAt })
    await second.control('POST', 'clock', { advanceSeconds: 29.999 })
    expect((await second.control('GET', 'events')).events).toEqual([])
    await second.control('POST', 'clock', { advanceSeconds: 0.001 })
    expect((await second.control('GET', 'events')).events).toMatchObject([{ requestId, attempts: 2, state: 'waiting' }])
  })

  it.each<{ change: string; before: LocalRuntimeOptions; after: LocalRuntimeOptions }>([
    { change: 'manual to real', before: { time: 'manual' }, after: { time: 'real' } },
    { change: 'manual to skip', before: { time: 'manual' }, after: { time: 'skip' } },
    { change: 'manual to manual', before: { time: 'manual' }, after: { time: 'manual' } },
    { change: 'manual to a higher speed', before: { time: 'manual' }, after: { speed: 60 } },
    { change: 'a higher speed to real', before: { speed: 100_000 }, after: { time: 'real' } },
    { change: 'a higher speed to a lower one', before: { speed: 100_000 }, after: { speed: 2 } },
  ])('neither runs backwards nor jumps from $change', async ({ change, before, after }) => {
    const dataDirectory = join(folder, change.replaceAll(/\W+/g, '-'))
    const first = await startLocalRuntime({ ...before, dataDirectory })
    if (before.time === 'manual') await first.advanceMs(7_200_000)
    else await expect.poll(() => first.nowMs() - Date.now()).toBeGreaterThan(3_600_000)
    await first.close()
    const closedMs = first.nowMs()
    runtime = await startLocalRuntime({ ...after, dataDirectory })
    const startedMs = runtime.nowMs()
    if (before.time === 'manual') expect(startedMs).toBeGreaterThanOrEqual(closedMs)
    expect(startedMs - Date.now()).toBeGreaterThan(3_600_000 - 60_000)
    if (after.time === 'manual') expect(startedMs).toBe(closedMs)
    else await expect.poll(() => runtime?.nowMs()).toBeGreaterThan(startedMs)
  })

  it("leaves no mark of the machine's own time, and none of a runtime that is refused the directory", async () => {
    const dataDirectory = join(folder, 'owned')
    runtime = await startLocalRuntime({ dataDirectory })
    await runtime.close()
    expect(readdirSync(dataDirectory)).not.toContain('clock')
    runtime = await startLocalRuntime({ dataDirectory, time: 'manual' })
    await runtime.advanceMs(3_600_000)
    const nowMs = runtime.nowMs()
    await expect(startLocalRuntime({ dataDirectory, time: 'skip' })).rejects.toMatchObject({ code: 'data-in-use' })
    await runtime.close()
    runtime = await startLocalRuntime({ dataDirectory, time: 'manual' })
    expect(runtime.nowMs()).toBe(nowMs)
  })
})
