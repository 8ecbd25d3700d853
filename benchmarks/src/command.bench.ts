import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median } from './rounds.ts'
import type { Row, Suite } from './suite.ts'

const smallHeap = ['--max-old-space-size=64', '--max-semi-space-size=4']
const main = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url))

const suite: Suite = {
  title: 'The async-invoke command',
  note: 'Goals: --help at most 120 ms of CPU over bare Node.js; validate at least 0.6 of JSON.parse for each line; read of ten times as many records in at most 1.2 of the memory; redrive at least 0.8 of a bare loop of the SDK; config apply of 200 functions at 50 ms a call in at most 5 s.',
  async run({ short }) {
    const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'))
    try {
      return [
        await help('--help', short),
        await help('dev --help', short),
        await validation(folder, short ? 30_000 : 200_000),
        await memory(folder, short ? 5_000 : 100_000),
        await redriving(folder, short ? 500 : 20_000),
        await applying(folder),
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

interface Run {
  readonly seconds: number
  /** CPU of the process. */
  readonly cpuMs: number
  readonly maxRssMb: number
}

/** Prints what a process has used when it ends, from within. */
const counting = `data:text/javascript,${encodeURIComponent(
  `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); console.error('used ' + JSON.stringify([(userCPUTime + systemCPUTime) / 1000, maxRSS / 1024])) })`,
)}`

async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Run> {
  const { PATH = '' } = process.env
  const start = performance.now()
  const child = spawn(process.execPath, ['--import', counting, ...args], {
    env: { PATH, AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number | null]>])
  const [, used] = /^used (.*)$/m.exec(stderr) ?? []
  if (code === null || code > 1 || used === undefined)
    throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`)
  const [cpuMs, maxRssMb] = JSON.parse(used) as [number, number]
  return { seconds: (performance.now() - start) / 1_000, cpuMs, maxRssMb }
}

async function help(words: string, short: boolean): Promise<Row> {
  const over: number[] = []
  for (let round = 0; round < (short ? 3 : 11); round += 1) {
    const bare = await run(['-e', '0'])
    over.push((await run([main, ...words.split(' ')])).cpuMs - bare.cpuMs)
  }
  return row(words, `${Math.round(median(over))} ms of CPU over Node.js`, '120 ms')
}

/** Compares with a loop that only parses each line, in a process of its own too. */
async function validation(folder: string, records: number): Promise<Row> {
  const file = await writeRecords(join(folder, 'validate.ndjson'), records)
  const megabytes = statSync(file).size / 1e6
  const bare = `const { createInterface } = await import('node:readline'); const { createReadStream } = await import('node:fs')
    for await (const line of createInterface({ input: createReadStream(${JSON.stringify(file)}) })) JSON.parse(line)`
  const parsed = await run(['--input-type=module', '-e', bare])
  const { cpuMs } = await run([main, 'validate', file, '--quiet'])
  const rate = (megabytes / cpuMs) * 1_000
  return row('validate', `${(parsed.cpuMs / cpuMs).toFixed(2)} of JSON.parse, ${Math.round(rate)} MB/s of CPU`, '0.6')
}

/** With a small heap, so that what the collector has not yet collected does not count. */
async function memory(folder: string, records: number): Promise<Row> {
  const few = await run([...smallHeap, main, 'read', await writeRecords(join(folder, 'few.ndjson'), records)])
  const many = await run([...smallHeap, main, 'read', await writeRecords(join(folder, 'many.ndjson'), records * 10)])
  const ratio = (many.maxRssMb / few.maxRssMb).toFixed(2)
  return row(`read of ${records * 10} records`, `${ratio} of ${Math.round(few.maxRssMb)} MB for a tenth`, '1.2')
}

/** Compares with a loop that reads the same file and invokes at the same concurrency, without journal and deletion. */
async function redriving(folder: string, records: number): Promise<Row> {
  let requests = 0
  const lambda = createServer(async (request, response) => {
    await text(request)
    requests += 1
    response.writeHead(202, { 'x-amzn-requestid': `r-${requests}` }).end()
  })
  await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`
  const file = await writeRecords(join(folder, 'redrive.ndjson'), records)
  const loop = fileURLToPath(new URL('./peers/sdk-loop.ts', import.meta.url))
  try {
    const bare = await run([loop, file, endpoint, '10'])
    const args = [
      'redrive',
      '--from',
      file,
      '--yes',
      '--quiet',
      '--journal',
      join(folder, 'journal'),
      '--concurrency',
      '10',
    ]
    const redriven = await run([main, ...args], { AWS_ENDPOINT_URL_LAMBDA: endpoint })
    const rate = Math.round(records / redriven.seconds)
    return row('redrive', `${(bare.seconds / redriven.seconds).toFixed(2)} of a bare loop, ${rate} events/s`, '0.8')
  } finally {
    lambda.closeAllConnections()
    lambda.close()
  }
}

async function applying(folder: string): Promise<Row> {
  const stored = new Set<string>()
  const lambda = createServer(async (request, response) => {
    await Promise.all([text(request), wait(50)])
    const name = /functions\/([^/]+)/.exec(request.url ?? '')?.[1] ?? ''
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const settings = {
      ...{ FunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}:$LATEST`, LastModified: 0 },
      ...{ MaximumRetryAttempts: 1, DestinationConfig: { OnSuccess: {}, OnFailure: {} } },
    }
    if (request.method === 'PUT') {
      stored.add(name)
      return answer(200, settings)
    }
    if (request.url?.includes('/list') === true) return answer(200, { FunctionEventInvokeConfigs: [] })
    response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{"Message":"none"}')
  })
  await new Promise<void>((resolve) => lambda.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(lambda.address() as AddressInfo).port}`
  const functions = Object.fromEntries(
    Array.from({ length: 200 }, (_, order) => [
      `f-${order}`,
      { EventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1 } } },
    ]),
  )
  const file = join(folder, 'desired.json')
  const stream = createWriteStream(file)
  stream.end(JSON.stringify({ version: '1.0', functions }))
  await once(stream, 'close')
  try {
    const env = { AWS_ENDPOINT_URL_LAMBDA: endpoint }
    const { seconds } = await run([main, 'config', 'apply', file, '--yes', '--concurrency', '10'], env)
    if (stored.size !== 200) throw new Error(`${stored.size} functions have settings`)
    return row('config apply of 200 functions', `${seconds.toFixed(1)} s`, '5 s')
  } finally {
    lambda.closeAllConnections()
    lambda.close()
  }
}

async function writeRecords(file: string, records: number): Promise<string> {
  const stream = createWriteStream(file)
  for (let order = 0; order < records; order += 1)
    if (!stream.write(`${recordOf(order)}\n`)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'close')
  return file
}

function recordOf(order: number): string {
  return JSON.stringify({
    version: '1.0',
    timestamp: `2026-02-10T09:${String(order % 60).padStart(2, '0')}:31.902Z`,
    requestContext: {
      requestId: `2b9e6c1a-8d47-4c35-b1f0-${String(order).padStart(12, '0')}`,
      functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { orderId: `A-${order}`, items: [{ sku: 'tea', count: 2 }], note: 'x'.repeat(200) },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'ValidationError', errorMessage: `Order A-${order} has no items`, trace: [] },
  })
}

function row(what: string, measured: string, goal: string): Row {
  return { what, measured, goal }
}

export default suite
