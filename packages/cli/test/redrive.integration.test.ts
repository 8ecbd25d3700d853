import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seededRandom } from '@async-invoke/engine/internal'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { killRedrive } from '../reliability/kill-redrive.ts'
import { deadLetterAttributes, recordOf } from './failures.ts'
import { type RunOptions, runBuilt } from './run-built.ts'
import { runHere } from './run-here.ts'

const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`
const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`
const done = queueArn('done')

let queues: FauxqsServer
let runtime: LocalRuntime
let sqs: SQSClient
let folder: string
let journals = 0
const created = new Set(['again', 'owned', 'shared', 'done'])

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-redrive-'))
  const file = join(folder, 'handlers.mjs')
  writeFileSync(
    file,
    `export const ok = async () => {}; export const failing = async () => { throw new Error('again') }`,
  )
  queues = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const endpoint = `http://127.0.0.1:${queues.port}`
  for (const name of created) queues.createQueue(name, { region: 'us-east-1' })
  const ok = { file, exportName: 'ok', eventInvokeConfigs: { $LATEST: { OnSuccess: done } } }
  const OnFailure = queueArn('again')
  runtime = await startLocalRuntime({
    ...{ time: 'skip', accountId: '000000000000', endpoints: { sqs: endpoint } },
    functions: {
      orders: ok,
      owner: { ...ok, deadLetterTargetArn: queueArn('owned') },
      'shared-a': { ...ok, deadLetterTargetArn: queueArn('shared') },
      'shared-b': { ...ok, deadLetterTargetArn: queueArn('shared') },
      failing: { file, exportName: 'failing', eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 0, OnFailure } } },
    },
  })
  sqs = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  })
})

afterAll(async () => {
  sqs.destroy()
  await runtime.close()
  await queues.stop()
  rmSync(folder, { recursive: true })
})

const urlOf = (queue: string): string => `http://127.0.0.1:${queues.port}/000000000000/${queue}`
const sourceOf = (queue: string): readonly string[] => ['--from', `sqs:${urlOf(queue)}`]

/** Runs redrive with a journal of its own, unless the arguments name one. */
function redrive(args: readonly string[], { env = {}, ...options }: RunOptions = {}) {
  journals += 1
  const journal = args.includes('--journal') ? [] : ['--journal', join(folder, `journal-${journals}.ndjson`)]
  // Signals need a process.
  return (options.started === undefined ? runHere : runBuilt)(['redrive', ...args, ...journal], {
    ...options,
    env: {
      ...{ AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_REGION: 'us-east-1' },
      AWS_ENDPOINT_URL_LAMBDA: runtime.endpoint,
      ...env,
    },
  })
}

async function send(queue: string, body: string, requestId?: string): Promise<void> {
  if (!created.has(queue)) queues.createQueue(queue, { region: 'us-east-1' })
  created.add(queue)
  const MessageAttributes = requestId === undefined ? undefined : deadLetterAttributes(requestId)
  await sqs.send(new SendMessageCommand({ QueueUrl: urlOf(queue), MessageBody: body, MessageAttributes }))
}

async function countsOf(queue: string): Promise<readonly [visible: number, hidden: number]> {
  const command = new GetQueueAttributesCommand({ QueueUrl: urlOf(queue), AttributeNames: ['All'] })
  const { Attributes = {} } = await sqs.send(command)
  const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: hidden } = Attributes
  return [Number(visible), Number(hidden)]
}

/** A record around a payload, byte for byte. */
const recordAround = (payload: string, name = 'orders'): string =>
  recordOf(1, {
    requestPayload: '#',
    requestContext: {
      requestId: 'r-0',
      functionArn: `${arnOf(name)}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
  }).replace('"#"', () => payload)

/** The messages of the queue for events that succeeded. */
async function doneBodies(): Promise<string> {
  journals += 1
  const output = join(folder, `done-${journals}.ndjson`)
  await runHere(['read', `sqs:${urlOf('done')}`, '--output', output])
  return readFileSync(output, 'utf8')
}

describe('redrive', () => {
  it('sends the bytes of the payload to the function of the record, and then deletes the message', async () => {
    const payload = '{"total": 129.50,  "a":1,"a":2, "s":"\\u00e9é"}'
    await send('records', recordAround(payload))
    const ran = await redrive([...sourceOf('records'), '--yes'])
    expect(ran).toEqual({ code: 0, stdout: '1 sent\n', stderr: '' })
    expect(await countsOf('records')).toEqual([0, 0])
    await expect.poll(doneBodies).toContain(`"requestPayload\\":${JSON.stringify(payload).slice(1, -1)}`)
  })

  it('sends dead letters to the one function whose dead-letter queue it is', async () => {
    await send('owned', '{"order": 7}', 'r-7')
    const ran = await redrive([...sourceOf('owned'), '--dry-run'])
    expect([ran.code, ran.stdout]).toEqual([0, expect.stringContaining(`1  to ${arnOf('owner')}\n`)])
    expect((await redrive([...sourceOf('owned'), '--yes'])).stdout).toBe('1 sent\n')
  })

  it.each([
    {
      queue: 'shared',
      message: `2 functions have the dead-letter queue ${queueArn('shared')}: ${arnOf('shared-a')}, ${arnOf('shared-b')}`,
    },
    { queue: 'orphaned', message: `no function has the dead-letter queue ${queueArn('orphaned')}; name it with --to` },
  ])('refuses the dead letters of $queue without --to: $message', async ({ queue, message }) => {
    await send(queue, '{}', 'r-8')
    const ran = await redrive([...sourceOf(queue), '--yes'])
    expect([ran.code, ran.stderr, await countsOf(queue)]).toEqual([2, expect.stringContaining(message), [1, 0]])
    expect((await redrive([...sourceOf(queue), '--yes', '--to', 'orders'])).stdout).toBe('1 sent\n')
  })

  it('leaves what it does not redrive in the queue, with the reason', async () => {
    await send('mixed', 'nonsense')
    await send(
      'mixed',
      recordOf(1, {
        requestContext: {
          requestId: 'r',
          functionArn: `${arnOf('orders')}:$LATEST`,
          condition: 'Success',
          approximateInvokeCount: 1,
        },
      }),
    )
    await send('mixed', recordAround('{}', 'nobody'))
    const ran = await redrive([...sourceOf('mixed'), '--yes'])
    expect([ran.code, ran.stderr]).toEqual([1, ''])
    expect(ran.stdout).toMatch(/not redriven: is not recognised$/m)
    expect(ran.stdout).toMatch(/not redriven: ended in success$/m)
    expect(ran.stdout).toMatch(/refused by Lambda: ResourceNotFoundException: Function not found: .*nobody/m)
    expect(ran.stdout).toMatch(/^0 sent, 1 refused by Lambda, 2 not redriven$/m)
    expect(await countsOf('mixed')).toEqual([3, 0])
  })

  it('goes on after an event that is too large for Lambda (U-03)', async () => {
    const edit = join(folder, 'grow.mjs')
    writeFileSync(edit, `export default (payload) => (payload.n === 1 ? { text: 'x'.repeat(1_048_577) } : payload)`)
    const source = join(folder, 'grow.ndjson')
    writeFileSync(source, [1, 2, 3].map((n) => recordAround(`{"n":${n}}`)).join('\n'))
    const ran = await redrive(['--from', source, '--yes', '--edit', edit])
    expect([ran.code, ran.stderr]).toEqual([1, ''])
    expect(ran.stdout).toMatch(/refused by Lambda: RequestEntityTooLargeException: \d+ byte payload is too large/)
    expect(ran.stdout).toMatch(/^2 sent, 1 refused by Lambda$/m)
  })

  it('recognises an event that fails again, and moves it to the quarantine file', async () => {
    const journal = join(folder, 'again.ndjson')
    const args = [...sourceOf('again'), '--yes', '--journal', journal]
    await send('again', recordAround('{"poison":true}', 'failing'))
    // The event may fail while the first run still reads the queue.
    const first = await redrive(args)
    expect(first.stdout).toMatch(/^1 sent/m)
    const isQuarantined = first.stdout.includes('quarantined')
    if (!isQuarantined) await expect.poll(() => countsOf('again')).toEqual([1, 0])
    const ran = isQuarantined ? first : await redrive(args)
    expect([ran.code, ran.stdout]).toEqual([1, expect.stringContaining('quarantined: failed again after 1 redrive')])
    expect(await countsOf('again')).toEqual([0, 0])
    const quarantined = await redrive(['--from', `${journal}.quarantine.ndjson`, '--dry-run'])
    expect(quarantined.stdout).toContain(`1  to ${arnOf('failing')}:$LATEST`)
  })

  it('says so where there is nothing to redrive', async () => {
    const file = join(folder, 'empty.ndjson')
    writeFileSync(file, '')
    const ran = await redrive(['--from', file, '--dry-run'])
    expect([ran.code, ran.stdout]).toEqual([0, 'there is nothing to redrive\n'])
  })

  it.each([
    { missing: 'credentials', to: [], env: { AWS_REGION: 'us-east-1' }, message: 'no AWS credentials' },
    { missing: 'credentials', to: ['--to', 'queue'], env: { AWS_REGION: 'us-east-1' }, message: 'no AWS credentials' },
    {
      ...{ missing: 'a region', to: ['--to', 'queue'], message: 'no region' },
      env: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' },
    },
  ])('notes nothing as sent without $missing, for $to', async ({ to, env, message }) => {
    const source = join(folder, 'unsent.ndjson')
    const journal = join(folder, 'unsent-journal.ndjson')
    writeFileSync(source, [recordOf(1), recordOf(2)].join('\n'))
    const target = to.map((each) => (each === 'queue' ? `sqs:${urlOf('done')}` : each))
    const ran = await runBuilt(['redrive', '--from', source, '--yes', '--journal', journal, ...target], { env })
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining(message)])
    expect(existsSync(journal)).toBe(false)
  })

  it('leaves no journal where nothing was sent, and keeps one that was there', async () => {
    const source = join(folder, 'no-failure.ndjson')
    writeFileSync(source, '{"not":"a failure"}\n')
    const journal = join(folder, 'nothing-sent.ndjson')
    const args = ['--from', source, '--yes', '--journal', journal]
    const ran = await redrive(args)
    expect([ran.code, existsSync(journal), existsSync(`${journal}.lock`)]).toEqual([1, false, false])
    for (const text of ['', '{"type":"deleted","key":"a"}\n']) {
      writeFileSync(journal, text)
      await redrive(args)
      expect(readFileSync(journal, 'utf8')).toBe(text)
    }
  })

  it('sends each event of a file once, also when the same command runs again', async () => {
    const file = join(folder, 'failures.ndjson')
    writeFileSync(file, [1, 2, 3].map((order) => recordAround(`{"file":${order}}`)).join('\n'))
    const args = ['--from', file, '--yes', '--journal', join(folder, 'file.ndjson')]
    expect((await redrive(args)).stdout).toBe('3 sent\n')
    expect((await redrive(args)).stdout).toBe('0 sent, 3 sent before\n')
    writeFileSync(file, recordAround('{"file":4}'))
    expect((await redrive(args)).stdout).toBe('1 sent\n')
  })

  it('shows what it would send, and needs a terminal or --yes to go on', async () => {
    await send('shown', recordAround('{}'))
    const ran = await redrive([...sourceOf('shown')])
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('redrive with --yes')])
    expect(ran.stdout).toContain('ValidationError: Order A-1 has no items')
    expect(ran.stdout).toContain(`1  to ${arnOf('orders')}:$LATEST`)
    expect(await countsOf('shown')).toEqual([1, 0])
  })

  it('sends the failures in a bucket, and leaves the objects there', async () => {
    queues.createBucket('failures')
    const endpoint = `http://127.0.0.1:${queues.port}`
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
    const s3 = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true })
    for (const order of [1, 2])
      await s3.send(
        new PutObjectCommand({ Bucket: 'failures', Key: `a/${order}`, Body: recordAround(`{"s3":  ${order}}`) }),
      )
    s3.destroy()
    const args = ['--from', 's3:failures/a/', '--yes', '--journal', join(folder, 's3.ndjson')]
    const env = { AWS_ENDPOINT_URL_S3: endpoint }
    expect((await redrive(args, { env })).stdout).toBe('2 sent\n')
    await expect.poll(doneBodies).toContain('{\\"s3\\":  2}')
  })

  it('sends what --filter chooses, and leaves the rest in the queue', async () => {
    for (const total of [5, 50, 500]) await send('chosen', recordAround(`{"total":${total}}`))
    await send('chosen', recordAround('{"other":1}'))
    const filter = ['--filter', 'payload.total > 10 && reason == "handler-error"']
    const preview = await redrive([...sourceOf('chosen'), ...filter, '--dry-run'])
    expect(preview.stdout).toMatch(/^ {7}2 {2}to .*orders:\$LATEST\n {7}2 {2}left out by --filter$/m)
    expect(preview.stderr).toBe('1 outcome left out because --filter has no answer there: No such key: total\n')
    const ran = await redrive([...sourceOf('chosen'), ...filter, '--yes'])
    expect([ran.code, ran.stdout]).toEqual([0, '2 sent, 2 left out\n'])
    expect(await countsOf('chosen')).toEqual([2, 0])
  })

  it('sends payloads as --edit changes them', async () => {
    const patch = join(folder, 'patch.json')
    writeFileSync(patch, '{"retried":true,"debug":null}')
    await send('edited', recordAround('{"id":12345678901234567890,"debug":1}'))
    expect((await redrive([...sourceOf('edited'), '--edit', patch, '--yes'])).stdout).toBe('1 sent\n')
    await expect.poll(doneBodies).toContain('{\\"id\\":12345678901234567890,\\"retried\\":true}')
  })

  it('gives a module of --edit the members of read --json, and keeps the bytes of what it leaves as it was', async () => {
    const edit = join(folder, 'seen.mjs')
    writeFileSync(
      edit,
      `export default (payload, { fingerprint, attempts, time, position }) =>
  payload.keep ? payload : { seen: [fingerprint.length, attempts, time, typeof position] }`,
    )
    await send('seen', recordAround('{"id":1}'))
    await send('seen', recordAround('{"keep":  true}'))
    const preview = await redrive([...sourceOf('seen'), '--edit', edit, '--dry-run'])
    expect(preview.stdout).toMatch(/^ {7}1 {2}with a payload that --edit has changed$/m)
    expect((await redrive([...sourceOf('seen'), '--edit', edit, '--yes'])).stdout).toBe('2 sent\n')
    await expect.poll(doneBodies).toMatch(/\{\\"seen\\":\[16,\d,\\"20.*\\"string\\"\]\}/)
    await expect.poll(doneBodies).toContain('{\\"keep\\":  true}')
  })

  it('sends payloads to a queue as messages', async () => {
    await send('retry', 'first')
    await send('moved', recordAround('{"moved":  1}'))
    const ran = await redrive([...sourceOf('moved'), '--to', `sqs:${urlOf('retry')}`, '--yes'])
    expect([ran.code, ran.stdout, await countsOf('moved')]).toEqual([0, '1 sent\n', [0, 0]])
    const output = join(folder, 'retry.ndjson')
    await runHere(['read', `sqs:${urlOf('retry')}`, '--output', output])
    expect(readFileSync(output, 'utf8')).toContain('"Body":"{\\"moved\\":  1}"')
  })

  it('sends the events of an inbox once, dead letters to their functions', async () => {
    const file = join(folder, 'fails-once.mjs')
    writeFileSync(
      file,
      `const seen = new Set()
      export const handler = async ({ id }) => { if (!seen.has(id)) { seen.add(id); throw new Error('first time') } }`,
    )
    const settings = { MaximumRetryAttempts: 0 }
    const local = await startLocalRuntime({
      functions: {
        recorded: { file, eventInvokeConfigs: { $LATEST: { ...settings, OnFailure: queueArn('f') } } },
        letters: { file, deadLetterTargetArn: queueArn('d'), eventInvokeConfigs: { $LATEST: settings } },
        both: {
          file,
          deadLetterTargetArn: queueArn('d'),
          eventInvokeConfigs: { $LATEST: { ...settings, OnFailure: queueArn('f') } },
        },
      },
    })
    try {
      for (const name of ['recorded', 'letters', 'both'])
        await fetch(`${local.endpoint}/2015-03-31/functions/${name}/invocations`, {
          ...{ method: 'POST', headers: { 'X-Amz-Invocation-Type': 'Event' }, body: `{"id":"${name}"}` },
        })
      await expect.poll(() => local.inbox().length).toBe(4)
      const args = ['--from', 'inbox', '--endpoint-url', local.endpoint, '--yes', '--json']
      const ran = await redrive(args, { env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' } })
      expect([ran.code, ran.stderr]).toEqual([0, ''])
      expect(JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ sent: 3 })
      const read = await runHere(['read', 'inbox', '--endpoint-url', local.endpoint])
      expect(read.stderr).toBe('4 outcomes\n')
    } finally {
      await local.close()
    }
  })

  it('stops above the failure rate, and starts no more events per second than --rate', async () => {
    const file = join(folder, 'rate.ndjson')
    writeFileSync(
      file,
      Array.from({ length: 40 }, (_, order) => recordAround(`{"rate":${order}}`, 'nobody')).join('\n'),
    )
    const before = performance.now()
    const ran = await redrive(['--from', file, '--yes', '--stop-above', '50', '--rate', '100/s', '--concurrency', '1'])
    expect(performance.now() - before).toBeGreaterThan(190)
    expect([ran.code, ran.stdout]).toEqual([
      1,
      expect.stringMatching(
        /^0 sent, 2\d refused by Lambda; stopped, since too many failed: the same command goes on, with the journal .*$/m,
      ),
    ])
  })

  it('finishes what is on its way after SIGINT, and goes on with the same command', async () => {
    const file = join(folder, 'interrupted.ndjson')
    writeFileSync(file, Array.from({ length: 50 }, (_, order) => recordAround(`{"interrupted":${order}}`)).join('\n'))
    const args = [
      '--from',
      file,
      '--yes',
      '--json',
      '--rate',
      '25/s',
      '--journal',
      join(folder, 'interrupted-journal.ndjson'),
    ]
    const ran = await redrive(args, {
      started: (child) => child.stdout?.once('data', () => child.kill('SIGINT')),
    })
    const lastOf = (text: string) => JSON.parse(text.trim().split('\n').at(-1) ?? '') as { sent: number }
    const first = lastOf(ran.stdout)
    expect([ran.code, first]).toEqual([0, expect.objectContaining({ isWhole: false, repeated: 0 })])
    const second = lastOf((await redrive(args)).stdout)
    expect(second).toMatchObject({ isWhole: true, sent: 50 - first.sent, before: first.sent, repeated: 0 })
  })

  it.each(['queue', 'file'] as const)(
    'skips no event of a %s when it is killed at any instant, and repeats only what was on its way',
    async (source) => {
      const limits = { events: 80, kills: 3, concurrency: 5, untilWhole: false }
      const report = await killRedrive({ ...limits, source, random: seededRandom(11) })
      // A kill between a receive and its entry leaves messages hidden; the last run has to know of them.
      expect(report.left).toBe(report.hidden)
      expect(report.skipped).toBeLessThanOrEqual(report.hidden)
      expect(report.killed).toBeGreaterThan(0)
      expect(report.repeats).toBeLessThanOrEqual(Math.min(report.marked, report.killed * limits.concurrency))
    },
  )
})

describe('the question of redrive', () => {
  beforeEach((context) => {
    if (spawnSync('script', ['--version']).status !== 0) context.skip('no command script on this machine')
  })

  it.each([
    { name: 'Ctrl-C', typed: '\u0003' },
    { name: 'Ctrl-D', typed: '\u0004' },
    { name: 'an empty line', typed: '\r' },
  ])('takes $name for a no', async ({ typed }) => {
    const file = join(folder, 'asked.ndjson')
    writeFileSync(file, recordAround('{"asked":true}'))
    const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
    const journal = join(folder, 'asked-journal.ndjson')
    const command = `${process.execPath} ${main} redrive --from ${file} --journal ${journal}; echo code $?`
    const child = spawn('script', ['-qfec', command, '/dev/null'])
    let output = ''
    for await (const text of child.stdout) {
      const isAsked = output.includes('again? [y/N]')
      output += String(text)
      if (!isAsked && output.includes('again? [y/N]')) child.stdin.write(typed)
    }
    expect(output).toMatch(/again\? \[y\/N\][\s\S]*code 0/)
    expect(existsSync(journal)).toBe(false)
  })
})

describe('redrive refuses', () => {
  it.each([
    { args: ['--yes'], code: 2, message: 'redrive needs --from SOURCE' },
    { args: ['--from', '-'], code: 2, message: 'stdin is read once' },
    { args: ['--from', '-', '--yes', '--to', 'a b'], code: 2, message: '--to is no function and no queue: a b' },
    {
      args: ['--from', '-', '--yes', '--rate', '0/s'],
      code: 2,
      message: '--rate is not a rate such as 5/s or 100/m: "0/s"',
    },
    {
      args: ['--from', '-', '--yes', '--to', 'sqs:https://sqs.us-east-1.amazonaws.com/1/orders.fifo'],
      code: 2,
      message: '--to is a FIFO queue',
    },
    {
      args: ['--from', 'sqs:http://127.0.0.1:9/1/q', '--to', 'sqs:http://127.0.0.1:9/1/q'],
      code: 2,
      message: '--to is the queue of --from',
    },
    {
      args: ['--from', 'inbox', '--yes', '--endpoint-url', 'http://127.0.0.1:9'],
      code: 3,
      message: 'no runtime answers at http://127.0.0.1:9; start one',
    },
    { args: ['--from', 'nowhere.json', '--yes'], code: 3, message: 'cannot read nowhere.json: ENOENT' },
    {
      args: ['--from', '-', '--yes', '--journal', '/nowhere/j'],
      code: 3,
      message: 'cannot create /nowhere/j.lock: ENOENT',
    },
  ])('$args: $message', async ({ args, code, message }) => {
    const ran = await redrive(args)
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([code, '', expect.stringContaining(`async-invoke: ${message}`)])
  })

  it('a journal that is none, or that a running process has', async () => {
    const journal = join(folder, 'damaged.ndjson')
    writeFileSync(journal, '{"type":"sent","key":"a","requestId":"r","redrives":1}\nnonsense\n')
    const damaged = await redrive(['--from', '-', '--yes', '--journal', journal])
    expect([damaged.code, damaged.stderr]).toEqual([3, expect.stringContaining('line 2 of the journal')])
    writeFileSync(journal, '{"type":"done","key":"a"}\n')
    const unknown = await redrive(['--from', '-', '--yes', '--journal', journal])
    expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining('line 1 of the journal')])
    const kept = await redrive([
      '--from',
      '-',
      '--yes',
      '--journal',
      journal,
      '--quarantine',
      `${folder}/./damaged.ndjson`,
    ])
    expect([kept.code, kept.stderr]).toEqual([2, expect.stringContaining('--quarantine is the file of --journal')])
    writeFileSync(`${journal}.lock`, String(process.pid))
    const locked = await redrive(['--from', '-', '--yes', '--journal', journal])
    expect([locked.code, locked.stderr]).toEqual([
      3,
      expect.stringContaining(`process ${process.pid} is using the journal`),
    ])
  })

  it('an endpoint that is not Lambda, or does not answer, and keeps the message', async () => {
    await send('unsent', recordAround('{}'))
    const other = createServer((_, response) => response.end('<html>hello</html>'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const wrong = await redrive([...sourceOf('unsent'), '--yes'], {
      env: { AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${port}` },
    })
    other.close()
    const none = await redrive([...sourceOf('unsent'), '--yes'], {
      env: { AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:9' },
    })
    expect([wrong.code, wrong.stderr]).toEqual([
      3,
      expect.stringContaining('the answer is not that of Lambda; check --endpoint-url'),
    ])
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('no response (ECONNREFUSED)')])
    expect(await countsOf('unsent')).toEqual([1, 0])
  })
})
