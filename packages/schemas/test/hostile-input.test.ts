import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costInJson } from '../../../scripts/cost-in-json.ts'
import * as schemas from '../src/index.ts'
import {
  checkInvocationRecord,
  DocumentError,
  formatInvocationRecord,
  parseArn,
  parseFunctionReference,
  readOutcome,
  readRawPayloads,
} from '../src/index.ts'
import * as internal from '../src/internal.ts'
import { envelopes, fullDocuments } from './documents.ts'
import { readVectors } from './vectors.ts'

const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST'
const recordText = (requestPayloadText: string): string =>
  formatInvocationRecord({
    timestampMs: 0,
    requestId: 'r',
    functionArn,
    condition: 'RetriesExhausted',
    approximateInvokeCount: 1,
    requestPayloadText,
  })

/** Well above the linear cost (tens of milliseconds), and well below any super-linear one. */
const maxMegabytes = 400
function within<Result>(act: () => Result): Result {
  let settled: { readonly result: Result } | { readonly thrown: unknown } | undefined
  const cost = costInJson(() => {
    try {
      settled = { result: act() }
    } catch (thrown) {
      settled = { thrown }
    }
  })
  expect(cost).toBeLessThan(maxMegabytes)
  if (settled !== undefined && 'result' in settled) return settled.result
  throw settled?.thrown
}

describe('large and deep input', () => {
  const large = JSON.stringify({ value: 'x"\\'.repeat(2_600_000) })
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  const deepObject = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`

  it.each([
    { name: '10 MB', payload: large },
    { name: '10,000 nested lists', payload: deep },
    { name: '10,000 nested objects', payload: deepObject },
  ])('is read in bounded time, byte for byte: $name', ({ payload }) => {
    const body = recordText(payload)
    const outcome = within(() => readOutcome({ messageId: 'm', body }))
    expect(outcome.kind).toBe('invocation-record')
    expect(within(() => readRawPayloads(body)).requestPayload).toBe(payload)
  })

  it('is refused with a short message if 10 MB are not JSON', () => {
    const truncated = large.slice(0, -1)
    for (const { parse } of fullDocuments) {
      expect(() => within(() => parse(truncated))).toThrow(expect.objectContaining({ code: 'not-json' }))
      try {
        parse(truncated)
      } catch (error) {
        expect((error as Error).message.length).toBeLessThan(300)
      }
    }
    expect(within(() => readOutcome(truncated))).toMatchObject({ kind: 'unrecognised' })
  })

  it('is checked in bounded time with 20,000 invalid records', () => {
    const Records = Array.from({ length: 20_000 }, () => ({}))
    for (const { check } of envelopes) within(() => check({ Records }))
  })
})

describe('an arbitrary value', () => {
  it('is reported with issues by every check, never with an exception', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (value) => {
          for (const { check } of [...fullDocuments, ...envelopes])
            for (const { path, keyword, message } of check(value))
              expect([typeof path, typeof keyword, typeof message]).toEqual(['string', 'string', 'string'])
          for (const { is, parse } of fullDocuments)
            if (is(value)) expect(parse(value)).toBe(value)
            else expect(() => parse(value)).toThrow(DocumentError)
        },
      ),
      { seed: 20261122, numRuns: 1_000 },
    )
  })

  it('is reported with an issue if reading it throws', () => {
    const hostile = new Proxy(
      {},
      {
        getOwnPropertyDescriptor: () => expect.unreachable(),
        getPrototypeOf: () => {
          throw new Error('unreadable')
        },
      },
    )
    for (const { check } of fullDocuments) expect(check(hostile)).toMatchObject([{ path: '', keyword: 'type' }])
  })
})

/** Every exported function that judges a value which it did not get from this package. */
const judges = Object.entries<unknown>({ ...schemas, ...internal }).flatMap(([name, exported]) =>
  typeof exported === 'function' && /^(?:check|is|parse|readTarget|readOutcome)/.test(name)
    ? [{ name, judge: exported as (...args: unknown[]) => unknown }]
    : [],
)
const revoked = Proxy.revocable({}, {})
revoked.revoke()
const throwing = new Proxy(
  {},
  {
    getOwnPropertyDescriptor: () => {
      throw new TypeError('unreadable')
    },
    get: () => {
      throw new TypeError('unreadable')
    },
    has: () => true,
  },
)
const strange: readonly unknown[] = [
  undefined,
  null,
  {},
  [],
  5,
  Number.NaN,
  true,
  1n,
  Symbol('s'),
  () => {},
  new Date(Number.NaN),
  throwing,
  revoked.proxy,
  ['orders'],
  'arn:aws:sqs:us-east-1:123456789012:q',
  'arn:aws:lambda:us-east-1:123456789012:function:f',
  { toString: null },
  { DestinationConfig: 5 },
  { DestinationConfig: { OnFailure: 'arn' } },
  { DestinationConfig: { OnFailure: { Destination: throwing } } },
  { requestContext: null },
  Object.create(null),
]

describe('a function that checks', () => {
  it('is among the exports often', () => expect(judges.length).toBeGreaterThan(35))

  it.each(judges)('throws nothing but a DocumentError from $name', ({ name, judge }) => {
    // Behind functions, since fast-check would read the values itself.
    const anything = fc.oneof(
      fc.nat(strange.length - 1).map((index) => () => strange[index]),
      fc.anything({ withNullPrototype: true, withBigInt: true }).map((value) => () => value),
    )
    fc.assert(
      fc.property(fc.array(anything, { minLength: 1, maxLength: 2 }), (values) => {
        const args = values.map((value) => value())
        try {
          judge(...args)
        } catch (error) {
          if (!/^(?:parse|readOutcomes)/.test(name)) throw error
          if (error instanceof TypeError) expect(error.message).toMatch(/^requestPayload: not a Standard Schema/)
          else expect(error).toBeInstanceOf(DocumentError)
        }
      }),
      { seed: 20261128, numRuns: 300 },
    )
  })

  it.each([
    {
      name: 'a dead-letter target',
      refusals: schemas.checkDeadLetterTarget({}, { functionName: 'f' }),
      path: 'deadLetterConfig.targetArn',
    },
    {
      name: 'a destination',
      refusals: schemas.checkEventInvokeConfig({ DestinationConfig: { OnFailure: { Destination: 5 } } } as never, {
        functionName: 'f',
      }),
      path: 'destinationConfig.onFailure.destination',
    },
    {
      name: 'a side',
      refusals: schemas.checkEventInvokeConfig({ DestinationConfig: { OnSuccess: 'arn' } } as never, {
        functionName: 'f',
      }),
      path: 'destinationConfig.onSuccess',
    },
    {
      name: 'a number',
      refusals: schemas.checkEventInvokeConfig({ MaximumRetryAttempts: '1' } as never, { functionName: 'f' }),
      path: 'maximumRetryAttempts',
    },
    {
      name: 'a request',
      refusals: schemas.checkEventInvokeConfig(5 as never, { functionName: 'f' }),
      path: 'eventInvokeConfig',
    },
    { name: 'a function name', refusals: schemas.checkFunctionReference(['orders'], undefined), path: 'functionName' },
    { name: 'a qualifier', refusals: schemas.checkFunctionReference('orders', 7), path: 'qualifier' },
  ])('refuses $name of another type by its path $path', ({ refusals, path }) => {
    expect(refusals[0]).toMatchObject({
      path,
      code: 'ValidationException',
      message: expect.stringContaining('Member must be a'),
    })
  })
})

describe('prototypes', () => {
  const dirty = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'

  it('are not polluted by any function', () => {
    const inputs = [dirty, recordText(dirty), `{"Type":"Notification","Message":${JSON.stringify(dirty)}}`]
    for (const input of inputs) {
      readOutcome(input)
      readRawPayloads(input)
      for (const { check } of [...fullDocuments, ...envelopes]) check(JSON.parse(input))
    }
    expect({}).not.toHaveProperty('polluted')
  })

  it('do not add members to a document', () => {
    const { content } = readVectors('invocation-record/valid')[0] ?? { content: {} }
    for (const { name, check } of [...fullDocuments, ...envelopes]) {
      const valid = readVectors(`${name}/valid`)[0]?.content
      if (typeof valid !== 'object' || valid === null || Object.keys(check({})).length === 0) continue
      expect(check(Object.create(valid)), name).not.toEqual([])
    }
    expect(readOutcome(Object.create(content as object))).toMatchObject({ kind: 'unrecognised' })
    expect(readOutcome(Object.create({ body: recordText('{}') }))).toMatchObject({ kind: 'unrecognised' })
  })

  it('do not add members to a document if Object.prototype is polluted', () => {
    const polluted = Object.prototype as Record<string, unknown>
    const given = JSON.parse(recordText('{}'))
    const { requestContext } = given
    const without = { ...given, requestContext: { ...requestContext } }
    delete without.requestContext.requestId
    polluted.requestId = 'r'
    try {
      expect(checkInvocationRecord(without)).toMatchObject([{ path: '/requestContext', keyword: 'required' }])
      expect(checkInvocationRecord(given)).toEqual([])
      const inherits = Object.create(Object.create(null, { requestId: { value: 'r' } }))
      const beyond = { ...given, requestContext: Object.assign(inherits, without.requestContext) }
      expect(checkInvocationRecord(beyond)).toMatchObject([{ path: '/requestContext', keyword: 'required' }])
    } finally {
      delete polluted.requestId
    }
  })

  it('do not matter to a document with an own member __proto__', () => {
    const text = recordText('{}')
    for (const value of ['null', '{"version":"1.0"}', '"Object"'])
      expect(checkInvocationRecord(JSON.parse(text.replace('{', `{"__proto__":${value},`)))).toEqual([])
    const without = text.replace('"version":"1.0",', '"__proto__":{"version":"1.0"},')
    expect(checkInvocationRecord(JSON.parse(without))).toMatchObject([{ keyword: 'required' }])
  })

  it('do not change a payload with own members of these names', () => {
    const outcome = readOutcome(recordText(dirty))
    expect(
      outcome.kind === 'invocation-record' && Object.hasOwn(outcome.record.requestPayload as object, '__proto__'),
    ).toBe(true)
  })
})

describe('unusual strings', () => {
  it.each([
    { name: 'a lone surrogate', payload: '"\\ud800"' },
    { name: 'a raw lone surrogate', payload: '"\ud800"' },
    { name: 'replacement characters of invalid UTF-8', payload: '"\ufffd\ufffd"' },
    { name: 'control characters, escaped', payload: '"\\u0000"' },
  ])('are kept in a payload: $name', ({ payload }) => {
    const text = recordText(payload)
    expect(readOutcome(text)).toMatchObject({ kind: 'invocation-record', text })
    expect(readRawPayloads(text).requestPayload).toBe(payload)
  })

  it('are read behind a byte-order mark', () => {
    expect(readOutcome(`\u{feff}${recordText('1')}`)).toMatchObject({ kind: 'invocation-record' })
  })

  it.each(['\u{feff}', '{"a":"\u0000"}', '\ufffd', '{"a":1}garbage', ''])(
    'are not recognised if they are not JSON: %j',
    (text) => {
      expect(readOutcome(text)).toMatchObject({ kind: 'unrecognised', issues: [{ keyword: 'json' }] })
    },
  )

  it('are not accepted as numbers', () => {
    const record = JSON.parse(recordText('{}'))
    record.requestContext.approximateInvokeCount = '1'
    expect(readOutcome(record)).toMatchObject({
      kind: 'unrecognised',
      issues: [{ path: '/requestContext/approximateInvokeCount', keyword: 'type' }],
    })
  })
})

describe('patterns', () => {
  const many = 200_000
  const worst = [
    `arn:${'a-'.repeat(many)}`,
    `arn:aws:lambda:${'a-'.repeat(many)}:1:function:`,
    `arn:aws:lambda:us-east-1:${'1'.repeat(many)}:function:${'f:'.repeat(many)}\n`,
    `arn:${':'.repeat(many)}`,
    `kafka://${'a-'.repeat(many)}!`,
    `2026-02-10T09:20:31.${'9'.repeat(many)}Z`,
    `aws/lambda/async/${'a-'.repeat(many)}/2026`,
    `Lambda Function Invocation Result ${'- '.repeat(many)}`,
    `RequestId: ${'a '.repeat(many)}Task timed out after`,
    `Function not found: arn:${'a'.repeat(many)} `,
    `${'1'.repeat(many)}x`,
    `${'a'.repeat(many)}:${'a'.repeat(many)}!`,
  ]

  it.each(worst.map((input) => ({ start: input.slice(0, 40), input })))(
    'run in linear time on $start…',
    ({ input }) => {
      const attribute = { Value: input, Type: 'String' }
      const values = [
        { version: '1.0', timestamp: input, requestContext: { functionArn: input }, requestPayload: 1 },
        { RequestID: attribute, ErrorCode: { Value: input, Type: 'Number' }, ErrorMessage: attribute },
        { TargetArn: input, FunctionArn: input, DestinationConfig: { OnFailure: { Destination: input } } },
        { source: 'lambda', 'detail-type': input, Timestamp: input },
        input,
      ]
      for (const { check } of [...fullDocuments, ...envelopes]) for (const value of values) within(() => check(value))
      within(() => parseArn(input))
      within(() => parseFunctionReference(input))
      within(() => readOutcome({ Type: 'Notification', Message: '{}', MessageAttributes: values[1] }))
      within(() => readOutcome({ 'detail-type': input, detail: {} }))
    },
  )
})
