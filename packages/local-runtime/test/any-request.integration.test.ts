import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { type MemberType, operationsOfSdk } from './sdk-model.ts'
import { zip } from './zip.ts'

// Requests made from the shapes of the SDK's model, with wrong types, odd names and odd pages: none is a fault of ours.

const ZipFile = zip([{ path: 'index.mjs', content: 'export const handler = async () => 1' }]).toString('base64')
const operations = operationsOfSdk()

/** Writes that have no meaning here; they are refused by name. */
const notImplemented = new Set(
  `AddLayerVersionPermission CheckpointDurableExecution CreateCapacityProvider CreateEventSourceMapping
DeleteCapacityProvider InvokeWithResponseStream PublishLayerVersion PutFunctionScalingConfig
PutResourcePolicy SendDurableExecutionCallbackFailure SendDurableExecutionCallbackHeartbeat
SendDurableExecutionCallbackSuccess StopDurableExecution UpdateCapacityProvider`.split(/\s+/),
)

let runtime: LocalRuntime
const faults: unknown[] = []

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'skip', pendingMs: 0, onFault: (fault) => void faults.push(fault) })
  const Role = 'arn:aws:iam::123456789012:role/lambda'
  const base = { FunctionName: 'f', Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
  await raw(runtime.endpoint, 'POST', '/2015-03-31/functions', { body: JSON.stringify(base) })
  await raw(runtime.endpoint, 'POST', '/2015-03-31/functions/f/versions', { body: '{}' })
  const alias = { Name: 'live', FunctionVersion: '1' }
  await raw(runtime.endpoint, 'POST', '/2015-03-31/functions/f/aliases', { body: JSON.stringify(alias) })
})
afterAll(() => runtime.close())

/** Numbers from 0 to 1, the same for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

const oddTexts = [
  ...['', ' ', 'f', 'f:live', 'f:1', 'f:$LATEST', 'f:other', 'nobody', '$LATEST', '1', 'live', '0', '-1', '1e9', 'NaN'],
  ...['null', '../..', 'a'.repeat(300), '😀', '\u0000', '__proto__', 'constructor', '{}', '[', '%', 'a b', 'toString'],
  ...['arn:aws:lambda:us-east-1:123456789012:function:f', 'arn:aws:lambda:us-east-1:123456789012:function:f:live'],
  ...['arn:aws:lambda:eu-west-1:123456789012:function:f', 'arn:aws:lambda:us-east-1:999999999999:function:f'],
  ...['arn:aws:sqs:us-east-1:123456789012:q', 'arn:aws:s3:::b', 'arn:', 'Zm9v', 'YWZ0ZXI6Zg', 'PER_TENANT', 'NONE'],
  'arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0000000000000000a',
  'arn:aws:lambda:us-east-1:123456789012:layer:l:1',
]
const oddValues: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e12,
    2 ** 53,
    [],
    {},
    [null],
    [[]],
    [{}],
    { a: null },
    { '': '' },
    { __proto__: 1 },
  ],
  ...oddTexts,
]

function createGenerator(random: () => number) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const someOf = (type: MemberType, depth = 0): unknown => {
    if (random() < 0.3 || depth > 4) return pick(oddValues)
    if (type.kind === 'structure')
      return Object.fromEntries(
        Object.entries(type.members).flatMap(([name, member]) =>
          random() < 0.6 ? [[name, someOf(member, depth + 1)]] : [],
        ),
      )
    if (type.kind === 'list') return [someOf(type.element, depth + 1), someOf(type.element, depth + 1)]
    if (type.kind === 'map') return { [pick(oddTexts)]: someOf(type.value, depth + 1) }
    if (type.kind === 'number') return pick([0, 1, 3, 60, 128, 300, 1.5])
    return type.kind === 'boolean' ? random() < 0.5 : pick(oddTexts)
  }
  return { pick, someOf }
}

const queries = ['Qualifier', 'Marker', 'MaxItems', 'FunctionVersion', 'RevisionId', 'tagKeys', 'Arn', 'find', 'List']

/** Headers cannot carry every text. */
const headerTexts = oddTexts.filter((text) => /^[\x20-\x7e]*$/.test(text))

describe.each(operations)('$name', ({ name, method, uri, members }) => {
  it('is answered, whatever is in the request', async () => {
    const random = numbersFrom(name.length * 7_919 + name.charCodeAt(0))
    const { pick, someOf } = createGenerator(random)
    for (let round = 0; round < 25; round += 1) {
      const [path = '', fixed] = uri.split('?')
      const target = path.replaceAll(/\{(\w+)\+?\}/g, () => encodeURIComponent(pick(oddTexts)) || 'f')
      const query = new URLSearchParams(fixed)
      for (const parameter of queries) if (random() < 0.2) query.append(parameter, pick(oddTexts))
      const headers: Record<string, string> = {}
      for (const header of ['invocation-type', 'log-type', 'client-context', 'tenant-id', 'durable-execution-name'])
        if (random() < 0.2) headers[`X-Amz-${header}`] = pick(headerTexts)
      const content = random() < 0.8 ? someOf({ kind: 'structure', members }) : pick(oddValues)
      const sent = method === 'GET' || method === 'DELETE' ? {} : { body: JSON.stringify(content) ?? '' }
      const { status, text } = await raw(runtime.endpoint, method, `${target}?${query}`, { ...sent, headers })
      const about = `${method} ${target}?${query} ${JSON.stringify(headers)} ${JSON.stringify(sent)} ${text}`
      if (status === 501) expect([about, notImplemented.has(name)]).toEqual([about, true])
      else expect([about, status < 500]).toEqual([about, true])
    }
    expect(faults.splice(0)).toEqual([])
  })
})

describe('an operation of the SDK', () => {
  it('is implemented if it reads (FNC-11)', () => {
    const reads = operations.filter(({ name }) => /^(Get|List)/.test(name))
    expect(reads.length).toBeGreaterThan(30)
    expect(reads.filter(({ name }) => notImplemented.has(name))).toEqual([])
  })
})
