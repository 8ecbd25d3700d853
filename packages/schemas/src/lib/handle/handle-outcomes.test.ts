import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { readVectors } from '../../../test/vectors.ts'
import { handleOutcomes } from './handle-outcomes.ts'

const recordText = JSON.stringify(
  readVectors<object>('invocation-record/valid').find(({ name }) => name === 'retries-exhausted')?.content,
)
const queue = 'arn:aws:sqs:us-east-1:123456789012:failures'
const sqs = (messageId: string, body = recordText, group?: string) => ({
  messageId,
  body,
  attributes: group === undefined ? {} : { MessageGroupId: group },
  messageAttributes: {},
  eventSource: 'aws:sqs',
  eventSourceARN: group === undefined ? queue : `${queue}.fifo`,
})
const base64 = (text: string) => Buffer.from(text).toString('base64')
const kinesis = (sequenceNumber: string, text = recordText) => ({
  eventSource: 'aws:kinesis',
  kinesis: { sequenceNumber, partitionKey: sequenceNumber, data: base64(text) },
})
const sns = (Message = recordText) => ({ EventSource: 'aws:sns', Sns: { MessageId: 'm', Message } })
const ids = (...names: string[]) => ({ batchItemFailures: names.map((itemIdentifier) => ({ itemIdentifier })) })
const quiet = { onFailure: () => {} }
const boom = new Error('boom')
const fails = async () => {
  throw boom
}

describe('handleOutcomes', () => {
  it('handles each outcome, and returns the items whose handler fails', async () => {
    const seen: (string | undefined)[] = []
    const event = { Records: ['m-1', 'm-2', 'm-3'].map((id) => sqs(id)) }
    const response = await handleOutcomes(
      event,
      async ({ messageId }) => {
        seen.push(messageId)
        if (messageId === 'm-2') throw boom
      },
      quiet,
    )
    expect(response).toEqual(ids('m-2'))
    expect(seen).toEqual(['m-1', 'm-2', 'm-3'])
  })

  it.each([
    { name: 'a synchronous handler', handle: () => expect.unreachable() },
    { name: 'a handler that throws undefined', handle: () => Promise.reject() },
    { name: 'a handler that throws a string', handle: () => Promise.reject('no') },
  ])('catches $name', async ({ handle }) => {
    expect(await handleOutcomes({ Records: [sqs('m-1')] }, handle, quiet)).toEqual(ids('m-1'))
  })

  it('loses no item, keeps the order of a group, and handles at most maxConcurrency at a time', async () => {
    const item = fc.record({
      group: fc.constantFrom(undefined, 'a', 'b'),
      body: fc.constantFrom(recordText, recordText, recordText, '<html>'),
      fails: fc.boolean(),
      turns: fc.nat(3),
    })
    const cases = fc.asyncProperty(
      fc.array(item, { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      async (items, maxConcurrency, isPipe) => {
        const Records = items.map(({ body, group }, index) => sqs(`${index}`, body, group))
        const handled: number[] = []
        const reported: number[] = []
        let running = 0
        const response = await handleOutcomes(
          isPipe ? Records : { Records },
          async ({ messageId }) => {
            const { turns, fails } = items[Number(messageId)] ?? expect.unreachable()
            handled.push(Number(messageId))
            running += 1
            expect(running).toBeLessThanOrEqual(maxConcurrency)
            for (let turn = 0; turn < turns; turn += 1) await undefined
            running -= 1
            if (fails) throw boom
          },
          { maxConcurrency, onFailure: (_, { messageId }) => void reported.push(Number(messageId)) },
        )
        const returned = response.batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier))
        expect(returned).toEqual([...returned].sort((a, b) => a - b))
        expect(new Set(handled).size).toBe(handled.length)
        for (const [index, { group, body, fails }] of items.entries()) {
          const rank = (other: number) => items[other]?.group === group && group !== undefined && other < index
          const isBlocked = reported.some(rank)
          const isReadable = body === recordText
          expect(handled.includes(index)).toBe(isReadable && !isBlocked)
          expect(returned.includes(index)).toBe(isBlocked || !isReadable || fails)
          expect(reported.includes(index)).toBe(!isBlocked && (!isReadable || fails))
          expect(handled.filter(rank).every((other) => handled.indexOf(other) < handled.indexOf(index))).toBe(
            handled.includes(index) || handled.filter(rank).length === 0,
          )
        }
      },
    )
    await fc.assert(cases, { seed: 8, numRuns: 300 })
  })

  it('returns the rest of a stream after a failure, since Lambda starts again at the lowest (CON-13)', async () => {
    for (const records of [
      ['1', '2', '3', '4'].map((number) => kinesis(number)),
      ['1', '2', '3', '4'].map((number) => ({
        body: recordText,
        dynamodb: { SequenceNumber: number },
      })),
    ]) {
      const seen: (string | undefined)[] = []
      const handle = async ({ itemIdentifier }: { itemIdentifier?: string }) => {
        seen.push(itemIdentifier)
        await new Promise(setImmediate)
        if (itemIdentifier === '2') throw boom
      }
      expect(await handleOutcomes({ Records: records }, handle, quiet)).toEqual(ids('2', '3', '4'))
      expect(seen).toEqual(['1', '2'])
    }
  })

  it('takes no order from the message groups of a standard queue, which stand for tenants (CON-14)', async () => {
    const Records = ['m-1', 'm-2'].map((id) => ({ ...sqs(id, recordText, 'tenant'), eventSourceARN: queue }))
    const handle = ({ messageId }: { messageId?: string }) => (messageId === 'm-1' ? fails() : undefined)
    expect(await handleOutcomes({ Records }, handle, quiet)).toEqual(ids('m-1'))
  })

  it.each([
    { source: 'SNS', event: { Records: [sns()] } },
    {
      source: 'EventBridge',
      event: { 'detail-type': 'Lambda Function Invocation Result - Failure', detail: JSON.parse(recordText) },
    },
    { source: 'a destination function', event: JSON.parse(recordText) },
    { source: 'an S3 object', event: { Key: 'k', Body: recordText } },
    { source: 'Kafka', event: { records: { 't-0': [{ topic: 't', partition: 0, value: base64(recordText) }] } } },
    { source: 'a single message, as a batch processor passes on', event: sqs('m-1') },
    { source: 'ReceiveMessage', event: { Messages: [{ MessageId: 'm', Body: recordText }] } },
    { source: 'the text of an SQS event', event: JSON.stringify({ Records: [sqs('m-1')] }) },
  ])('rejects with the error of the handler for $source, where no response is read', async ({ event }) => {
    await expect(handleOutcomes(event, fails, quiet)).rejects.toBe(boom)
    expect(await handleOutcomes(event, () => {}, quiet)).toEqual({ batchItemFailures: [] })
  })

  it('handles everything before it rejects, with an AggregateError of several', async () => {
    const handle = vi.fn(async ({ line }: { line?: number }) => {
      if (line !== 2) throw new Error(`line ${line}`)
    })
    const text = [recordText, recordText, recordText].join('\n')
    await expect(handleOutcomes(text, handle, quiet)).rejects.toMatchObject({
      name: 'AggregateError',
      errors: [{ message: 'line 1' }, { message: 'line 3' }],
    })
    expect(handle).toHaveBeenCalledTimes(3)
  })

  it('rejects for an S3 notification, which names an object to fetch', async () => {
    const s3 = { bucket: { name: 'b' }, object: { key: 'k' } }
    await expect(handleOutcomes({ Records: [{ eventSource: 'aws:s3', s3 }] }, fails, quiet)).rejects.toThrow(
      'fetch the object s3://b/k first',
    )
  })

  it('handles nothing of an empty event', async () => {
    for (const event of [{ Records: [] }, [], { Messages: [] }, { $metadata: {} }])
      expect(await handleOutcomes(event, fails)).toEqual({ batchItemFailures: [] })
  })

  it('rejects a polled batch with an item that failed and has no id', async () => {
    const { messageId: _, ...nameless } = sqs('')
    const handle = vi.fn(fails)
    const error = { name: 'DocumentError', code: 'unidentified-item' }
    const unread = { Records: [sqs('m-1'), { ...nameless, body: '<html>' }] }
    await expect(handleOutcomes(unread, handle, quiet)).rejects.toMatchObject(error)
    expect(handle).not.toHaveBeenCalled()
    await expect(handleOutcomes({ Records: [nameless] }, handle, quiet)).rejects.toMatchObject(error)
  })
})

describe('handleOutcomes with unrecognised items', () => {
  const event = { Records: [sqs('m-1', '<html>'), sqs('m-2')] }

  it('fails them by default, and tells why', async () => {
    const onFailure = vi.fn()
    const handle = vi.fn()
    expect(await handleOutcomes(event, handle, { onFailure })).toEqual(ids('m-1'))
    expect(handle).toHaveBeenCalledOnce()
    const [error, outcome] = onFailure.mock.calls[0] ?? []
    expect(error).toMatchObject({
      code: 'invalid-document',
      message: 'not a valid outcome (unrecognised): it is not JSON',
    })
    expect(outcome).toMatchObject({ kind: 'unrecognised', messageId: 'm-1' })
  })

  it("passes them to the handler with unrecognised: 'handle'", async () => {
    const kinds: string[] = []
    const options = { unrecognised: 'handle', requestPayload: z.string() } as const
    expect(await handleOutcomes(event, ({ kind }) => void kinds.push(kind), options)).toEqual(ids())
    expect(kinds).toEqual(['unrecognised', 'payload-mismatch'])
  })
})

describe('handleOutcomes with schemas', () => {
  it.each([
    { library: 'zod', schema: (id: string) => z.object({ orderId: z.string().refine(async (sent) => sent === id) }) },
    {
      library: 'valibot',
      schema: (id: string) =>
        v.objectAsync({
          orderId: v.pipeAsync(
            v.string(),
            v.checkAsync(async (sent: string) => sent === id),
          ),
        }),
    },
  ])('awaits asynchronous schemas of $library', async ({ schema }) => {
    const run = (id: string) =>
      handleOutcomes({ Records: [sqs('m-1')] }, () => {}, { requestPayload: schema(id), ...quiet })
    expect(await run('A-1002')).toEqual(ids())
    expect(await run('other')).toEqual(ids('m-1'))
  })

  it('fails the item for which a schema rejects', async () => {
    const validate = () => Promise.reject(boom)
    const requestPayload = { '~standard': { version: 1, vendor: 'own', validate } } as const
    const onFailure = vi.fn()
    expect(await handleOutcomes({ Records: [sqs('m-1')] }, () => {}, { requestPayload, onFailure })).toEqual(ids('m-1'))
    expect(onFailure).toHaveBeenCalledWith(boom, expect.objectContaining({ kind: 'invocation-record' }))
  })
})

describe('handleOutcomes with an S3 object', () => {
  const bytes = new TextEncoder().encode(recordText.replace('A-1002', 'Größe 🚚'))
  async function* chunks(parts: Iterable<unknown>) {
    yield* parts
  }
  it.each([
    { body: 'transformToByteArray', Body: () => ({ transformToByteArray: async () => bytes }) },
    { body: 'transformToString', Body: () => ({ transformToString: async () => new TextDecoder().decode(bytes) }) },
    { body: 'a Blob', Body: () => new Blob([bytes]) },
    { body: 'bytes, one by one', Body: () => chunks(Array.from(bytes, (byte) => Uint8Array.of(byte))) },
    { body: 'text in chunks', Body: () => chunks(new TextDecoder().decode(bytes).match(/.{1,7}/gsu) ?? []) },
    { body: 'a web stream', Body: () => new Blob([bytes]).stream() },
  ])('reads its body from $body', async ({ Body }) => {
    const payloads: unknown[] = []
    const handle = (outcome: { kind: string; record?: unknown; key?: string }) =>
      void payloads.push([outcome.key, JSON.stringify(outcome.record).includes('Größe 🚚')])
    await handleOutcomes({ Key: 'k', Body: Body() }, handle)
    await handleOutcomes(
      [
        { Key: 'a', Body: Body() },
        { Key: 'b', Body: Body() },
      ],
      handle,
    )
    expect(payloads).toEqual([
      ['k', true],
      ['a', true],
      ['b', true],
    ])
  })

  it('rejects if the stream fails or yields something else', async () => {
    const broken = { transformToByteArray: fails }
    await expect(handleOutcomes({ Body: broken }, () => {})).rejects.toBe(boom)
    await expect(handleOutcomes({ Body: chunks([1, 2]) }, () => {})).rejects.toThrow('neither bytes nor text')
  })
})

describe('handleOutcomes with a signal', () => {
  const event = { Records: [sqs('m-1'), sqs('m-2'), sqs('m-3')] }

  it('returns what is not done when it is aborted, and leaves no listener', async () => {
    const controller = new AbortController()
    const reason = new Error('out of time')
    const removed = vi.spyOn(controller.signal, 'removeEventListener')
    const handle = ({ messageId }: { messageId?: string }) => {
      if (messageId === 'm-1') return
      controller.abort(reason)
      return new Promise(() => {})
    }
    const onFailure = vi.fn()
    const options = { signal: controller.signal, maxConcurrency: 1, onFailure }
    expect(await handleOutcomes(event, handle, options)).toEqual(ids('m-2', 'm-3'))
    expect(onFailure.mock.calls).toEqual([[reason, expect.objectContaining({ messageId: 'm-2' })]])
    expect(removed).toHaveBeenCalledOnce()
  })

  it('handles nothing if it is aborted before, and rejects with its reason where no response is read', async () => {
    const signal = AbortSignal.abort(boom)
    expect(await handleOutcomes(event, () => expect.unreachable(), { signal })).toEqual(ids('m-1', 'm-2', 'm-3'))
    await expect(handleOutcomes(recordText, () => expect.unreachable(), { signal })).rejects.toBe(boom)
  })

  it('observes a rejection after the abortion', async () => {
    const controller = new AbortController()
    let reject = (_: Error): void => {}
    const late = new Promise<void>((_, rejected) => {
      reject = rejected
    })
    const handle = () => {
      controller.abort()
      return late
    }
    const options = { signal: controller.signal, ...quiet }
    expect(await handleOutcomes({ Records: [sqs('m-1')] }, handle, options)).toEqual(ids('m-1'))
    reject(boom) // an unhandled rejection fails the run
    await new Promise(setImmediate)
  })
})

describe('handleOutcomes with onFailure', () => {
  it('writes failures to the console without one', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => {})
    await handleOutcomes({ Records: [sqs('m-1')] }, fails)
    await expect(handleOutcomes(recordText, fails)).rejects.toBe(boom)
    expect(written.mock.calls).toEqual([
      ['invocation-record m-1 failed:', boom],
      ['invocation-record failed:', boom],
    ])
    written.mockRestore()
  })

  it('rejects if it throws, after the other outcomes', async () => {
    const handle = vi.fn(fails)
    const onFailure = async () => {
      throw new Error('reporter')
    }
    const event = { Records: [sqs('m-1'), sqs('m-2')] }
    await expect(handleOutcomes(event, handle, { onFailure, maxConcurrency: 1 })).rejects.toThrow('2 outcomes failed')
    expect(handle).toHaveBeenCalledTimes(2)
  })
})

describe('handleOutcomes with options that cannot be', () => {
  it.each([
    { options: { concurrency: 3 }, message: 'no option of handleOutcomes: concurrency' },
    { options: { maxConcurrency: 0 }, message: 'maxConcurrency: not a number of at least 1: 0' },
    { options: { maxConcurrency: Number.NaN }, message: 'maxConcurrency: not a number of at least 1: NaN' },
    { options: { unrecognised: 'drop' }, message: "unrecognised: neither 'fail' nor 'handle': drop" },
    { options: { onFailure: 5 }, message: 'onFailure: not a function' },
    { options: { signal: {} }, message: 'signal: not an AbortSignal' },
    { options: { signal: null }, message: 'signal: not an AbortSignal' },
    { options: { requestPayload: { type: 'object' } }, message: 'requestPayload: not a Standard Schema' },
    { options: null, message: 'the options of handleOutcomes are no object' },
    { options: 'x', message: 'the options of handleOutcomes are no object' },
  ])('refuses $options', async ({ options, message }) => {
    await expect(handleOutcomes({ Records: [] }, () => {}, options as object)).rejects.toThrow(message)
  })

  it('refuses a handler that is no function', async () => {
    await expect(handleOutcomes({ Records: [] }, {} as () => void)).rejects.toThrow('the handler is not a function')
  })
})

describe('handleOutcomes with hostile input', () => {
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  const throwing = new Proxy(
    {},
    {
      get: () => expect.unreachable(),
      has: () => expect.unreachable(),
      getOwnPropertyDescriptor: () => expect.unreachable(),
    },
  )
  const cyclic: Record<string, unknown> = { Body: {} }
  cyclic.detail = cyclic

  it.each([
    { name: 'a revoked proxy', input: revoked.proxy },
    { name: 'a proxy that throws', input: throwing },
    { name: 'a cyclic object', input: cyclic },
    { name: 'undefined', input: undefined },
    { name: 'an array with a hole', input: new Array(1) },
  ])('rejects for $name, and never handles it', async ({ input }) => {
    await expect(handleOutcomes(input, () => expect.unreachable(), quiet)).rejects.toMatchObject({
      name: 'DocumentError',
    })
  })

  it('handles or returns each of 10,000 items', async () => {
    const Records = Array.from({ length: 10_000 }, (_, index) => sqs(`${index}`, recordText, `${index % 100}`))
    let handled = 0
    const { batchItemFailures } = await handleOutcomes(
      { Records },
      ({ messageId }) => {
        if (messageId === '5000') throw boom
        handled += 1
      },
      quiet,
    )
    expect(batchItemFailures).toHaveLength(50)
    expect(handled).toBe(9_950)
  })
})
