import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { runCommand } from '../src/lib/run-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-invoke-running-'))
const file = join(folder, 'orders.mjs')
writeFileSync(
  file,
  'export const handler = async ({ id }) => { console.log("order " + id); if (id !== 1) throw new RangeError("no " + id) }',
)
const OnFailure = 'arn:aws:sqs:us-east-1:123456789012:failures'

let runtime: LocalRuntime
/** Request ids of the events with id 1 and 2. */
let ids: readonly string[]

beforeAll(async () => {
  const eventInvokeConfigs = { $LATEST: { MaximumRetryAttempts: 0, OnFailure } }
  const functions = { orders: { file, eventInvokeConfigs, environment: { KEY: 'a-secret-value' } } }
  runtime = await startLocalRuntime({ functions, time: 'manual' })
  ids = [await send('{"id":1}'), await send('{"id":2}')]
  await runtime.advanceMs(0)
})

afterAll(async () => {
  await runtime.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', runtime.endpoint)
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined)
})
afterEach(() => vi.unstubAllEnvs())

async function send(body: string): Promise<string> {
  const response = await fetch(`${runtime.endpoint}/_async-invoke/events/orders`, { method: 'POST', body })
  return ((await response.json()) as { requestId: string }).requestId
}

/** Runs a command in this process. */
async function run(...args: string[]) {
  let [stdout, stderr] = ['', '']
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += String(text)
    return true
  })
  const error = vi.spyOn(console, 'error').mockImplementation((text) => {
    stderr += `${text}\n`
  })
  const code = await runCommand(args, '0').finally(() => {
    out.mockRestore()
    error.mockRestore()
  })
  return { code, stdout, stderr }
}

describe('events', () => {
  it('lists events with state and error, newest first', async () => {
    const { code, stdout, stderr } = await run('events')
    expect(code).toBe(0)
    const [head, failed, succeeded] = stdout.split('\n')
    expect(head).toMatch(/^ACCEPTED +ID +FUNCTION +STATE +TRIES +NEXT +WHY$/)
    expect(failed).toMatch(new RegExp(`${ids[1]?.slice(0, 8)}  orders +RetriesExhausted +1 +RangeError: no 2$`))
    expect(succeeded).toMatch(/orders +Success +1$/)
    expect(stderr).toBe('2 of 2 events\n')
  })

  it.each([
    { flags: ['--condition', 'Success'], found: [0] },
    { flags: ['--search', 'no 2'], found: [1] },
    { flags: ['--function', 'orders:live'], found: [] },
    { flags: ['--state', 'ended', '--limit', '1'], found: [1] },
    { flags: ['--to', '2020-01-01T00:00:00Z'], found: [] },
  ])('filters with $flags as the control API does', async ({ flags, found }) => {
    const { events } = JSON.parse((await run('events', '--json', ...flags)).stdout)
    expect(events.map(({ requestId }: { requestId: string }) => requestId)).toEqual(found.map((at) => ids[at]))
  })

  it('goes on with the next page', async () => {
    const { stderr } = await run('events', '--limit', '1')
    expect(stderr).toBe(`1 of 2 events; the next page: --after ${ids[1]}\n`)
    const { events } = JSON.parse((await run('events', '--after', ids[1] ?? '', '--json')).stdout)
    expect(events).toMatchObject([{ requestId: ids[0] }])
  })

  it('refuses what the control API refuses, as invalid usage', async () => {
    const { code, stderr } = await run('events', '--state', 'gone')
    expect([code, stderr]).toEqual([2, expect.stringContaining('async-invoke: --state must be one of queued, running')])
  })
})

describe('event', () => {
  it('shows payload, timeline with error and stack, log and message', async () => {
    const { stdout } = await run('event', ids[1]?.slice(0, 13) ?? '')
    expect(stdout).toMatch(
      /payload\n\{"id":2\}\n.*timeline\n.*accepted.*attempt-ended {2}1 {2}functionError\n {2}RangeError: no 2\n.*ended.*log\n.*order 2.*OnFailure in the inbox, for arn:aws:sqs/s,
    )
  })

  it('prints everything as one document, the payload or the timeline alone', async () => {
    const view = JSON.parse((await run('event', ids[1] ?? '', '--json')).stdout)
    expect(view).toMatchObject({
      payload: '{"id":2}',
      messages: [{ route: 'OnFailure' }],
      timeline: { requestId: ids[1] },
    })
    expect(view.logs.length).toBeGreaterThan(0)
    expect((await run('event', ids[0] ?? '', '--payload')).stdout).toBe('{"id":1}')
    expect(JSON.parse((await run('event', ids[0] ?? '', '--timeline')).stdout)).toEqual(
      JSON.parse((await run('event', ids[0] ?? '', '--json')).stdout).timeline,
    )
  })

  it.each([
    { id: 'zzzz', message: /knows no event zzzz; 'async-invoke events' lists those it knows/ },
    { id: '../health', message: /knows no event/ },
  ])('refuses the id "$id"', async ({ id, message }) => {
    const { code, stderr } = await run('event', '--', id)
    expect([code, stderr]).toEqual([3, expect.stringMatching(message)])
  })
})

describe('inbox and logs', () => {
  it('list messages, print bodies for read, and filter', async () => {
    expect((await run('inbox')).stdout).toMatch(/OnFailure +RetriesExhausted +arn:aws:sqs/)
    const [body = ''] = (await run('inbox', '--bodies')).stdout.split('\n')
    expect(JSON.parse(body).requestContext.requestId).toBe(ids[1])
    expect(JSON.parse((await run('inbox', '--event', ids[0] ?? '', '--json')).stdout)).toMatchObject({ messages: [] })
  })

  it('print lines of a function and of an event', async () => {
    // Environments of their own run the two events, in any order.
    const printed = new Set((await run('logs', 'orders')).stdout.match(/order \d/g))
    expect(printed).toEqual(new Set(['order 1', 'order 2']))
    const lines = (await run('logs', '--event', ids[0] ?? '', '--json')).stdout.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).message).join()).toMatch(/order 1/)
    expect(lines.join()).not.toContain('order 2')
    const { code, stderr } = await run('logs', 'others')
    expect([code, stderr]).toEqual([3, expect.stringContaining('there is no function others; there are: orders')])
  })
})

describe('clock', () => {
  it('shows manual time, and advances it by an amount, to a time, to what is due and to the end', async () => {
    expect((await run('clock')).stdout).toMatch(/UTC {3}held {3}nothing is due\n$/)
    const before = runtime.nowMs()
    await run('clock', 'advance', '1h 30m')
    expect(runtime.nowMs() - before).toBe(5_400_000)
    const at = new Date(runtime.nowMs() + 1_000).toISOString()
    expect(JSON.parse((await run('clock', 'advance', at, '--json')).stdout)).toMatchObject({ time: 'manual', now: at })
    await run('pause', 'orders')
    await send('{"id":1}')
    expect((await run('clock')).stdout).toMatch(/next due/)
    await run('resume', 'orders')
    await run('clock', 'advance', 'next')
    expect((await run('clock', 'advance', 'end')).stdout).toMatch(/nothing is due/)
  })

  it.each([
    { args: ['stop'], message: 'clock knows only advance: stop' },
    { args: ['advance'], message: 'clock advance needs TO' },
    {
      args: ['advance', 'soon'],
      message: "neither next nor end, a time nor an amount such as 90s, 3m or '1h 30m': soon",
    },
    { args: ['advance', '2026-99-99'], message: 'not a time of ISO 8601' },
  ])('refuses $args', async ({ args, message }) => {
    const { code, stderr } = await run('clock', ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('faults, pause and resume', () => {
  it('switch faults on and off', async () => {
    expect((await run('faults', 'throttles=2', 'failedDelivery=0.5')).stdout).toContain('throttles=2\n')
    expect(JSON.parse((await run('faults', '--json')).stdout)).toMatchObject({ throttles: 2, failedDelivery: 0.5 })
    await run('faults', 'off')
    expect(Object.values(JSON.parse((await run('faults', '--json')).stdout))).toEqual([0, 0, 0, 0, 0, 0])
  })

  it.each([
    { args: ['faults', 'throtles=1'], code: 2, message: 'not NAME=N with a NAME of duplicateDelivery' },
    { args: ['faults', 'throttles=x'], code: 2, message: 'not NAME=N' },
    { args: ['faults', 'failedDelivery=2'], code: 2, message: 'failedDelivery' },
    { args: ['pause', 'others'], code: 3, message: 'there is no function others' },
    { args: ['pause'], code: 2, message: 'pause needs FUNCTION' },
  ])('refuse $args', async ({ args, code, message }) => {
    expect(await run(...args)).toMatchObject({ code, stderr: expect.stringContaining(message) })
  })

  it('hold a function back and let it go on', async () => {
    expect((await run('pause', 'orders')).stdout).toBe('paused: orders\n')
    expect((await run('resume', 'orders')).stdout).toBe('no function is paused\n')
  })
})

describe('bundle', () => {
  it('lists its contents, and writes a file that only this user can read', async () => {
    const target = join(folder, 'report.json')
    const { code, stdout, stderr } = await run('bundle', target)
    expect([code, stdout]).toEqual([0, `${target}\n`])
    expect(stderr).toMatch(
      /The bundle holds:\n {2}1 function with.*3 timelines of events.*Left out: environment values/s,
    )
    expect(statSync(target).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(target, 'utf8'))).toMatchObject({ format: 'async-invoke-bundle' })
    expect(await run('bundle', target)).toMatchObject({ code: 3, stderr: expect.stringContaining('exists already') })
  })

  it('compresses a file with .gz, leaves payloads out, and writes nothing on a dry run', async () => {
    const target = join(folder, 'report.json.gz')
    expect((await run('bundle', '--dry-run', target)).stdout).toBe('')
    await run('bundle', '--no-payloads', target)
    const bundle = JSON.parse(gunzipSync(readFileSync(target)).toString())
    expect([bundle.payloads, bundle.contents.leftOut.payloads]).toEqual([{}, 3])
    expect(await run('bundle', join(folder, 'no/such/folder.json'))).toMatchObject({ code: 3 })
  })
})

describe('open', () => {
  it.each([
    { name: 'missing.json', text: undefined, message: 'cannot be read' },
    { name: 'other.json', text: '{"a":1}', message: 'it is neither a bundle nor a timeline' },
  ])('refuses $name', async ({ name, text, message }) => {
    if (text !== undefined) writeFileSync(join(folder, name), text)
    expect(await run('open', join(folder, name))).toMatchObject({ code: 3, stderr: expect.stringContaining(message) })
  })

  it('serves the page until a signal ends it', async () => {
    const target = join(folder, 'events.json')
    writeFileSync(target, (await run('event', ids[0] ?? '', '--timeline')).stdout)
    let url = ''
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      url += String(text)
      return true
    })
    const running = runCommand(['open', target, '--quiet'], '0')
    await expect.poll(() => url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/_async-invoke\/\n$/)
    vi.mocked(process.stdout.write).mockRestore()
    const answer = (await (await fetch(`${url.trim()}events`)).json()) as { events: readonly object[] }
    expect(answer.events).toMatchObject([{ requestId: ids[0] }])
    process.emit('SIGTERM', 'SIGTERM')
    expect(await running).toBe(0)
  })
})

describe('commands on a running dev', () => {
  it.each([
    { args: ['events'] },
    { args: ['event', 'x'] },
    { args: ['inbox'] },
    { args: ['clock'] },
    { args: ['bundle'] },
  ])('say how to start one where none runs: $args.0', async ({ args }) => {
    const { code, stderr } = await run(...args, '--endpoint', 'http://127.0.0.1:9')
    expect(code).toBe(3)
    expect(stderr).toContain("no runtime answers at http://127.0.0.1:9; start one with 'async-invoke dev'")
  })

  it('say that another server is none', async () => {
    const server = createServer((_, response) => response.writeHead(200).end('hello'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect((await run('events', '--endpoint', endpoint)).stderr).toContain(
      `the server at ${endpoint} is not 'async-invoke dev'`,
    )
    server.close()
    server.closeAllConnections()
  })

  it('reach a protected runtime with its token or its keys, and say so without', async () => {
    const signingKeys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-key' }
    const guarded = await startLocalRuntime({ signingKeys })
    vi.stubEnv('AWS_ENDPOINT_URL_LAMBDA', guarded.endpoint)
    const without = await run('events')
    expect([without.code, without.stderr]).toEqual([3, expect.stringContaining('Set ASYNC_INVOKE_TOKEN')])
    vi.stubEnv('ASYNC_INVOKE_TOKEN', new URL(guarded.pageUrl).searchParams.get('token') ?? '')
    expect((await run('events')).code).toBe(0)
    vi.stubEnv('ASYNC_INVOKE_TOKEN', '')
    vi.stubEnv('AWS_ACCESS_KEY_ID', signingKeys.accessKeyId)
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', signingKeys.secretAccessKey)
    expect((await run('faults', 'throttles=1')).code).toBe(0)
    await guarded.close()
  })
})

describe('event', () => {
  it('refuses the beginning of several ids, and names them', async () => {
    // Of seventeen ids, two begin with the same digit.
    const sent = await Promise.all(Array.from({ length: 17 }, (_, id) => send(`{"id":${id}}`)))
    const beginning = sent.map((id) => id.charAt(0)).find((digit, at, digits) => digits.indexOf(digit) < at) ?? ''
    const { code, stderr } = await run('event', beginning)
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(`${beginning} is the beginning of \\d+ ids: ${beginning}`),
    ])
  })
})
