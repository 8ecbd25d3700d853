import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type FunctionOptions, type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'spare-pythons-')))
const create = (name: string, files: Readonly<Record<string, string>>): string => {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text)
  return path
}
const pids = `import os\n\n\ndef handler(event, context):\n    return {'pid': os.getpid()}\n`
const pid = { directory: create('pid', { 'app.py': pids }), handler: 'app.handler', runtime: 'python3.12' }
/** A variable without effect, with which no process on stand-by is taken. */
const alone = { COVERAGE_FILE: 'none' }

const runtimes: LocalRuntime[] = []
const start = async (functions: Readonly<Record<string, FunctionOptions>>): Promise<LocalRuntime> => {
  const runtime = await startLocalRuntime({ functions })
  runtimes.push(runtime)
  return runtime
}
const call = async ({ endpoint }: LocalRuntime, functionName: string) => {
  const { text } = await raw(endpoint, 'POST', `/2015-03-31/functions/${functionName}/invocations`, { body: '{}' })
  const answer = JSON.parse(text)
  taken.add(answer.pid)
  return answer
}
const taken = new Set<number>()
/** Python processes on stand-by of this process, the oldest first. */
const spares = (): readonly number[] => {
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\n')
  return all
    .map((line) => /^\s*(\d+)\s+(\d+)\s(.*)/.exec(line) ?? [])
    .filter(([, , parent, command = '']) => parent === String(process.pid) && command.includes('def stand_by'))
    .map(([, own]) => Number(own))
    .filter((own) => !taken.has(own))
    .sort((a, b) => a - b)
}
const nextSpares = async (count: number): Promise<readonly number[]> => {
  await expect.poll(spares).toHaveLength(count)
  return spares()
}
const hasPython = spawnSync('python3', ['--version']).status === 0
const python = hasPython
  ? execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()
  : ''
/** The search path of this shell, which begins with Python itself, not with a program that chooses one. */
const direct = `${dirname(python)}:${process.env.PATH}`
const own = { environment: { PATH: direct } }

afterAll(async () => {
  await Promise.all(runtimes.map((runtime) => runtime.close()))
  rmSync(folder, { recursive: true })
})

describe.skipIf(!hasPython)('a spare Python', () => {
  it('waits once a function in Python is declared, serves its first run, and is replaced', async () => {
    // Those of the file before end some time after its last runtime has closed.
    await expect.poll(spares).toEqual([])
    const none = await start({})
    await start({ node: { file: new URL('./handlers/surroundings.mjs', import.meta.url).pathname } })
    await call(none, 'f').catch(() => {})
    const runtime = await start({ one: { ...pid, ...own }, two: { ...pid, ...own } })
    const [first] = await nextSpares(1)
    expect(await call(runtime, 'one')).toEqual({ pid: first })
    const [second] = await nextSpares(2)
    expect(await call(runtime, 'two')).toEqual({ pid: second })
    expect(await call(runtime, 'one')).toEqual({ pid: first })
  })

  it('starts again as the functions that run need it', async () => {
    const environment = { PATH: direct, PYTHONHASHSEED: '0' }
    const code = `import os\n\n\ndef handler(event, context):\n    return {'pid': os.getpid(), 'hash': hash('a'), 'path': os.environ['PATH']}\n`
    const hashes = { directory: create('hash', { 'app.py': code }), handler: 'app.handler', runtime: 'python3.12' }
    const functions = Object.fromEntries(['a', 'b'].map((name) => [name, { ...hashes, environment }]))
    const runtime = await start({ ...functions, alone: { ...hashes, environment: { ...environment, ...alone } } })
    const before = await nextSpares(2)
    const { pid: ofFirst } = await call(runtime, 'a')
    expect(before).not.toContain(ofFirst)
    await expect.poll(() => spares().filter((one) => !before.includes(one))).toHaveLength(1)
    const [next] = spares().filter((one) => !before.includes(one))
    const answer = await call(runtime, 'b')
    expect(answer.pid).toBe(next)
    expect(answer).toEqual({ ...(await call(runtime, 'alone')), pid: next })
  })

  /** Chooses Python by the folder and a variable, and leaves variables behind, as managers of versions do. */
  const shim = (): string => {
    const text = `#!/bin/sh\nexport CHOSEN_IN="$PWD" CHOSEN_BY="$STAGE" PATH="/chosen:$PATH"\nexec "${python}" "$@"\n`
    const path = create('shim', { python3: text })
    chmodSync(join(path, 'python3'), 0o755)
    return `${path}:${process.env.PATH}`
  }
  it.each([
    { program: 'Python itself', path: () => direct },
    { program: 'a program that chooses a Python', path: shim },
  ])('looks to the function like a process of its own: $program', async ({ path }) => {
    const directory = create('surroundings', { 'json.py': 'mine = True\n', 'uuid.py': 'raise ValueError\n' })
    copyFileSync(new URL('./handlers/surroundings.py', import.meta.url), join(directory, 'app.py'))
    const code = { directory, handler: 'app.handler', runtime: 'python3.12' }
    const environment = { PATH: path(), MINE: 'ä "1"\n€', STAGE: 'test', TZ: 'Asia/Tokyo' }
    const runtime = await start({
      cold: { ...code, environment: { ...environment, ...alone } },
      first: { ...code, environment },
      warm: { ...code, environment },
    })
    await call(runtime, 'first')
    await expect.poll(() => spares().length).toBe(2)
    const ready = spares()
    const warm = await call(runtime, 'warm')
    expect(ready).toContain(warm.pid)
    const cold = await call(runtime, 'cold')
    const text = JSON.stringify(cold).replaceAll('cold', 'warm')
    const differing = new Set(['AWS_LAMBDA_RUNTIME_API', 'AWS_LAMBDA_LOG_STREAM_NAME', '_X_AMZN_TRACE_ID', 'pid'])
    const comparable = (answer: string): object => {
      const read = JSON.parse(answer, (name, value) => (differing.has(name) ? typeof value : value))
      delete read.environment.COVERAGE_FILE
      const isOwn = (line: string): boolean =>
        !/^(_|COVERAGE_FILE|AWS_LAMBDA_(RUNTIME_API|LOG_STREAM).*|_X_.*)=/.test(line)
      return { ...read, of_children: read.of_children.filter(isOwn) }
    }
    expect(comparable(JSON.stringify(warm))).toEqual(comparable(text))
    expect(warm.environment).toMatchObject({ MINE: 'ä "1"\n€', AWS_LAMBDA_FUNCTION_NAME: 'warm' })
    expect(warm.path[0]).toBe(directory)
    expect(warm.path).not.toContain('')
  })

  it('may be killed, and another one starts only for the next function', async () => {
    const runtime = await start({ a: { ...pid, ...own }, b: { ...pid, ...own }, c: { ...pid, ...own } })
    await call(runtime, 'a')
    await call(runtime, 'b')
    for (const spare of await nextSpares(2)) process.kill(spare, 'SIGKILL')
    await expect.poll(spares).toEqual([])
    for (let calls = 0; calls < 10; calls += 1) await call(runtime, 'a')
    expect(spares()).toEqual([])
    await call(runtime, 'c')
    await nextSpares(2)
  })

  it('ends when its process dies, even by SIGKILL', async () => {
    const source = new URL('../src/index.ts', import.meta.url).href
    const program = join(folder, 'runtime.mts')
    const functions = { f: { ...pid, ...own } }
    writeFileSync(
      program,
      `import { startLocalRuntime } from '${source}'
await startLocalRuntime({ functions: ${JSON.stringify(functions)} })
console.log('started')`,
    )
    const child = spawn(process.execPath, ['--conditions=@async-invoke/source', program], { stdio: 'pipe' })
    const children = (): readonly string[] =>
      execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
        .split('\n')
        .filter((line) => line.includes('def stand_by') && !before.has(line))
    const before = new Set(
      execFileSync('ps', ['-A', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\n'),
    )
    await expect.poll(() => children().length).toBeGreaterThan(0)
    const ofChild = children()
    child.kill('SIGKILL')
    await expect.poll(() => children().filter((line) => ofChild.includes(line))).toEqual([])
  })
})

it.skipIf(!hasPython)(
  'they end some time after the last runtime has closed, and then begin as the next one needs',
  async () => {
    await Promise.all(runtimes.map((runtime) => runtime.close()))
    await expect.poll(spares).toHaveLength(0)
    const runtime = await start({ other: { ...pid, environment: { PATH: direct, TZ: 'Pacific/Auckland' } } })
    const [first] = await nextSpares(1)
    expect(await call(runtime, 'other')).toEqual({ pid: first })
  },
)
