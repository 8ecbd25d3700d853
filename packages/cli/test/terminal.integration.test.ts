import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** The built command, as npm installs it. */
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const esc = String.fromCharCode(27)
const hasPty = spawnSync('script', ['--version']).status === 0

const source = `
export const failing = async () => { console.log('first\\nsecond'); throw new Error('no\\nstock') }
export const slow = async () => { await new Promise((done) => setTimeout(done, 60_000)) }
export const rude = async () => { console.log('\\x1b[2Jcleared \\x1b]0;title\\x07') }
export const waiting = async () => { await new Promise((done) => setTimeout(done, 2_000)) }
`

let folder: string
let running: ChildProcess | undefined
let output = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-empty-'))
  writeFileSync(join(folder, 'orders.mjs'), source)
})

afterEach(async () => {
  if (running !== undefined && running.exitCode === null && running.signalCode === null) {
    running.kill('SIGKILL')
    await once(running, 'exit')
  }
  running = undefined
  // A command in a terminal ends just after the terminal.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
})

interface Started {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** True to give the command a terminal. */
  readonly pty?: boolean
}

/** Starts the command in the folder, and resolves with its endpoint once it listens. */
async function dev({ args = [], env = {}, pty = false }: Started = {}): Promise<string> {
  output = ''
  const command = [process.execPath, main, 'dev', '--port', '0', ...args]
  const [file = '', ...rest] = pty ? ['script', '-qfec', command.join(' '), '/dev/null'] : command
  // Node.js writes no colour where these say so, nor in most CI systems.
  const { NO_COLOR: _, FORCE_COLOR: __, CI: ___, ...inherited } = process.env
  const child = spawn(file, rest, {
    cwd: folder,
    env: { ...inherited, TERM: 'xterm-256color', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running = child
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  await printed(/at http:\/\/127\.0\.0\.1:\d+[\s\S]*--watch/)
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? ''
}

const printed = (text: string | RegExp) => expect.poll(() => output).toMatch(text)
const run = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' })

async function send(endpoint: string, name = 'orders'): Promise<void> {
  const path = `/2015-03-31/functions/${name}/invocations`
  const answer = await fetch(endpoint + path, {
    method: 'POST',
    headers: { 'X-Amz-Invocation-Type': 'Event' },
    body: '{}',
  })
  expect(answer.status).toBe(202)
}

/** Presses Ctrl-C, and returns the exit code. */
async function interrupted(): Promise<unknown> {
  if (running === undefined) return undefined
  const exit = once(running, 'exit')
  running.kill('SIGINT')
  return (await exit)[0]
}

describe('the terminal of async-invoke dev', () => {
  it('counts the events that wait at Ctrl-C, and goes on with them by age and name at the next start (LOG-2)', async () => {
    const failing = ['--function', 'orders=orders.mjs#failing']
    const endpoint = await dev({ args: failing })
    expect(output).toContain(`  data: ${join(folder, '.async-invoke')} (.async-invoke/ belongs in .gitignore)\n`)
    expect(output).not.toContain('last start')
    for (let n = 0; n < 3; n += 1) await send(endpoint)
    await printed(/(wait 60 s[\s\S]*){3}/)
    expect(await interrupted()).toBe(0)
    expect(output).toContain('stopping: 3 events wait and go on at the next start\n')

    await dev({ args: [...failing, '--time', 'skip'] })
    await printed('  3 events go on from the last start\n')
    await printed(/(ended {7}RetriesExhausted, count 3[\s\S]*){3}/)
    const lines = output.split('\n').filter((line) => / s {2}(attempt|wait|ended)/.test(line))
    expect(lines.length).toBeGreaterThanOrEqual(15)
    for (const line of lines) expect(line).toMatch(/^orders {2}[\da-f]{8} +\+(6\d|1[89]\d)\.\d{3} s {2}/)
  })

  it('writes each error and wait on one line, and the output of functions indented below', async () => {
    const endpoint = await dev({ args: ['--function', 'orders=orders.mjs#failing', '--time', 'skip', '--memory'] })
    await send(endpoint)
    await printed('count 3')
    expect(output).toMatch(/^orders {2}[\da-f]{8} +\+\d\.\d{3} s {2}attempt 1 {3}error {2}Error: no stock$/m)
    expect(output).toMatch(/^orders {2}[\da-f]{8} +\+\d\.\d{3} s {2}wait 60 s {3}\[4\.2\.5c\] /m)
    expect(output).toMatch(/^ {4}orders \| .*first$\n^ {4}orders \| second$/m)
    // A pipe is no terminal.
    expect(output).not.toContain(esc)
    expect(await interrupted()).toBe(0)
    expect(output).toMatch(/^stopping$/m)
  })

  it('leaves out the output of functions if quiet', async () => {
    const endpoint = await dev({ args: ['--function', 'orders=orders.mjs#failing', '--time', 'skip', '--quiet'] })
    await send(endpoint)
    await printed('count 3')
    expect(output).not.toContain('first')
  })

  it('tells a time-out, and which limit throttled (LOG-3)', async () => {
    const functions = {
      slow: { file: 'orders.mjs', exportName: 'slow', timeoutInSeconds: 1 },
      one: { file: 'orders.mjs', exportName: 'waiting', reservedConcurrency: 1, timeoutInSeconds: 10 },
    }
    writeFileSync(join(folder, 'async-invoke.config.json'), JSON.stringify({ functions }))
    const endpoint = await dev()
    await send(endpoint, 'slow')
    await send(endpoint, 'one')
    await send(endpoint, 'one')
    await printed(/^slow {2}\S+ +\S+ s {2}attempt 1 {3}timeout {2}Task timed out after 1\.00 seconds$/m)
    await printed(/^one {2}\S+ +\S+ s {2}attempt 1 {3}throttled by the function's reserved concurrency$/m)
  })

  it.runIf(hasPty)('colours a terminal, and keeps the control sequences of functions from it', async () => {
    const args = ['--function', 'orders=orders.mjs#failing', '--function', 'rude=orders.mjs#rude', '--memory']
    const endpoint = await dev({ args, pty: true })
    await send(endpoint)
    await send(endpoint, 'rude')
    await printed(new RegExp(`${esc}\\[31morders {2}.*error {2}Error: no stock${esc}\\[39m`))
    await printed(new RegExp(`${esc}\\[33morders {2}.*wait 60 s`))
    await printed(`cleared ${esc}[22m`)
    await printed(new RegExp(`${esc}\\[32mrude {2}.*ended {7}Success`))
    for (const sequence of [`${esc}[2J`, `${esc}]0;`, String.fromCharCode(7)]) expect(output).not.toContain(sequence)
  })

  it.runIf(hasPty).each([
    { name: 'no colour with NO_COLOR', options: { env: { NO_COLOR: '1' } }, escapes: [] },
    { name: 'control sequences with --raw', options: { args: ['--raw'] }, escapes: [`${esc}[2J`, `${esc}]0;title`] },
  ])('writes $name', async ({ options, escapes }) => {
    const args = ['--function', 'rude=orders.mjs#rude', '--memory', ...('args' in options ? options.args : [])]
    const endpoint = await dev({ ...options, args, pty: true })
    await send(endpoint, 'rude')
    await printed('ended       Success')
    expect(escapes.every((sequence) => output.includes(sequence))).toBe(true)
    if (escapes.length === 0) expect(output).not.toContain(esc)
  })
})

describe('a data directory that cannot be opened', () => {
  const failed = () => {
    const ran = run('dev', '--port', '0')
    expect([ran.status, ran.stdout]).toEqual([3, ''])
    expect(ran.stderr).not.toMatch(/\n +at /)
    return ran.stderr
  }

  it('is reported with advice when another process holds it', async () => {
    await dev()
    expect(failed()).toContain(
      `another process is using the data directory: ${join(folder, '.async-invoke')}; stop it, or use another folder with --data DIR, or --memory\n`,
    )
  })

  const data = () => join(folder, '.async-invoke')
  it.each([
    {
      name: 'its queue is damaged',
      prepare: () => writeFileSync(join(data(), 'queue.sqlite'), 'not a database'.repeat(1_000)),
      problem: 'is damaged, or not of async-invoke',
      advice: 'move the folder away',
    },
    {
      name: 'its registry is damaged',
      prepare: () => writeFileSync(join(data(), 'registry.sqlite'), 'not a database'.repeat(1_000)),
      problem: 'is damaged, or not of async-invoke',
      advice: 'move the folder away',
    },
    {
      name: 'a later version wrote its registry',
      prepare: () => {
        const database = new DatabaseSync(join(data(), 'registry.sqlite'))
        database.exec('CREATE TABLE functions (name TEXT); PRAGMA user_version = 1000')
        database.close()
      },
      problem: 'written by a later version',
      advice: 'update async-invoke',
    },
  ])('is reported with advice when $name', ({ prepare, problem, advice }) => {
    mkdirSync(data())
    prepare()
    const message = failed()
    expect(message).toContain(problem)
    expect(message).toContain(advice)
  })

  it('is reported with advice when a file stands in its place', () => {
    writeFileSync(data(), '')
    expect(failed()).toContain(`the data directory cannot be used: ${data()} (EEXIST`)
  })
})

describe('an older Node.js', () => {
  it('is answered with the version that is needed, and no stack (RUN-5)', (context) => {
    const old = '/usr/bin/node'
    const { stdout = '' } = spawnSync(old, ['--version'], { encoding: 'utf8' })
    if (!/^v(1\d|20|21)\./.test(stdout)) return context.skip(`no older Node.js at ${old}`)
    const ran = spawnSync(old, [main, '--version'], { encoding: 'utf8' })
    expect([ran.status, ran.stdout]).toEqual([3, ''])
    expect(ran.stderr).toBe(`async-invoke needs Node.js 22.13 or later; this is ${stdout.trim().slice(1)}\n`)
  })
})
