import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVectors } from '../../../test/vectors.ts'
import { describeOutcome } from './describe-outcome.ts'
import { originalEvent } from './original-event.ts'
import type { Outcome } from './outcome.ts'
import { readOutcome } from './read-outcome.ts'

interface OutcomeVector {
  readonly why: string
  readonly input: unknown
  readonly outcome: Record<string, unknown> & { readonly kind: Outcome['kind']; readonly issue?: object }
  readonly description: object
}

const vectors = readVectors<OutcomeVector>('outcomes')

/** As middy's event-normalizer and Powertools' parser leave a message: bodies parsed, and those inside them. */
function withParsedBodies(value: unknown): unknown {
  const parse = (text: unknown): unknown => {
    try {
      return withParsedBodies(JSON.parse(text as string))
    } catch {
      return text
    }
  }
  if (typeof value !== 'object' || value === null) return value
  const { messageId, body, Sns, Type, Message } = value as Record<string, unknown>
  if (typeof messageId === 'string') return { ...value, body: parse(body) }
  if (typeof Sns === 'object') return { ...value, Sns: withParsedBodies(Sns) }
  return Type === 'Notification' ? { ...value, Message: parse(Message) } : value
}

describe('readOutcome and describeOutcome (section 9)', () => {
  it.each(vectors)('read and describe $name: $content.why', ({ content }) => {
    const { issue, ...expected } = content.outcome
    const outcome = readOutcome(content.input)
    expect(outcome).toMatchObject(expected)
    if (issue !== undefined)
      expect(outcome.kind === 'unrecognised' && outcome.issues).toContainEqual(expect.objectContaining(issue))
    expect(describeOutcome(outcome)).toEqual(content.description)
  })

  it.each(vectors)('read $name the same from its JSON', ({ content }) => {
    if (typeof content.input === 'string') return
    const { kind, through } = readOutcome(content.input)
    expect(readOutcome(JSON.stringify(content.input))).toMatchObject({ kind, through })
  })

  it.each(vectors)('read $name the same after a middleware parsed the bodies of its messages', ({ content }) => {
    const parsed = withParsedBodies(content.input)
    if (JSON.stringify(parsed) === JSON.stringify(content.input)) return
    const { kind, through } = content.outcome
    const outcome = readOutcome(parsed)
    expect(outcome).toMatchObject({ kind, through, isParsed: true })
    expect(describeOutcome(outcome)).toEqual(content.description)
    if (outcome.kind === 'invocation-record') expect(outcome).not.toHaveProperty('text')
    expect(originalEvent(outcome)?.isExact).not.toBe(true)
  })

  it('take nothing for a parsed body that has no message id, or is bytes', () => {
    for (const message of [{ body: {} }, { messageId: 'm', body: new Uint8Array(2) }, { messageId: 5, body: {} }])
      expect(readOutcome(message)).toMatchObject({ kind: 'unrecognised', through: [] })
  })

  it('cover every reason with a vector', () => {
    const reasons = new Set(vectors.map(({ content }) => (content.description as { reason?: string }).reason))
    expect([...reasons].filter(Boolean).sort()).toEqual(
      ['concurrency-zero', 'expired', 'extension', 'handler-error', 'non-json-output', 'out-of-memory', 'platform']
        .concat(['runtime-exit', 'target-missing', 'throttled', 'timeout', 'undelivered'])
        .sort(),
    )
  })

  it('parse the body of a dead letter once, on the first call', () => {
    const attributes = { RequestID: { Value: 'r' }, ErrorMessage: { Value: 'm' } }
    const read = (Message: string) => {
      const outcome = readOutcome({ Type: 'Notification', Message, MessageAttributes: attributes })
      return outcome.kind === 'dead-letter' ? outcome : expect.unreachable('not read as a dead letter')
    }
    const { parseBody } = read('{"id":1}')
    expect(parseBody()).toEqual({ id: 1 })
    expect(parseBody()).toBe(parseBody())
    expect(() => read('<html>').parseBody()).toThrow(expect.objectContaining({ code: 'not-json' }))
  })

  it.each([
    { source: 'kinesis', member: 'KinesisBatchInfo' },
    { source: 'dynamodb', member: 'DDBStreamBatchInfo' },
    { source: 'kafka', member: 'KafkaBatchInfo' },
  ])('recognises a failure of $source by its $member, which is never null', ({ source, member }) => {
    const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
    const record = { requestContext: { requestId: 'r-1', functionArn, condition: 'RetryAttemptsExhausted' } }
    const batch = { shardId: 'shardId-000000000000' }
    expect(readOutcome({ ...record, [member]: batch })).toMatchObject({ kind: 'stream-failure', source })
    expect(readOutcome({ ...record, [member]: null }).kind).toBe('unrecognised')
  })

  it('never throw for arbitrary values and strings', () => {
    const kinds: unknown[] = ['invocation-record', 'dead-letter', 'stream-failure', 'unrecognised']
    const member = fc.constantFrom(
      ...['body', 'Body', 'Sns', 'Message', 'Type', 'MessageAttributes', 'messageAttributes', 'attributes', 'detail'],
      ...['detail-type', 'requestContext', 'KinesisBatchInfo', 'Records', 'RequestID', 'ErrorMessage', 'Value'],
      ...['version', 'messageId', '__proto__', 'constructor'],
    )
    const leaf = fc.oneof(fc.jsonValue(), fc.string(), fc.constantFrom('Notification', '{}', '{"Body":"{}"}', '1.0'))
    const tree = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 5 }, leaf, fc.dictionary(member, tie('node'), { maxKeys: 5 })),
    })).node
    fc.assert(
      fc.property(fc.oneof(tree, fc.anything(), fc.json(), fc.string({ unit: 'binary' })), (input) => {
        const outcome = readOutcome(input)
        expect(kinds).toContain(outcome.kind)
        expect(describeOutcome(outcome).kind).toBe(outcome.kind)
      }),
      { seed: 20261122, numRuns: 3_000 },
    )
  })

  it('never throw for a value with a throwing getter', () => {
    const hostile = Object.defineProperty({}, 'body', {
      enumerable: true,
      get: () => {
        throw new Error('not for you')
      },
    })
    expect(readOutcome(hostile)).toMatchObject({ kind: 'unrecognised' })
  })
})
