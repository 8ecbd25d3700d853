import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatEvidence, type Observation } from './evidence.ts'
import { createRedactor, findSecrets } from './redact.ts'

const at = '2026-11-28T12:00:00.000Z'

/** An observation of one request and its answer. */
const observed = (input: object, body: string, output?: Readonly<Record<string, unknown>>): Observation => ({
  ...{ experiment: 'one', about: 'Does it?', settles: ['RTY-1'], on: 'aws', region: 'eu-west-1', from: at, until: at },
  handler: 'a\nb\n',
  exchanges: [
    {
      ...{
        at,
        tookMs: 3,
        call: {
          service: output === undefined ? 'lambda' : 'sqs',
          operation: output === undefined ? 'Invoke' : 'ReceiveMessage',
          input,
        },
      },
      answer: {
        ...{ status: 200, body, ...(output === undefined ? {} : { output }) },
        headers: { 'x-amzn-requestid': 'r', date: 'today', server: 'here' },
      },
    },
  ],
})
const format = (observation: Observation): string => formatEvidence(observation, createRedactor([], []))
const only = (observation: Observation) => JSON.parse(format(observation)).exchanges[0]

describe('formatEvidence', () => {
  it('shows no account id in texts of any length, also where they are cut', () => {
    const words = fc.constantFrom('123456789012', '1795905146708', 'arn:aws:sqs::210987654321:q', ' ', 'x', '%3A', '"')
    const text = fc
      .tuple(fc.array(words, { minLength: 1, maxLength: 30 }), fc.nat(2_000))
      .map(([parts, times]) => parts.join('').repeat(times % 200))
    fc.assert(
      fc.property(text, (body) => {
        expect(findSecrets(format(observed({ Payload: Buffer.from(body) }, body)))).toEqual([])
      }),
      // A time in milliseconds that the cut leaves with twelve digits.
      { numRuns: 40, examples: [[`${'x'.repeat(500)}1795905146708${'y'.repeat(20_000)}`]] },
    )
  })

  it('keeps a long text by its length, digest and ends', () => {
    const { body } = only(observed({}, `${'a'.repeat(20_000)}é`)).response
    expect(body).toEqual({
      ...{ bytes: 20_002, sha256: expect.stringMatching(/^[\w+/]{43}=$/) },
      ...{ begins: 'a'.repeat(512), ends: `${'a'.repeat(511)}é` },
    })
  })

  it('keeps messages one by one, so that many short ones are not a long text', () => {
    const Messages = Array.from({ length: 10 }, (_, index) => ({ MessageId: `${index}`, Body: 'b'.repeat(3_000) }))
    expect(only(observed({}, JSON.stringify({ Messages }), { Messages })).response.body).toEqual({ Messages })
  })

  it('keeps headers that statements are about, and no others', () => {
    expect(only(observed({}, '')).response.headers).toEqual({ 'x-amzn-requestid': 'r' })
  })

  it.each([
    { what: 'text', bytes: Buffer.from('{ "a" : 1 }'), shown: '{ "a" : 1 }' },
    { what: 'no UTF-8', bytes: Buffer.from([0x22, 0xff, 0x22]), shown: { base64: 'Iv8i' } },
    { what: 'long and no UTF-8', bytes: Buffer.alloc(300, 0xff), shown: { bytes: 300 } },
  ])('shows bytes that are $what', ({ bytes, shown }) => {
    expect(only(observed({ Payload: bytes }, '')).request.input).toEqual({ Payload: shown })
  })
})
