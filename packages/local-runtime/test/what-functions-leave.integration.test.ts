import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const file = new URL('./handlers/writes.mjs', import.meta.url).pathname
const invocations = '/2015-03-31/functions/f/invocations'

interface Line {
  readonly requestId: string | undefined
  readonly message: string
}

let runtime: LocalRuntime
let lines: Line[]

async function start(): Promise<LocalRuntime> {
  lines = []
  return startLocalRuntime({
    functions: { f: { file } },
    onLine: (_, message, requestId) => void lines.push({ message, requestId }),
  })
}

/** Runs one event and returns the response, and the lines logged with its request id. */
async function run(event: object): Promise<{ readonly text: string; readonly logged: readonly string[] }> {
  const { text, headers } = await raw(runtime.endpoint, 'POST', invocations, { body: JSON.stringify(event) })
  const logged = lines.filter(({ requestId }) => requestId === headers['x-amzn-requestid'])
  return { text, logged: logged.map(({ message }) => message) }
}

const pidIn = (logged: readonly string[]): number =>
  Number(/^started (\d+)$/.exec(logged.find((line) => line.startsWith('started')) ?? '')?.[1])

/** True if a process is alive; a zombie is not. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

beforeAll(async () => {
  runtime = await start()
})
afterAll(() => runtime.close())

describe('the output of a function', () => {
  it('is between the START and the END of its run (LOG-1)', async () => {
    const { logged } = await run({ lines: 2_000 })
    expect(logged).toHaveLength(2_003)
    expect(logged[0]).toMatch(/^START/)
    expect(logged.slice(1, -2).map((line) => Number.parseInt(line, 10))).toEqual(
      Array.from({ length: 2_000 }, (_, n) => n),
    )
    expect(logged.slice(-2).map((line) => line.slice(0, 6))).toEqual(['END Re', 'REPORT'])
  })

  it('belongs to its run without a line break at the end', async () => {
    for (const text of ['first', 'second']) expect((await run({ text })).logged[1]).toBe(text)
  })

  it('is split into several lines if it has no line breaks', async () => {
    const { logged } = await run({ text: 'x'.repeat(5_000_000) })
    expect(logged.slice(1, -2).join('')).toHaveLength(5_000_000)
    expect(Math.max(...logged.map((line) => line.length))).toBeLessThan(500_000)
  })

  it('precedes the exit error and the memory used (REC-5, LOG-1)', async () => {
    const { logged } = await run({ text: 'last words', exit: 3 })
    expect(logged.slice(1, 4)).toEqual([
      'last words',
      expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: exit status 3$/),
      'Runtime.ExitError',
    ])
    if (process.platform === 'linux') expect(logged.at(-1)).toMatch(/Max Memory Used: [1-9]\d* MB/)
  })
})

describe.runIf(process.platform === 'linux')('a child process of a function', () => {
  it('is killed when the function exits, and does not delay the exit error (REC-5)', async () => {
    const { text, logged } = await run({ start: { stdio: 'ignore' }, exit: 1 })
    expect(text).toContain('Runtime exited with error: exit status 1')
    const pid = pidIn(logged)
    expect(pid).toBeGreaterThan(1)
    // The signal takes effect asynchronously.
    await expect.poll(() => isAlive(pid)).toBe(false)
  })

  it('delays neither an exit nor close() from a session of its own', async () => {
    const apart = { detached: true, stdio: 'inherit' }
    const exited = await run({ start: apart, exit: 1 })
    expect(exited.text).toContain('Runtime exited with error: exit status 1')
    const { logged } = await run({ start: apart })
    // Resolves while both processes are still there: they hang until they are killed.
    await runtime.close()
    for (const pid of [pidIn(exited.logged), pidIn(logged)]) expect(process.kill(pid, 'SIGKILL')).toBe(true)
    runtime = await start()
  })
})

describe.runIf(process.platform === 'linux')('an idle process of a function', () => {
  it('ends before another starts once its function or version is deleted', async () => {
    const pid = { file: new URL('./handlers/orders.mjs', import.meta.url).pathname, exportName: 'pid' }
    const other = await startLocalRuntime({ functions: { deleted: pid, kept: pid, started: pid }, pendingMs: 0 })
    const call = async (method: string, path: string) => raw(other.endpoint, method, `/2015-03-31/functions/${path}`)
    const pidOf = async (name: string) => Number((await call('POST', `${name}/invocations`)).text)
    await call('POST', 'kept/versions')
    const pids = [await pidOf('deleted'), await pidOf('kept:1'), await pidOf('kept')]
    await call('DELETE', 'deleted')
    await call('DELETE', 'kept?Qualifier=1')
    expect(pids.map(isAlive)).toEqual([true, true, true])
    await pidOf('started')
    await expect.poll(() => pids.map(isAlive)).toEqual([false, false, true])
    await other.close()
  })
})
