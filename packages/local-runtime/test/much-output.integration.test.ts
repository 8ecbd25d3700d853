import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const at = (file: string): string => new URL(`./handlers/${file}`, import.meta.url).pathname
const noPython = spawnSync('python3', ['--version']).status === 0 ? undefined : 'no python3 on this machine'
const languages = noPython === undefined ? ['node', 'python'] : ['node']

interface Line {
  readonly requestId: string | undefined
  readonly message: string
}

let runtime: LocalRuntime
let lines: Line[] = []

beforeAll(async () => {
  const slow = { timeoutInSeconds: 30 }
  runtime = await startLocalRuntime({
    functions: {
      ...{ node: { file: at('floods.mjs'), ...slow }, python: { file: at('py_floods.py'), ...slow } },
      ...{ 'node-late': { file: at('floods.mjs'), timeoutInSeconds: 1 } },
      ...{ 'python-late': { file: at('py_floods.py'), timeoutInSeconds: 1 } },
    },
    onLine: (_, message, requestId) => void lines.push({ message, requestId }),
  })
})
afterAll(() => runtime.close())

async function run(name: string, event: object): Promise<{ requestId: string; text: string }> {
  const path = `/2015-03-31/functions/${name}/invocations`
  const { headers, text } = await raw(runtime.endpoint, 'POST', path, { body: JSON.stringify(event) })
  return { requestId: String(headers['x-amzn-requestid']), text }
}

/** Numbers of a run's lines on one of the streams; all lines must be its own. */
function numbersOf(name: string, requestId: string, stream: 'stdout' | 'stderr'): readonly number[] {
  const own = lines.filter((each) => each.requestId === requestId).map(({ message }) => message)
  expect(own[0]).toMatch(/^START/)
  expect(own.slice(-2).map((line) => line.slice(0, 6))).toEqual(['END Re', 'REPORT'])
  return own.slice(1, -2).flatMap((line) => {
    const [writer, n = '', filling] = line.split(' ')
    expect([writer, filling?.length]).toEqual([name, 1_000])
    return Number(n) % 2 === (stream === 'stdout' ? 0 : 1) ? [Number(n)] : []
  })
}

const everySecond = (first: 0 | 1, count: number): readonly number[] =>
  Array.from({ length: count / 2 }, (_, n) => first + 2 * n)

describe.each(languages)('the output of a %s function (LOG-1)', (language) => {
  it('is complete at 6 MB, on stdout and on stderr', async () => {
    lines = []
    const { requestId } = await run(language, { name: 'much', lines: 6_000 })
    expect(numbersOf('much', requestId, 'stdout')).toEqual(everySecond(0, 6_000))
    expect(numbersOf('much', requestId, 'stderr')).toEqual(everySecond(1, 6_000))
  })

  it('belongs to its own run, among concurrent and successive ones', async () => {
    lines = []
    const names = ['a', 'b', 'c']
    for (let round = 0; round < 3; round += 1) {
      const runs = await Promise.all(names.map((name) => run(language, { name: `${name}${round}`, lines: 500 })))
      for (const [index, { requestId }] of runs.entries()) {
        const name = `${names[index]}${round}`
        expect(numbersOf(name, requestId, 'stdout')).toEqual(everySecond(0, 500))
        expect(numbersOf(name, requestId, 'stderr')).toEqual(everySecond(1, 500))
      }
    }
    expect(lines.filter(({ requestId }) => requestId === undefined)).toEqual([])
  })

  it('belongs to its run when it is written just before the answer', async () => {
    lines = []
    const ids: string[] = []
    for (let n = 0; n < 300; n += 1) ids.push((await run(language, { last: `${n}\n` })).requestId)
    for (const [n, id] of ids.entries()) {
      const own = lines.filter(({ requestId }) => requestId === id)
      expect([own.length, own[1]?.message]).toEqual([4, `${n}`])
    }
  })

  it('belongs to its run when it ends without a line break on stderr', async () => {
    for (const last of ['first', 'second']) {
      lines = []
      const { requestId } = await run(language, { last })
      expect(lines.filter((each) => each.requestId === requestId)[1]?.message).toBe(last)
    }
  })

  it('precedes the message of a timeout', async () => {
    lines = []
    const { requestId, text } = await run(`${language}-late`, { name: 'late', lines: 100, last: 'end', hang: true })
    expect(JSON.parse(text).errorType).toBe('Sandbox.Timedout')
    const own = lines.filter((each) => each.requestId === requestId).map(({ message }) => message)
    expect(own).toHaveLength(105)
    expect(own.slice(-4)).toEqual([
      'end',
      expect.stringMatching(/Z \S+ Task timed out after 1\.00 seconds$/),
      expect.stringMatching(/^END/),
      expect.stringMatching(/^REPORT .*\tStatus: timeout$/),
    ])
  })
})

describe('the local runtime', () => {
  it('takes 120 MB of output, with and without line breaks, in a heap of 96 MB', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'much-output-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const program = join(folder, 'runtime.mts')
    const source = new URL('../src/index.ts', import.meta.url).href
    writeFileSync(
      program,
      `import { startLocalRuntime } from '${source}'
const functions = { f: { file: '${at('floods.mjs')}', timeoutInSeconds: 60 } }
let characters = 0
const runtime = await startLocalRuntime({ functions, onLine: (_, line) => { characters += line.length } })
const path = runtime.endpoint + '/2015-03-31/functions/f/invocations'
for (const event of [{ name: 'f', lines: 100_000 }, { unended: 20_000 }])
  await (await fetch(path, { method: 'POST', body: JSON.stringify(event) })).text()
console.log(characters > 120_000_000 ? 'all of it' : characters)
await runtime.close()
`,
    )
    const node = ['--conditions=@async-invoke/source', '--max-old-space-size=96', program]
    const child = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    expect(await once(child, 'close')).toEqual([0, null])
    expect(output).toBe('all of it\n')
  })
})
