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
    .sort((a, b) => Number(a) - Number(b))
    .filter((own) => !taken.has(own))
}
/** The spare processes that no function has, the oldest first; they are there before they are ready, so that a run takes one. */
const nextSpares = async (count: number): Promise<readonly string[]> => {
  await expect.poll(spares).toHaveLength(count)
  return spares()
}

afterAll(async () => {
  await Promise.all(runtimes.map((runtime) => runtime.close()))
  rmSync(folder, { recursive: true })
})

describe('a spare process', () => {
  let runtime: LocalRuntime
  beforeAll(async () => {
    // A language that no spare process was started with, so that the function gets a process of its own.
    const cold = { file, environment: { LC_ALL: 'C' } }
    const libraries = join(folder, 'libraries')
    mkdirSync(join(libraries, 'lib'), { recursive: true })
    writeFileSync(join(libraries, 'lib', 'libmine.so.1'), '')
    writeFileSync(join(libraries, 'index.mjs'), pids)
    const functions = {
      // Of all functions the first one by name finds a process.
      another: pid,
      warm: { file, environment: { MINE: 'ä "1"\n' } },
      cold,
      pid,
      other: pid,
      third: pid,
      fourth: pid,
    }
    runtime = await start({
      functions: { ...functions, libraries: { directory: libraries, handler: 'index.handler' } },
    })
  })

  it('serves the first run of a function, and another one is started for the next function', async () => {
    // There are two already where another file's runtime has run functions in this process.
    await expect.poll(spares).not.toEqual([])
    const [first] = spares()
    expect(await call(runtime, 'pid')).toEqual({ pid: Number(first) })
    const [second] = await nextSpares(2)
    expect(await call(runtime, 'other')).toEqual({ pid: Number(second) })
    // A warm process is reused.
    expect(await call(runtime, 'pid')).toEqual({ pid: Number(first) })
  })

  it('looks to the function like a process of its own', async () => {
    const [spare] = await nextSpares(2)
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
    const before = await nextSpares(2)
    await call(runtime, 'libraries')
    expect(spares()).toEqual(before)
  })

  it('may be killed, and the next run has a process of its own', async () => {
    const killed = await nextSpares(2)
    for (const spare of killed) process.kill(Number(spare), 'SIGKILL')
    await expect.poll(spares).toEqual([])
    expect(await call(runtime, 'third')).toEqual({ pid: expect.any(Number) })
  })

  it('may be killed as it gets a function, which then initializes again', async () => {
    const killed = await nextSpares(2)
    for (const spare of killed) process.kill(Number(spare), 'SIGKILL')
    const { pid } = await call(runtime, 'fourth')
    expect(killed).not.toContain(String(pid))
  })
})

describe('spare processes', () => {
  it('are two at most, and each serves one function, whose variables no other has, when many start at once', async () => {
    const code = `export const handler = async () => ({ pid: process.pid, own: process.env.OWN, others: Object.keys(process.env).filter((name) => name.startsWith('ONLY_')) })`
    writeFileSync(join(folder, 'own.mjs'), code)
    const names = Array.from({ length: 10 }, (_, n) => `f${n}`)
    const functions = Object.fromEntries(
      names.map((name) => [name, { file: join(folder, 'own.mjs'), environment: { OWN: name, [`ONLY_${name}`]: '1' } }]),
    )
    const [one, other] = await Promise.all([start({ functions }), start({ functions })])
    const answers = await Promise.all(names.flatMap((name) => [call(one, name), call(other, name)]))
    expect(new Set(answers.map((answer) => answer.pid)).size).toBe(20)
    for (const [index, { own, others }] of answers.entries()) {
      const name = names[Math.floor(index / 2)]
      expect({ own, others }).toEqual({ own: name, others: [`ONLY_${name}`] })
    }
    await nextSpares(2)
  })

  it('wait for functions of two languages while such start in turn, and of one once no other has', async () => {
    const other = { ...pid, environment: { LC_ALL: 'C' } }
    const functions = { a: pid, b: other, c: pid, d: other, e: pid, f: pid, g: other }
    const runtime = await start({ functions })
    /** Whether a function finds a process. */
    const finds = async (name: string): Promise<boolean> => {
      const ready = await nextSpares(2)
      return ready.includes(String((await call(runtime, name)).pid))
    }
    await call(runtime, 'a')
    expect(await finds('b')).toBe(false)
    for (const name of ['c', 'd', 'e', 'f']) expect(await finds(name)).toBe(true)
    expect(await finds('g')).toBe(false)
  })

  it('may be starting when the runtime closes', async () => {
    const runtime = await start({ functions: { pid } })
    const answer = call(runtime, 'pid').catch(() => ({ pid: 0 }))
    await runtime.close()
    const { pid: last } = await answer
    expect(() => process.kill(last || 2 ** 22 + 1, 0)).toThrow('ESRCH')
  })
})

it('they end some time after the last runtime has closed', async () => {
  await start({ functions: { pid } })
  await nextSpares(2)
  await Promise.all(runtimes.map((runtime) => runtime.close()))
  await expect.poll(spares).toHaveLength(0)
})
