import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { EnvironmentPool } from './environment-pool.ts'
import { ExecutionEnvironment } from './execution-environment.ts'
import type { RunTarget } from './process/run-target.ts'

const directory = new URL('../../../test/handlers/', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'initialization-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
/** Shorter than the slow initializations here; on a busy machine the process may not even have started by then. */
const limitMs = 1_000

const variables = { region: 'us-east-1', aws: {}, shared: {} }

let pool: EnvironmentPool | undefined
afterEach(async () => {
  await pool?.close()
  for (const file of ['once', 'bootstrap']) rmSync(join(folder, file), { force: true })
})

async function run(
  environment: Readonly<Record<string, string>>,
  more: Partial<RunTarget> & { limitMs?: number } = {},
) {
  const lines: string[] = []
  const { limitMs: initLimitMs = 10_000 } = more
  pool = new EnvironmentPool({
    variables: Promise.resolve(variables),
    initLimitMs,
    onLine: (_, line) => void lines.push(line),
  })
  const target: RunTarget = {
    ...{ functionName: 'f', version: '$LATEST', runtime: 'nodejs24.x', handler: 'init.handler' },
    ...{ directory, file: undefined, layers: [], hotReload: false, timeoutInSeconds: 3, memoryInMegabytes: 128 },
    ...{ environment, revision: '1', ...more },
  }
  const invokedFunctionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f'
  const invocation = { requestId: 'r-1', payload: Buffer.from('{}'), invokedFunctionArn }
  const { functionError, payload, log } = await pool.run(target, {
    ...invocation,
    ...{ traceHeader: undefined, clientContext: undefined },
  })
  await pool.close()
  return { functionError, answer: JSON.parse(Buffer.from(payload).toString()), log, lines }
}

const initReport = (phase: string, status: string) =>
  expect.stringMatching(new RegExp(`^INIT_REPORT Init Duration: \\d+\\.\\d\\d ms\tPhase: ${phase}\tStatus: ${status}$`))
const initializing = expect.stringMatching(/\tundefined\tINFO\tinitializing \d+$/)
const isInitializing = (line: string): boolean => /\tinitializing \d+$/.test(line)
const uncaught = expect.stringMatching(/\tundefined\tERROR\tUncaught Exception \t/)
const started = 'START RequestId: r-1 Version: $LATEST'
const ended = 'END RequestId: r-1'
const report = (status: string) =>
  expect.stringMatching(
    new RegExp(
      `^REPORT RequestId: r-1\tDuration: \\S+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\t(Max Memory Used: \\d+ MB\t)?${status}$`,
    ),
  )
const millisecondsIn = (line: string | undefined): number => Number(/Duration: ([\d.]+) ms/.exec(line ?? '')?.[1])

describe('a slow initialization (LOG-1)', () => {
  it('is repeated with the event as part of its run', async () => {
    const { answer, functionError, lines } = await run(
      { HOW: 'slow', INIT_MS: '1500' },
      { limitMs, timeoutInSeconds: 15 },
    )
    expect(functionError).toBe(false)
    const [first, ...again] = lines.filter((line, index) => index > 0 || !isInitializing(line))
    expect(first).toEqual(initReport('init', 'timeout'))
    expect(again).toEqual([
      ...[initializing, started, expect.stringMatching(/\tr-1\tINFO\trunning$/)],
      ...[ended, report('')],
    ])
    expect(millisecondsIn(first)).toBeGreaterThanOrEqual(limitMs - 1)
    // The second initialization counts towards the run's duration and timeout.
    expect(millisecondsIn(lines.at(-1))).toBeGreaterThanOrEqual(1_500)
    expect(answer.remaining).toBeLessThanOrEqual(13_500)
    expect(lines.at(-1)).not.toContain('Init Duration')
  })

  it('leaves the handler the rest of the timeout when it is repeated', async () => {
    const slow = { HOW: 'slow', INIT_MS: '2000', RUN_MS: '60000' }
    const { answer, lines } = await run(slow, { limitMs, timeoutInSeconds: 4 })
    expect(answer.errorType).toBe('Sandbox.Timedout')
    expect(lines).toContainEqual(expect.stringMatching(/\tINFO\trunning$/))
    expect(millisecondsIn(lines.at(-1))).toBeLessThan(5_900)
  })

  it('ends as a timeout when the repetition takes all of the timeout', async () => {
    const { answer, lines } = await run({ HOW: 'slow', INIT_MS: '60000' }, { limitMs, timeoutInSeconds: 1 })
    const errorMessage = 'RequestId: r-1 Error: Task timed out after 1.00 seconds'
    expect(answer).toEqual({ errorType: 'Sandbox.Timedout', errorMessage })
    expect(lines.filter((line) => !isInitializing(line))).toEqual([
      ...[initReport('init', 'timeout'), initReport('invoke', 'timeout'), started],
      ...[expect.stringMatching(/^\d{4}-\S+Z r-1 Task timed out after 1\.00 seconds$/)],
      ...[ended, report('Status: timeout')],
    ])
  })

  it('is neither reported nor repeated within the limit', async () => {
    const { functionError, lines } = await run({ HOW: 'slow', INIT_MS: '50' })
    expect(functionError).toBe(false)
    expect(lines.filter((line) => /INIT_REPORT|initializing/.test(line))).toEqual([initializing])
    expect(lines.at(-1)).toMatch(/\tInit Duration: \S+ ms\t$/)
  })
})

describe('a failing initialization (LOG-1, REC-5)', () => {
  it('is repeated after an exit, and fails with Runtime.ExitError', async () => {
    const { answer, lines } = await run({ HOW: 'exits' })
    const errorMessage = 'RequestId: r-1 Error: Runtime exited with error: exit status 7'
    expect(answer).toEqual({ errorType: 'Runtime.ExitError', errorMessage })
    const status = 'Status: error\tError Type: Runtime.ExitError'
    expect(lines).toEqual([
      ...[initializing, initReport('init', 'error\tError Type: Runtime.ExitError')],
      ...[initializing, initReport('invoke', 'error\tError Type: Runtime.ExitError')],
      ...[started, errorMessage, 'Runtime.ExitError', ended, report(status)],
    ])
  })

  it('is followed by a run when the repetition succeeds', async () => {
    const { functionError, lines } = await run({ HOW: 'exits once', ONCE: join(folder, 'once') })
    expect(functionError).toBe(false)
    expect(lines.map((line) => line.slice(0, 5)).join(' ')).toMatch(/INIT_ .{5} START .{5} END R REPOR$/)
  })

  it('logs an error twice, with its own type', async () => {
    const { answer, lines, log } = await run({ HOW: 'throws' })
    expect(answer).toMatchObject({ errorType: 'DatabaseError', errorMessage: 'no database' })
    expect(lines).toEqual([
      ...[initializing, uncaught, initReport('init', 'error\tError Type: DatabaseError')],
      ...[initializing, uncaught, initReport('invoke', 'error\tError Type: DatabaseError')],
      ...[started, ended, report('Status: error\tError Type: DatabaseError')],
    ])
    expect(`${lines.join('\n')}\n`.endsWith(log)).toBe(true)
    expect(log).toContain('Phase: invoke')
  })

  it.runIf(process.platform === 'linux')('is killed for exceeding its memory, and repeated', async () => {
    const { answer, lines } = await run({ HOW: 'greedy' }, { timeoutInSeconds: 10 })
    expect(answer.errorMessage).toBe('RequestId: r-1 Error: Runtime exited with error: signal: killed')
    const status = 'error\tError Type: Runtime.ExitError'
    expect(lines.filter((line) => line.startsWith('INIT'))).toEqual([
      initReport('init', status),
      initReport('invoke', status),
    ])
  })

  it('fails with Runtime.UnhandledPromiseRejection after an unhandled rejection', async () => {
    const { answer, lines } = await run({ HOW: 'rejects' })
    expect(answer).toMatchObject({ errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: unheard' })
    expect(lines).toContainEqual(initReport('invoke', 'error\tError Type: Runtime.UnhandledPromiseRejection'))
  })

  it('is ended when a runtime reports an error and does not exit', async () => {
    const provided = { runtime: 'provided.al2023', directory: join(directory, 'stubborn-init') }
    const { answer, lines } = await run({}, provided)
    expect(answer).toEqual({ errorMessage: 'not ready' })
    const status = 'error\tError Type: Shell.NotReady'
    expect(lines).toEqual([
      initReport('init', status),
      initReport('invoke', status),
      started,
      ended,
      report(`Status: ${status}`),
    ])
    const late = await run({ HOW: 'late' }, provided)
    expect([late.answer, late.lines.length]).toEqual(['all the same', 3])
  })

  it('fails with Runtime.InvalidEntrypoint when the bootstrap is missing or not executable', async () => {
    const provided = { runtime: 'provided.al2023', directory: folder }
    const missing = await run({}, provided)
    const errorMessage = `RequestId: r-1 Error: Couldn't find valid bootstrap(s): [${join(folder, 'bootstrap')}]`
    expect(missing.answer).toEqual({ errorType: 'Runtime.InvalidEntrypoint', errorMessage })
    const status = 'error\tError Type: Runtime.InvalidEntrypoint'
    expect(missing.lines).toEqual([
      ...[initReport('init', status), initReport('invoke', status)],
      ...[started, errorMessage, 'Runtime.InvalidEntrypoint', ended, report(`Status: ${status}`)],
    ])
    writeFileSync(join(folder, 'bootstrap'), '', { mode: 0o644 })
    expect((await run({}, provided)).answer.errorMessage).toMatch(/fork\/exec .*\/bootstrap: permission denied$/)
  })

  it('fails with Runtime.InvalidEntrypoint and the folder where that is gone', async () => {
    const gone = join(folder, 'gone')
    const { answer } = await run({}, { directory: gone })
    const errorMessage = `RequestId: r-1 Error: chdir ${gone}: no such file or directory`
    expect(answer).toEqual({ errorType: 'Runtime.InvalidEntrypoint', errorMessage })
  })
})

describe('ExecutionEnvironment', () => {
  it('initializes with the event after an initialization that failed before it (LOG-1)', async () => {
    const lines: string[] = []
    const target: RunTarget = {
      ...{ functionName: 'f', version: '$LATEST', runtime: 'nodejs24.x', handler: 'init.handler' },
      ...{ directory, file: undefined, layers: [], hotReload: false, timeoutInSeconds: 3, memoryInMegabytes: 128 },
      ...{ environment: { HOW: 'exits once', ONCE: join(folder, 'once') }, revision: '1' },
    }
    const onLine = (line: string) => void lines.push(line)
    const options = { target, variables, initLimitMs: 10_000, onLine, onInitialized() {} }
    const environment = await ExecutionEnvironment.start(options, '1')
    await expect.poll(() => lines.at(-1)).toEqual(initReport('init', 'error\tError Type: Runtime.ExitError'))
    expect(environment.available).toBe(true)
    const invocation = { requestId: 'r-1', payload: Buffer.from('{}'), invokedFunctionArn: 'arn' }
    const answer = await environment.run({ ...invocation, traceHeader: undefined, clientContext: undefined })
    expect(answer?.functionError).toBe(false)
    environment.kill()
    await environment.exited
  })
})
