import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { startLocalRuntime } from '@async-invoke/local-runtime'
import { zip } from '../../packages/local-runtime/test/zip.ts'
import { median } from './rounds.ts'
import { temporaryFolder } from './servers/temporary-folder.ts'
import type { RunOptions, Suite } from './suite.ts'

/** Sends the body from a process of its own, so that only the runtime's work counts as a turn. */
const sender = `
  const [url, file] = process.argv.slice(1)
  const sent = require('node:http').request(url, { method: 'POST' }, (response) =>
    response.resume().on('end', () => console.log(response.statusCode)))
  sent.end(require('node:fs').readFileSync(file))`

async function longestTurnMs(url: string, bodyFile: string, status: number): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', sender, url, bodyFile])
  delay.disable()
  if (Number(stdout) !== status) throw new Error(`${url} answered ${stdout}`)
  return delay.max / 1e6
}

function parseMs(body: string): number {
  const startedMs = performance.now()
  try {
    JSON.parse(body)
  } catch {}
  return performance.now() - startedMs
}

function createFunctionBody(name: string, codeBytes: number): string {
  const content = 'export const handler = async () => 1'
  const code = zip([
    { path: 'index.mjs', content },
    { path: 'data.bin', content: randomBytes(codeBytes) },
  ])
  const Role = 'arn:aws:iam::123456789012:role/r'
  const Code = { ZipFile: code.toString('base64') }
  return JSON.stringify({ FunctionName: name, Role, Runtime: 'nodejs22.x', Handler: 'index.handler', Code })
}

async function run({ short }: RunOptions) {
  const folder = temporaryFolder()
  const [file, bodyFile] = [join(folder, 'echo.mjs'), join(folder, 'body.json')]
  writeFileSync(file, 'export const handler = async () => 1')
  const runtime = await startLocalRuntime({ functions: { echo: { file } } })
  const functions = `${runtime.endpoint}/2015-03-31/functions`
  const invocations = `${functions}/echo/invocations`
  const codeMb = short ? 5 : 50
  const cases = [
    {
      title: 'Invoke, 6 MB of objects',
      url: invocations,
      status: 200,
      body: () => `[${'{"id":1},'.repeat(660_000)}1]`,
    },
    { title: 'Invoke, a string of 6 MB', url: invocations, status: 200, body: () => `"${'x'.repeat(6_200_000)}"` },
    {
      title: 'Invoke, 6 MB that are not JSON',
      url: invocations,
      status: 400,
      body: () => `[${'[],'.repeat(2_000_000)}`,
    },
    {
      title: `CreateFunction, ${codeMb} MB of code`,
      url: functions,
      status: 201,
      body: (round: number) => createFunctionBody(`f-${round}`, codeMb * 950_000),
    },
  ]
  const rows = []
  for (const { title, url, status, body } of cases) {
    const turns: number[] = []
    const parses: number[] = []
    for (let round = 0; round < (short ? 1 : 5); round += 1) {
      writeFileSync(bodyFile, body(round))
      parses.push(parseMs(readFileSync(bodyFile, 'utf8')))
      turns.push(await longestTurnMs(url, bodyFile, status))
    }
    const [turn, parse] = [median(turns), median(parses)]
    rows.push({
      request: title,
      'longest turn, ms': turn.toFixed(0),
      slowest: Math.max(...turns).toFixed(0),
      'JSON.parse, ms': parse.toFixed(0),
      'vs. JSON.parse': `${(turn / parse).toFixed(2)}x`,
    })
  }
  await runtime.close()
  return rows
}

const suite: Suite = {
  title: 'Local runtime: longest turn of the event loop for a large body',
  note: 'How long other requests wait while one large body is checked; beside it JSON.parse of the same body, whole. Medians of rounds. Goals on a quiet machine: 50 ms for Invoke, 250 ms for CreateFunction of 50 MB.',
  run,
}

export default suite
