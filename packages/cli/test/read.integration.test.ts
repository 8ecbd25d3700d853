import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deadLetterAttributes, recordOf } from './failures.ts'
import { runBuilt } from './run-built.ts'
import { runHere } from './run-here.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

let server: FauxqsServer
let sqs: SQSClient
let s3: S3Client
let folder: string
let endpoint: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-read-'))
  server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  endpoint = `http://127.0.0.1:${server.port}`
  const config = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }
  sqs = new SQSClient(config)
  s3 = new S3Client({ ...config, forcePathStyle: true })
})

afterAll(async () => {
  sqs.destroy()
  s3.destroy()
  await server.stop()
  rmSync(folder, { recursive: true })
})

const urlOf = (queue: string): string => `${endpoint}/000000000000/${queue}`

async function fill(queue: string, count: number, attributes: Readonly<Record<string, string>> = {}): Promise<void> {
  server.createQueue(queue, { region: 'us-east-1', attributes })
  for (let sent = 0; sent < count; sent += 10) {
    const Entries = Array.from({ length: Math.min(10, count - sent) }, (_, at) => ({
      Id: String(at),
      MessageBody: recordOf(sent + at),
    }))
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }))
  }
}

/** Messages of a queue that can be received, and those that are hidden. */
async function countsOf(queue: string): Promise<readonly [visible: number, hidden: number]> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] }),
  )
  const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: hidden } = Attributes
  return [Number(visible), Number(hidden)]
}

const linesOf = (text: string): readonly Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe.each(['read -', 'validate -', 'redrive --dry-run --from -'])('%s', (line) => {
  it.each(['{"a":1}\n{"b":', '{"a":1}\n'])('ends with Ctrl-C while stdin waits, behind %j', async (input) => {
    const args = [main, ...line.split(' '), '--json']
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    child.stdin.write(input)
    const stderr = text(child.stderr)
    let stdout = ''
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk
    })
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    await once(child, 'close')
    expect(child.signalCode).toBe(null)
    expect(await stderr).toBe('')
    // The half of a document is none.
    const lines = linesOf(stdout)
    expect(lines.map(({ kind }) => kind)).toHaveLength(2)
    if (!line.startsWith('redrive')) expect(lines.at(-1)).toMatchObject({ kind: 'summary', isWhole: false })
  })
})

describe('read', () => {
  it('groups the records of a file by fault, with a histogram', async () => {
    const file = join(folder, 'failures.ndjson')
    const other = recordOf(7, {
      responsePayload: { errorType: 'Error', errorMessage: 'out of \u001b[2Jstock', trace: [] },
    })
    writeFileSync(file, [...Array.from({ length: 12 }, (_, at) => recordOf(at)), other].join('\n'))
    const ran = await runHere(['read', file])
    expect([ran.code, ran.stderr]).toEqual([0, '13 outcomes\n'])
    expect(ran.stdout).toMatch(
      /^ {6}12 {2}orders:\$LATEST {2}handler-error {2}RetriesExhausted\n {10}ValidationError: Order A-0 has no items$/m,
    )
    expect(ran.stdout).toContain('Error: out of stock')
    expect(ran.stdout).toMatch(/^2026-02-10 09:07:00 {9}2 {2}█+$/m)
    for (const view of ['table', 'cards']) {
      const { stdout } = await runHere(['read', file, '--view', view, '--quiet'])
      expect(stdout.match(/Order A-\d+ has no items/g)).toHaveLength(12)
      expect(stdout).not.toContain('\u001b')
    }
  })

  it('reads files and objects that gzip has compressed', async () => {
    const file = join(folder, 'failures.ndjson.gz')
    writeFileSync(file, gzipSync(`${recordOf(1)}\n${recordOf(2)}`))
    expect((await runHere(['read', file])).stderr).toBe('2 outcomes\n')
    writeFileSync(file, gzipSync(recordOf(1)).subarray(0, -4))
    const cut = await runHere(['read', file])
    expect([cut.code, cut.stderr]).toEqual([3, `async-invoke: cannot read ${file}: unexpected end of file\n`])
    server.createBucket('compressed')
    await s3.send(new PutObjectCommand({ Bucket: 'compressed', Key: 'a.gz', Body: gzipSync(recordOf(3)) }))
    expect((await runHere(['read', 's3:compressed', '--endpoint-url', endpoint])).stderr).toBe('1 outcome\n')
  })

  it('names of a group what all of its outcomes have in common', async () => {
    const qualified = (qualifier: string, condition: string) => ({
      requestContext: {
        requestId: 'r-1',
        functionArn: `arn:aws:lambda:us-east-1:123456789012:function:orders:${qualifier}`,
        condition,
        approximateInvokeCount: 2,
      },
    })
    const groupsOf = async (...records: readonly string[]) => {
      const file = join(folder, 'groups.ndjson')
      writeFileSync(file, records.join('\n'))
      return (await runHere(['read', file, '--quiet'])).stdout.split('\n')[0]
    }
    const live = recordOf(1, qualified('live', 'RetriesExhausted'))
    const expired = recordOf(2, qualified('live', 'EventAgeExceeded'))
    const latest = recordOf(3, qualified('$LATEST', 'RetriesExhausted'))
    expect(await groupsOf(live, live)).toBe('       2  orders:live  handler-error  RetriesExhausted')
    expect(await groupsOf(live, expired)).toBe('       2  orders:live  handler-error')
    expect(await groupsOf(live, latest, live)).toBe('       3  orders  handler-error  RetriesExhausted')
  })

  it('shows where an error was thrown and with which event, on a card', async () => {
    const trace = [
      'Error: no stock',
      '    at inner (/var/task/orders.mjs:3:9)',
      '    at handler (/var/task/orders.mjs:9:1)',
    ]
    const stackTrace = [
      '  File "/var/task/app.py", line 9, in handler\n',
      '  File "/var/task/app.py", line 3, in inner\n',
    ]
    const input = [
      recordOf(1, { responsePayload: { errorType: 'Error', errorMessage: 'no stock', trace } }),
      recordOf(2, { responsePayload: { errorType: 'OutOfStock', errorMessage: 'no stock', stackTrace } }),
      '{"hello":1}',
    ].join('\n')
    const { stdout } = await runBuilt(['read', '-', '--view', 'cards'], { input })
    expect(stdout.match(/^ {2}(at|attempts|event|document) .*/gm)).toEqual([
      '  attempts     3',
      '  at           inner (/var/task/orders.mjs:3:9)',
      '  event        {"orderId":"A-1"}',
      '  attempts     3',
      '  at           File "/var/task/app.py", line 3, in inner',
      '  event        {"orderId":"A-2"}',
      '  document     {"hello":1}',
    ])
  })

  it('prints a line for each outcome and a summary with --json, and exits with 1 for what it does not recognise', async () => {
    const input = `${recordOf(1)}\nnonsense\n${recordOf(2)}`
    const ran = await runBuilt(['read', '-', '--json'], { input })
    const rows = linesOf(ran.stdout)
    expect(ran.code).toBe(1)
    expect(rows.map(({ kind, position }) => [kind, position])).toEqual([
      ['invocation-record', 'stdin:1'],
      ['unrecognised', 'stdin:2'],
      ['invocation-record', 'stdin:3'],
      ['summary', undefined],
    ])
    expect(rows[0]).toMatchObject({ functionName: 'orders', reason: 'handler-error', time: '2026-02-10T09:01:31.902Z' })
    expect(rows[3]).toMatchObject({ count: 3, unrecognised: 1, isWhole: true, others: 0 })
  })

  it('reads all files of a folder, each over several lines or not', async () => {
    const deep = join(folder, 'many', 'deep')
    mkdirSync(deep, { recursive: true })
    writeFileSync(join(deep, 'b.json'), JSON.stringify(JSON.parse(recordOf(1)), null, 2))
    writeFileSync(join(folder, 'many', 'a.json'), JSON.stringify({ Messages: [{ MessageId: 'm', Body: recordOf(2) }] }))
    const ran = await runHere(['read', join(folder, 'many'), '--json'])
    expect(linesOf(ran.stdout).map(({ requestId }) => String(requestId).slice(-1))).toEqual(['2', '1', 'd'])
  })

  it('shows the outcomes that --filter chooses, and says which it has no answer for', async () => {
    const input = `${recordOf(1)}\nnonsense\n${recordOf(2)}`
    const ran = await runBuilt(['read', '-', '--filter', 'payload.orderId == "A-2"', '--view', 'cards'], { input })
    expect([ran.code, ran.stdout.match(/A-\d.*/g)]).toEqual([0, ['A-2 has no items', 'A-2"}']])
    expect(ran.stderr).toBe(
      '1 outcome left out because --filter has no answer there: No such key: orderId\n1 outcome\n',
    )
  })

  it('reads the objects under a prefix of a bucket', async () => {
    server.createBucket('failures')
    for (const [key, order] of [
      ['a/1.json', 1],
      ['a/2.json', 2],
      ['b/3.json', 3],
    ] as const)
      await s3.send(new PutObjectCommand({ Bucket: 'failures', Key: key, Body: recordOf(order) }))
    const ran = await runHere(['read', 's3:failures/a/', '--json', '--endpoint-url', endpoint])
    expect(linesOf(ran.stdout).map(({ position }) => position)).toEqual([
      's3://failures/a/1.json',
      's3://failures/a/2.json',
      undefined,
    ])
  })

  it('reads files of any length in constant memory', async () => {
    const file = join(folder, 'long.ndjson')
    const written = openSync(file, 'w')
    const payload = { requestPayload: 'x'.repeat(20_000) }
    for (let part = 0; part < 40; part += 1)
      writeSync(written, `${Array.from({ length: 100 }, (_, at) => recordOf(part * 100 + at, payload)).join('\n')}\n`)
    closeSync(written)
    const env = { NODE_OPTIONS: '--max-old-space-size=32' }
    const ran = await runHere(['read', file], { env })
    expect([ran.code, ran.stderr]).toEqual([0, '4000 outcomes\n'])
    rmSync(file)
  })
})

describe('read of a queue', () => {
  it('leaves every message visible, and says that a sample is one', async () => {
    await fill('sampled', 25)
    const ran = await runHere(['read', `sqs:${urlOf('sampled')}`, '--sample', '12', '--json'])
    expect([ran.code, ran.stderr]).toEqual([0, 'reading 12 of about 25 messages; --sample N reads more\n'])
    expect(linesOf(ran.stdout).at(-1)).toMatchObject({ count: 12, isWhole: false })
    expect(await countsOf('sampled')).toEqual([25, 0])
  })

  it('needs --yes where the redrive policy may move messages away', async () => {
    server.createQueue('moved', { region: 'us-east-1' })
    const deadLetterTargetArn = 'arn:aws:sqs:us-east-1:000000000000:moved'
    await fill('moving', 1, { RedrivePolicy: JSON.stringify({ maxReceiveCount: 2, deadLetterTargetArn }) })
    const refused = await runHere(['read', `sqs:${urlOf('moving')}`])
    expect([refused.code, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toContain(`after 2 the queue moves a message to ${deadLetterTargetArn}; read it with --yes`)
    expect((await runHere(['read', `sqs:${urlOf('moving')}`, '--yes'])).stderr).toBe('1 outcome\n')
  })

  it('deletes with --consume what is in the file of --output, which it reads again, and keeps what --filter leaves out', async () => {
    await fill('consumed', 16)
    const output = join(folder, 'consumed.ndjson')
    const filter = ['--filter', 'payload.orderId != "A-15"']
    const ran = await runHere(['read', `sqs:${urlOf('consumed')}`, '--consume', '--output', output, ...filter])
    expect([ran.code, ran.stderr]).toEqual([0, '15 outcomes\n'])
    expect(await countsOf('consumed')).toEqual([1, 0])
    expect(readFileSync(output, 'utf8').trim().split('\n')).toHaveLength(15)
    expect((await runHere(['read', output])).stdout).toBe(ran.stdout)
  })

  it('deletes nothing without a file, or with one that exists', async () => {
    await fill('kept', 2)
    const source = `sqs:${urlOf('kept')}`
    const output = join(folder, 'existing.ndjson')
    writeFileSync(output, 'mine')
    const without = await runHere(['read', source, '--consume'])
    const existing = await runHere(['read', source, '--consume', '--output', output])
    expect([without.code, existing.code]).toEqual([2, 3])
    expect(without.stderr).toContain('--consume needs --output FILE')
    expect(existing.stderr).toContain(`cannot create --output ${output}: it exists`)
    expect([await countsOf('kept'), readFileSync(output, 'utf8')]).toEqual([[2, 0], 'mine'])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('shows all messages again after %s', async (signal) => {
    const queue = `interrupted-${signal}`
    await fill(queue, 30)
    let seen = false
    const ran = await runBuilt(['read', `sqs:${urlOf(queue)}`, '--view', 'table'], {
      started: (child) =>
        child.stdout?.on('data', (text: Buffer) => {
          if (!seen && text.includes('Order A-')) seen = child.kill(signal)
        }),
    })
    expect([seen, ran.code, ran.stderr]).toEqual([true, 0, expect.stringContaining('there may be more')])
    expect(await countsOf(queue)).toEqual([30, 0])
  })

  it('reads dead letters, whose function is not known', async () => {
    server.createQueue('letters', { region: 'us-east-1' })
    const Entries = [{ Id: '1', MessageBody: '{"a":1}', MessageAttributes: deadLetterAttributes('r-1') }]
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: urlOf('letters'), Entries }))
    const output = join(folder, 'letters.ndjson')
    const ran = await runHere(['read', `sqs:${urlOf('letters')}`, '--output', output, '--json'])
    const [row] = linesOf(ran.stdout)
    expect(row).toMatchObject({ kind: 'dead-letter', requestId: 'r-1', time: expect.stringMatching(/^20\d\d-/) })
    const [again] = linesOf((await runHere(['read', output, '--json'])).stdout)
    expect(again).toEqual({ ...row, position: `${output}:1` })
  })
})

describe('read refuses', () => {
  it.each([
    { args: [], code: 2, message: 'read needs SOURCE' },
    { args: ['nowhere.json'], code: 3, message: 'cannot read nowhere.json: ENOENT' },
    { args: ['sqs:failures'], code: 2, message: 'sqs: needs the URL of a queue' },
    { args: ['-', '--filter', 'reazon == ""'], code: 2, message: '--filter, column 1: Unknown variable: reazon' },
    {
      args: ['s3:Failures'],
      code: 2,
      message: 's3: needs the name of a bucket, 3 to 63 characters, as in s3:failures/2026/: s3:Failures',
    },
    { args: ['-', '--sample', '3'], code: 2, message: '--sample needs a queue' },
    { args: ['-', '--view', 'list'], code: 2, message: '--view is not groups, table or cards: "list"' },
    {
      args: ['sqs:http://127.0.0.1:9/0/q'],
      code: 3,
      message: 'queue http://127.0.0.1:9/0/q: no response (ECONNREFUSED)',
    },
  ])('$args: $message', async ({ args, code, message }) => {
    const ran = await runHere(['read', ...args])
    expect([ran.code, ran.stdout]).toEqual([code, ''])
    expect(ran.stderr).toContain(`async-invoke: ${message}`)
  })

  it('a queue or a bucket that is not there', async () => {
    const queue = await runHere(['read', `sqs:${urlOf('nowhere')}`])
    expect([queue.code, queue.stderr]).toEqual([3, expect.stringContaining('check the URL, the account and --region')])
    const bucket = await runHere(['read', 's3:nowhere', '--endpoint-url', endpoint])
    expect([bucket.code, bucket.stderr]).toEqual([3, expect.stringContaining('bucket nowhere: NoSuchBucket')])
  })

  it.each([
    { args: () => ['read', `sqs:${urlOf('any')}`] },
    { args: () => ['queue', 'stats', '--store', `sqs:${urlOf('any')}`] },
    { args: () => ['config', 'list'] },
    { args: () => ['config', 'get', 'orders'] },
  ])('missing credentials of $args', async ({ args }) => {
    const ran = await runHere(args(), { env: { AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' } })
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/credentials.*; set AWS_ACCESS_KEY_ID/)])
  })

  it.each([
    { args: () => ['read', `sqs:${urlOf('any')}`] },
    { args: () => ['queue', 'stats', '--store', `sqs:${urlOf('any')}`] },
    { args: () => ['config', 'list'] },
    { args: () => ['config', 'get', 'orders'] },
  ])('a missing region of $args', async ({ args }) => {
    const env = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }
    const ran = await runHere(args(), { env })
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/[rR]egion.*; set --region, AWS_REGION/)])
  })

  it('an endpoint that is not the service', async () => {
    const other = createServer((_, response) => response.end('<html>hello</html>'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const ran = await runHere(['read', `sqs:http://127.0.0.1:${port}/0/q`])
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('the answer is not that of the service')])
    other.close()
  })
})
