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

async function started(): Promise<LocalRuntime> {
  lines = []
  return startLocalRuntime({
    functions: { f: { file } },
    onLine: (_, message, requestId) => void lines.push({ message, requestId }),
  })
}

/** Runs one event; gives the response, and what was logged under its id. */
async function run(event: object): Promise<{ readonly text: string; readonly logged: readonly string[] }> {
  const { text, headers } = await raw(runtime.endpoint, 'POST', invocations, { body: JSON.stringify(event) })
  const logged = lines.filter(({ requestId }) => requestId === headers['x-amzn-requestid'])
  return { text, logged: logged.map(({ message }) => message) }
}

const pidIn = (logged: readonly string[]): number =>
  Number(/^started (\d+)$/.exec(logged.find((line) => line.startsWith('started')) ?? '')?.[1])

/** Whether a process lives; one that has ended and that nobody has asked about yet does not. */
function lives(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

beforeAll(async () => {
  runtime = await started()
})
afterAll(() => runtime.close())

describe('what a function writes', () => {
  it('comes between the START and the END of its run, however much it is (LOG-1)', async () => {
    const { logged } = await run({ lines: 2_000 })
    expect(logged).toHaveLength(2_003)
    expect(logged[0]).toMatch(/^START/)
    expect(logged.slice(1, -2).map((line) => Number.parseInt(line, 10))).toEqual(
      Array.from({ length: 2_000 }, (_, n) => n),
    )
    expect(logged.slice(-2).map((line) => line.slice(0, 6))).toEqual(['END Re', 'REPORT'])
  })

  it('belongs to its run also without an end of line', async () => {
    for (const text of ['first', 'second']) expect((await run({ text })).logged[1]).toBe(text)
  })

  it('without an end of line is cut into lines that have one', async () => {
    const { logged } = await run({ text: 'x'.repeat(5_000_000) })
    expect(logged.slice(1, -2).join('')).toHaveLength(5_000_000)
    expect(Math.max(...logged.map((line) => line.length))).toBeLessThan(500_000)
  })

  it('is followed by how it exited, and by the memory it used (REC-5, LOG-1)', async () => {
    const { logged } = await run({ text: 'last words', exit: 3 })
    expect(logged.slice(1, 4)).toEqual([
      'last words',
      expect.stringMatching(/^RequestId: \S+ Error: Runtime exited with error: exit status 3$/),
      'Runtime.ExitError',
    ])
    if (process.platform === 'linux') expect(logged.at(-1)).toMatch(/Max Memory Used: [1-9]\d* MB/)
  })
})

describe.runIf(process.platform === 'linux')('a process that a function has started', () => {
  it('ends with a function that exits, which is told at once (REC-5)', async () => {
    const { text, logged } = await run({ start: { stdio: 'ignore' }, exit: 1 })
    expect(text).toContain('Runtime exited with error: exit status 1')
    const pid = pidIn(logged)
    expect(pid).toBeGreaterThan(1)
    // A signal takes its moment to arrive.
    await expect.poll(() => lives(pid)).toBe(false)
  })

  it('in a session of its own does not keep an exit or the end of the runtime waiting', async () => {
    const apart = { detached: true, stdio: 'inherit' }
    const exited = await run({ start: apart, exit: 1 })
    expect(exited.text).toContain('Runtime exited with error: exit status 1')
    const { logged } = await run({ start: apart })
    const startMs = performance.now()
    await runtime.close()
    expect(performance.now() - startMs).toBeLessThan(5_000)
    for (const pid of [pidIn(exited.logged), pidIn(logged)]) process.kill(pid, 'SIGKILL')
    runtime = await started()
  })
})
