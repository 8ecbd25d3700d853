import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const folder = mkdtempSync(join(tmpdir(), 'spare-processes-'))
const file = new URL('./handlers/surroundings.mjs', import.meta.url).pathname
const pids = `export const handler = async () => ({ pid: process.pid })`
writeFileSync(join(folder, 'pid.mjs'), pids)
const pid = { file: join(folder, 'pid.mjs') }

const runtimes: LocalRuntime[] = []
const start = async (options: LocalRuntimeOptions): Promise<LocalRuntime> => {
  const runtime = await startLocalRuntime(options)
  runtimes.push(runtime)
  return runtime
}
const call = async ({ endpoint }: LocalRuntime, functionName: string) => {
  const { text } = await raw(endpoint, 'POST', `/2015-03-31/functions/${functionName}/invocations`, { body: '{}' })
  const answer = JSON.parse(text)
  taken.add(String(answer.pid))
  return answer
}
/** Variables that differ between any two environments. */
const differing = new Set(['AWS_LAMBDA_RUNTIME_API', 'AWS_LAMBDA_LOG_STREAM_NAME', '_X_AMZN_TRACE_ID'])
const taken = new Set<string>()
/** Processes on stand-by of this one that have no function. */
const spares = (): readonly string[] => {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const own = all.map((line) => line.trim().split(/\s+/)).filter(([, parent]) => parent === String(process.pid))
  return own
    .filter((words) => words.some((word) => /stand-by\.[jt]s$/.test(word)))
    .map(([own = '']) => own)
    .filter((own) => !taken.has(own))
}
/** The spare process that no function has; it is there before it is ready, so that a run takes it. */
const nextSpare = async (): Promise<string> => {
  await expect.poll(spares).toHaveLength(1)
  return spares()[0] ?? ''
}

afterAll(async () => {
  await Promise.all(runtimes.map((runtime) => runtime.close()))
  rmSync(folder, { recursive: true })
})

describe('a spare process', () => {
  let runtime: LocalRuntime
  beforeAll(async () => {
    // A language that the spare process was not started with, so that the function gets a process of its own.
    const cold = { file, environment: { LC_ALL: 'C' } }
    const libraries = join(folder, 'libraries')
    mkdirSync(join(libraries, 'lib'), { recursive: true })
    writeFileSync(join(libraries, 'lib', 'libmine.so.1'), '')
    writeFileSync(join(libraries, 'index.mjs'), pids)
    const functions = { warm: { file, environment: { MINE: 'ä "1"\n' } }, cold, pid, other: pid, third: pid }
    runtime = await start({
      functions: { ...functions, libraries: { directory: libraries, handler: 'index.handler' } },
    })
  })

  it('serves the first run of a function, and another one is started for the next function', async () => {
    const first = await nextSpare()
    expect(await call(runtime, 'pid')).toEqual({ pid: Number(first) })
    const second = await nextSpare()
    expect(await call(runtime, 'other')).toEqual({ pid: Number(second) })
    // A warm process is reused.
    expect(await call(runtime, 'pid')).toEqual({ pid: Number(first) })
  })

  it('looks to the function like a process of its own', async () => {
    const spare = await nextSpare()
    const warm = await call(runtime, 'warm')
    expect(String(warm.pid)).toBe(spare)
    const cold = await call(runtime, 'cold')
    const { LC_ALL, ...environment } = cold.environment
    expect(LC_ALL).toBe('C')
    const { MINE, ...ofWarm } = warm.environment
    expect(MINE).toBe('ä "1"\n')
    const named = (variables: object): object =>
      JSON.parse(JSON.stringify(variables).replaceAll('warm', 'cold'), (name, value) =>
        differing.has(name) ? typeof value : value,
      )
    expect(named(ofWarm)).toEqual(named(environment))
    const own = { environment, locale: '', pid: 0 }
    expect({ ...warm, ...own }).toEqual({ ...cold, ...own })
  })

  it('is left alone by a function whose folder has shared libraries, which load at the start of a process', async () => {
    const spare = await nextSpare()
    await call(runtime, 'libraries')
    expect(spares()).toContain(spare)
  })

  it('may be killed, and the next run has a process of its own', async () => {
    const spare = await nextSpare()
    process.kill(Number(spare), 'SIGKILL')
    await expect.poll(spares).not.toContain(spare)
    expect(await call(runtime, 'third')).toEqual({ pid: expect.any(Number) })
  })
})

it('ends some time after the last runtime has closed', async () => {
  await start({ functions: { pid } })
  await nextSpare()
  await Promise.all(runtimes.map((runtime) => runtime.close()))
  await expect.poll(spares).toHaveLength(0)
})
