import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LocalRuntime, startLocalRuntime } from '@async-invoke/local-runtime'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sdkCalls } from './aws/calls.ts'
import { findLeft } from './aws/resources.ts'
import { recordCommand } from './command.ts'
import { findSecrets } from './evidence/redact.ts'
import { allExperiments } from './experiments/all-experiments.ts'

// Those that need few processes; `pnpm record:check` runs all of them.
const names = ['settings-values', 'list-order', 'zero-concurrency', 'retry-schedule']

let services: FauxqsServer
let runtime: LocalRuntime
let folder: string
let flags: readonly string[]

beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
  const sqs = `http://127.0.0.1:${services.port}`
  runtime = await startLocalRuntime({ time: 'manual', pendingMs: 0, endpoints: { sqs } })
  folder = mkdtempSync(join(tmpdir(), 'record-'))
  const places = ['--out', join(folder, 'recordings'), '--state', join(folder, 'state.json')]
  flags = ['--endpoint', runtime.endpoint, '--sqs-endpoint', sqs, '--held', ...places]
})

afterAll(async () => {
  await runtime.close()
  await services.stop()
  rmSync(folder, { recursive: true })
})

const left = async (): Promise<readonly object[]> => {
  const calls = sdkCalls({
    ...{ region: 'us-east-1', endpoint: runtime.endpoint },
    sqsEndpoint: `http://127.0.0.1:${services.port}`,
  })
  try {
    return await findLeft(calls.call, false)
  } finally {
    calls.close()
  }
}
const evidence = (): readonly string[] => readdirSync(join(folder, 'recordings'))

describe('pnpm record on a local runtime', () => {
  it('is interrupted, goes on, and records retries, records and dead letters in held time', async () => {
    const interrupt = new AbortController()
    const printed: string[] = []
    const print = (line: string): void => {
      printed.push(line)
      // The first experiment is done: the second is interrupted at its first call.
      if (line.startsWith('settings-values')) interrupt.abort()
    }
    expect(await recordCommand([...names, '--run', ...flags], { print, signal: interrupt.signal })).toBe(1)
    expect(printed.at(-1)).toBe('Interrupted; the same command goes on.')
    expect([evidence().length, existsSync(join(folder, 'state.json')), await left()]).toEqual([1, true, []])

    const signal = new AbortController().signal
    const again: string[] = []
    expect(await recordCommand([...names, '--run', ...flags], { print: (line) => again.push(line), signal })).toBe(0)
    expect(again[0]).toBe('1 experiments were done before')
    expect(again.at(-1)).toBe('recorded 3, failed 0, left 0')
    expect([evidence().length, existsSync(join(folder, 'state.json')), await left()]).toEqual([4, false, []])
  })

  it('marks evidence as an emulator’s, without account ids and ARNs that have one', () => {
    for (const name of evidence()) {
      const text = readFileSync(join(folder, 'recordings', name), 'utf8')
      expect([name, findSecrets(text)]).toEqual([name, []])
      expect(JSON.parse(text).observed.on).toBe('emulator')
    }
  })

  it('records three runs at 0, 60 and 180 seconds, under one request id', () => {
    const name = evidence().find((each) => each.endsWith('retry-schedule.json')) ?? ''
    const { exchanges } = JSON.parse(readFileSync(join(folder, 'recordings', name), 'utf8'))
    const [, invoke, record, letter] = exchanges
    expect(exchanges).toHaveLength(4)
    const { requestContext } = JSON.parse(record.response.body.Messages[0].Body)
    expect(requestContext.approximateInvokeCount).toBe(3)
    expect(requestContext.requestId).toBe(invoke.response.headers['x-amzn-requestid'])
    expect(letter.response.body.Messages[0].MessageAttributes.RequestID.StringValue).toBe(requestContext.requestId)
    expect(Date.parse(record.at) - Date.parse(invoke.at)).toBe(180_000)
  })

  it('finds nothing to clean after a run', async () => {
    const printed: string[] = []
    const surroundings = { print: (line: string) => void printed.push(line), signal: new AbortController().signal }
    expect(await recordCommand(['--clean', ...flags], surroundings)).toBe(0)
    expect(printed).toEqual(['nothing is left'])
  })
})

describe('pnpm record', () => {
  const surroundings = { print: () => {}, signal: new AbortController().signal }

  it.each([
    { args: ['no-such-experiment'], problem: 'there is no experiment no-such-experiment; there are invoke-refusals, ' },
    {
      args: ['--run', '--region', 'eu-west-1'],
      problem: 'name the account with --account, or an emulator with --endpoint',
    },
    {
      args: ['--price', 'messages=1'],
      problem: '--price takes NAME=NUMBER with lambdaRequests, sqsRequests, gigabyteSeconds',
    },
  ])('refuses $args', async ({ args, problem }) => {
    await expect(recordCommand(args, surroundings)).rejects.toThrow(problem)
  })

  it('calls nothing without --run', async () => {
    const printed: string[] = []
    expect(await recordCommand([], { ...surroundings, print: (text) => printed.push(text) })).toBe(0)
    expect(printed.at(-1)).toContain('Dry run: no request was made.')
    expect(printed[0]).toContain(`${allExperiments.length} experiments in AWS, us-east-1, one after the other:`)
  })

  it('names each of its flags with --help', async () => {
    const printed: string[] = []
    expect(await recordCommand(['--help'], { ...surroundings, print: (text) => printed.push(text) })).toBe(0)
    const flags = [
      'run',
      'clean',
      'policy',
      'account',
      'region',
      'endpoint',
      'sqs-endpoint',
      'held',
      'role',
      'out',
      'state',
    ]
    for (const flag of [...flags, 'price']) expect(printed.join()).toContain(`--${flag}`)
  })

  it('prints policies for what the chosen experiments call', async () => {
    const printed: string[] = []
    const args = ['list-order', '--policy', '--account', '111122223333', '--region', 'eu-west-1']
    await recordCommand(args, { ...surroundings, print: (text) => printed.push(text) })
    const { principal } = JSON.parse(printed.join())
    expect(principal.Statement[0]).toEqual({
      Effect: 'Allow',
      Action: [
        ...['lambda:CreateAlias', 'lambda:CreateFunction', 'lambda:DeleteFunction', 'lambda:GetFunctionConfiguration'],
        ...['lambda:ListFunctionEventInvokeConfigs', 'lambda:PublishVersion', 'lambda:PutFunctionEventInvokeConfig'],
        'lambda:TagResource',
      ],
      Resource: 'arn:aws:lambda:*:111122223333:function:async-invoke-record-*',
    })
  })
})

describe('sdkCalls', () => {
  it('sends nothing to a host that is not AWS unless its endpoint is named', async () => {
    const before = process.env.AWS_ENDPOINT_URL
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9'
    process.env.AWS_ACCESS_KEY_ID ??= 'test'
    process.env.AWS_SECRET_ACCESS_KEY ??= 'test'
    const calls = sdkCalls({ region: 'eu-west-1' })
    try {
      const request = calls.call({ service: 'lambda', operation: 'ListFunctions', input: {} })
      await expect(request).rejects.toThrow('127.0.0.1 is not AWS; name it with --endpoint if it is meant')
    } finally {
      calls.close()
      if (before === undefined) delete process.env.AWS_ENDPOINT_URL
      else process.env.AWS_ENDPOINT_URL = before
    }
  })
})
