import { randomUUID } from 'node:crypto'
import type { Claim, NewItem, QueueStore } from '@async-invoke/engine'
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import { openSqsStore, SqsStoreError } from '../src/index.ts'
import { failing } from './failing-client.ts'
import { type OpenedStore, storesOfTests } from './open-stores.ts'

const open = storesOfTests()

const item = (id: string, parts: Partial<NewItem> = {}): NewItem => ({
  ...{ id, lane: 'function:f', delayMs: 0, state: new Uint8Array(), body: Buffer.from('{}') },
  ...parts,
})

async function claimed(store: QueueStore, max = 10): Promise<readonly Claim[]> {
  return (await store.claim({ max, leaseMs: 30_000 })).claims
}

const withBodies = ({ server }: Pick<OpenedStore, 'server'>) => ({ client: server.s3, bucket: server.bucket })

async function objects({ server }: OpenedStore): Promise<readonly string[]> {
  const { Contents = [] } = await server.s3.send(new ListObjectsV2Command({ Bucket: server.bucket }))
  return Contents.map(({ Key = '' }) => Key)
}

describe('openSqsStore', () => {
  it.each([
    {
      attributes: {
        RedrivePolicy: '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:d","maxReceiveCount":5}',
      },
      reason: /has a redrive policy. SQS counts every time/,
    },
    { attributes: { MessageRetentionPeriod: '3600' }, reason: /keeps messages for 3600 s/ },
    { attributes: { MaximumMessageSize: '1024' }, reason: /takes messages of up to 1024 bytes/ },
    { attributes: { FifoQueue: 'true' }, reason: /is a FIFO queue/ },
  ])('refuses a queue with $attributes', async ({ attributes, reason }) => {
    const { server } = await open()
    const suffix = 'FifoQueue' in attributes ? '.fifo' : ''
    const queueUrl = server.createQueue(`refused-${randomUUID()}${suffix}`, { ...attributes })
    const refused = openSqsStore({ client: server.sqs, queueUrl })
    await expect(refused).rejects.toThrow(reason)
    await expect(refused).rejects.toMatchObject({ code: 'refused-queue' })
  })

  it('rejects for a queue that does not exist', async () => {
    const { server, urls } = await open()
    const refused = openSqsStore({ client: server.sqs, queueUrl: `${urls[0]}-gone` })
    await expect(refused).rejects.toMatchObject({ code: 'no-queue' })
  })

  it.each([
    { options: { pollMs: 500 }, problem: 'pollMs must be whole seconds: 500' },
    { options: { pollMs: 21_000 }, problem: 'pollMs must be an integer from 0 to 20000: 21000' },
    { options: { queuesPerLane: 0 }, problem: 'queuesPerLane must be an integer from 1 to 100: 0' },
    { options: { client: undefined as never }, problem: 'client must be given: an SQSClient' },
    { options: { queueUrl: [] }, problem: 'queueUrl must name one queue or more, each once: ' },
    { options: { queueUrl: '' }, problem: 'queueUrl must be the URL of a queue: ' },
    { options: { queueUrl: ['failures'] }, problem: 'queueUrl must be the URL of a queue: failures' },
    { options: { queueUrl: undefined as never }, problem: 'queueUrl must be the URL of a queue: undefined' },
    { options: { queueUrl: [5] as never }, problem: 'queueUrl must be the URL of a queue: 5' },
    { options: { fairQueues: 'no' as never }, problem: 'fairQueues must be true or false: no' },
    { options: { bodies: { bucket: '' } as never }, problem: 'bodies.bucket must name a bucket' },
  ])('rejects the options $options', async ({ options, problem }) => {
    const { server } = await open()
    const queueUrl = 'https://sqs.us-east-1.amazonaws.com/123456789012/q'
    await expect(openSqsStore({ client: server.sqs, queueUrl, ...options })).rejects.toThrow(problem)
  })

  it('takes smaller messages where the queue does', async () => {
    const { server } = await open()
    const queueUrl = server.createQueue(`old-${randomUUID()}`, { MaximumMessageSize: '262144' })
    const store = await openSqsStore({ client: server.sqs, queueUrl, pollMs: 0 })
    expect(store.capabilities.maxBodyBytes).toBe(184_320)
    expect(await store.enqueue([item('text', { body: Buffer.alloc(200_000, 'a') })])).toEqual(['accepted'])
    expect(await store.enqueue([item('larger', { body: Buffer.alloc(262_144, 'a') })])).toEqual(['too-large'])
    await store.close()
  })
})

describe('a message in the queue of the SQS store', () => {
  it.each(['hello', '{"async-invoke":1}', '{"Records":[]}'])(
    'that another sender put there (%s) is claimed as damaged, and stays until it is settled done',
    async (MessageBody) => {
      const { store, server, urls, clock } = await open()
      await server.sqs.send(new SendMessageCommand({ QueueUrl: urls[0], MessageBody }))
      await store.enqueue([item('r-1')])
      const claims = await store.claim({ max: 10, leaseMs: 30_000, budget: { default: 0 } })
      const [foreign] = claims.claims
      expect(claims.claims).toHaveLength(1)
      expect(foreign).toMatchObject({ lane: 'sqs:foreign', damaged: true, deliveries: 1 })
      expect(foreign?.id).toMatch(/^sqs-message:[0-9a-f-]{36}$/)
      expect(Buffer.from(foreign?.body ?? []).toString()).toBe(MessageBody)
      const token = foreign?.token ?? ''
      const kept = { token, to: 'again', delayMs: 60_000, state: new Uint8Array() } as const
      expect(await store.settle([kept])).toEqual(['ok'])
      await clock.advanceMs(61_000)
      const again = (await claimed(store)).find(({ id }) => id === foreign?.id)
      expect(Buffer.from(again?.body ?? []).toString()).toBe(MessageBody)
      expect(await store.settle([{ token: again?.token ?? '', to: 'done' }])).toEqual(['ok'])
      await clock.advanceMs(61_000)
      expect((await claimed(store)).map(({ id }) => id)).toEqual(['r-1'])
    },
  )

  it('that was changed is claimed as damaged, with what is left of it', async () => {
    const { store, server, urls } = await open()
    await store.enqueue([item('r-1', { body: Buffer.from('{"amount":100}') })])
    const { Messages = [] } = await server.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: urls[0], VisibilityTimeout: 900 }),
    )
    const MessageBody = Messages[0]?.Body?.replace('100', '900')
    await server.sqs.send(new SendMessageCommand({ QueueUrl: urls[0], MessageBody }))
    const [claim] = await claimed(store)
    expect(claim).toMatchObject({ id: 'r-1', lane: 'function:f', damaged: true })
    expect(Buffer.from(claim?.body ?? []).toString()).toBe('{"amount":900}')
  })
})

describe('a body in a bucket', () => {
  const large = Buffer.alloc(1_500_000, 'x')

  it('is an object until the outcome, and a new one for each message', async () => {
    const first = await open()
    const store = await first.openAnother({ bodies: withBodies(first) })
    expect(await store.enqueue([item('r-1', { body: large }), item('small')])).toEqual(['accepted', 'accepted'])
    const [key = ''] = await objects(first)
    expect(key).toMatch(/^async-invoke\//)
    const claim = (await claimed(store)).find(({ id }) => id === 'r-1')
    expect(Buffer.from(claim?.body ?? []).equals(large)).toBe(true)
    await store.settle([{ token: claim?.token ?? '', to: 'again', delayMs: 0, state: new Uint8Array([1]) }])
    await expect.poll(() => objects(first)).toHaveLength(1)
    expect(await objects(first)).not.toContain(key)
    const [again] = await claimed(store)
    expect([again?.body.length, again?.deliveries]).toEqual([1_500_000, 2])
    await store.settle([{ token: again?.token ?? '', to: 'done' }])
    await expect.poll(() => objects(first)).toEqual([])
  })

  it('stays for a message that may live on, since the lease ended before it was deleted', async () => {
    const first = await open()
    const { server, clock } = first
    const client = new Proxy(server.sqs, {
      get(target, member) {
        const value = Reflect.get(target, member)
        if (member !== 'send' || typeof value !== 'function') return value
        return async (command: object, ...rest: readonly unknown[]) => {
          if (command.constructor.name.startsWith('DeleteMessageBatch')) await clock.advanceMs(31_000)
          return value.call(target, command, ...rest)
        }
      },
    })
    const store = await first.openAnother({ bodies: withBodies(first), client })
    await store.enqueue([item('r-1', { body: large })])
    const [claim] = await claimed(store)
    expect(await store.settle([{ token: claim?.token ?? '', to: 'done' }])).toEqual(['ok'])
    await store.close()
    expect(await objects(first)).toHaveLength(1)
    await server.s3.send(new DeleteObjectCommand({ Bucket: server.bucket, Key: (await objects(first))[0] }))
  })

  it('that is gone makes a damaged item, and an error', async () => {
    const first = await open()
    const store = await first.openAnother({ bodies: withBodies(first) })
    await store.enqueue([item('r-1', { body: large })])
    for (const Key of await objects(first))
      await first.server.s3.send(new DeleteObjectCommand({ Bucket: first.server.bucket, Key }))
    const [claim] = await claimed(store)
    expect(claim).toMatchObject({ id: 'r-1', damaged: true })
    expect(first.errors.map(({ code }) => code)).toEqual(['no-body'])
    await store.settle([{ token: claim?.token ?? '', to: 'done' }])
  })

  it('that was changed makes a damaged item', async () => {
    const first = await open()
    const store = await first.openAnother({ bodies: withBodies(first) })
    await store.enqueue([item('r-1', { body: large })])
    const [Key = ''] = await objects(first)
    const { Body } = await first.server.s3.send(new GetObjectCommand({ Bucket: first.server.bucket, Key }))
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
    bytes[700_000] = 0
    await first.server.s3.send(new PutObjectCommand({ Bucket: first.server.bucket, Key, Body: bytes }))
    const [claim] = await claimed(store)
    expect(claim?.damaged).toBe(true)
    await store.settle([{ token: claim?.token ?? '', to: 'done' }])
  })

  it('waits in the queue while the bucket does not answer, and for a store that was given one', async () => {
    const first = await open()
    const store = await first.openAnother({ bodies: withBodies(first) })
    await store.enqueue([item('r-1', { body: large })])
    expect(await claimed(first.store)).toEqual([])
    expect(first.errors.map(({ code }) => code)).toEqual(['no-body'])
    const down = await first.openAnother({
      bodies: { ...withBodies(first), client: failing(first.server.s3, 'GetObject') },
    })
    const codes = () => first.errors.map(({ code }) => code)
    const later = async (other: QueueStore): Promise<readonly Claim[]> => {
      await first.clock.advanceMs(6_000)
      return claimed(other)
    }
    await expect
      .poll(async () => {
        expect(await later(down)).toEqual([])
        return codes()
      })
      .toContain('connection')
    await expect.poll(async () => (await later(store))[0]?.body.length).toBe(1_500_000)
  })
})

describe('deliveries of the SQS store', () => {
  it('do not count what was only held for a lane without budget', async () => {
    const { store, clock } = await open()
    await store.enqueue([item('r-1')])
    for (let round = 0; round < 4; round += 1) {
      expect((await store.claim({ max: 10, leaseMs: 30_000, budget: { default: 0 } })).claims).toEqual([])
      // Held for 5 s, then away for 5 s.
      await clock.advanceMs(6_000)
      await store.claim({ max: 10, leaseMs: 30_000, budget: { default: 0 } })
      await expect.poll(async () => (await store.stats()).delayed).toBe(1)
      await clock.advanceMs(6_000)
    }
    expect((await claimed(store)).map(({ id, deliveries }) => [id, deliveries])).toEqual([['r-1', 1]])
  })

  it('count each lease that has ended', async () => {
    const { store, clock } = await open()
    await store.enqueue([item('r-1')])
    for (let deliveries = 1; deliveries < 4; deliveries += 1) {
      expect((await claimed(store))[0]?.deliveries).toBe(deliveries)
      await clock.advanceMs(31_000)
    }
  })

  it('of held messages begin at once when the store closes', async () => {
    const { store, openAnother } = await open()
    await store.enqueue([item('r-1'), item('r-2')])
    await store.claim({ max: 10, leaseMs: 30_000, budget: { default: 0 } })
    await store.close()
    const other = await openAnother()
    expect((await claimed(other)).map(({ deliveries }) => deliveries)).toEqual([1, 1])
  })
})

describe('settle of the SQS store', () => {
  it('sends the outbox before it deletes, so that a failure between the two loses nothing', async () => {
    const { store, server, clock, openAnother } = await open()
    await store.enqueue([item('r-1')])
    const broken = await openAnother({ client: failing(server.sqs, 'DeleteMessageBatch') })
    const [claim] = await claimed(broken)
    const done = { token: claim?.token ?? '', to: 'done', outbox: [item('r-1/OnFailure')] } as const
    await expect(broken.settle([done])).rejects.toThrow(SqsStoreError)
    // Its repetition sends no second copy.
    await expect(broken.settle([done])).rejects.toThrow(SqsStoreError)
    expect((await claimed(store)).map(({ id }) => id)).toEqual(['r-1/OnFailure'])
    await clock.advanceMs(30_000)
    expect((await claimed(store)).map(({ id }) => id).sort()).toEqual(['r-1', 'r-1/OnFailure'])
  })

  it('deletes nothing when the outbox cannot be sent, or fits into no message', async () => {
    const { store, server, clock, openAnother } = await open()
    await store.enqueue([item('r-1')])
    const broken = await openAnother({ client: failing(server.sqs, 'SendMessageBatch') })
    const [claim] = await claimed(broken)
    const token = claim?.token ?? ''
    await expect(broken.settle([{ token, to: 'done', outbox: [item('out')] }])).rejects.toThrow(SqsStoreError)
    await clock.advanceMs(30_000)
    const [again] = await claimed(store)
    const outbox = [item('out', { body: Buffer.alloc(2_000_000) })]
    const settled = store.settle([{ token: again?.token ?? '', to: 'done', outbox }])
    await expect(settled).rejects.toMatchObject({ code: 'too-large' })
    await clock.advanceMs(30_000)
    expect((await claimed(store)).map(({ id }) => id)).toEqual(['r-1'])
  })

  it('answers ok to the repetition of what was settled in a call that failed for another item', async () => {
    const { store, server, openAnother } = await open()
    await store.enqueue([item('r-1'), item('r-2')])
    const client = failing(server.sqs, 'SendMessageBatch', 1)
    const broken = await openAnother({ client })
    const [first, second] = await claimed(broken)
    const settlements = [
      { token: first?.token ?? '', to: 'done' },
      { token: second?.token ?? '', to: 'done', outbox: [item('out')] },
    ] as const
    await expect(broken.settle(settlements)).rejects.toThrow(SqsStoreError)
    expect(await broken.settle(settlements)).toEqual(['ok', 'ok'])
    expect(await broken.settle(settlements)).toEqual(['stale', 'stale'])
    expect((await claimed(store)).map(({ id }) => id)).toEqual(['out'])
  })

  it('changes nothing once the lease has ended by the clock of this handle', async () => {
    const { store, clock } = await open()
    await store.enqueue([item('r-1')])
    const [late] = await claimed(store)
    await clock.advanceMs(30_000)
    expect(await store.settle([{ token: late?.token ?? '', to: 'done', outbox: [item('out')] }])).toEqual(['stale'])
    expect((await claimed(store)).map(({ id }) => id)).toEqual(['r-1'])
  })

  it('puts an item back with a new state only for the handle that claimed it', async () => {
    const { store, openAnother } = await open()
    await store.enqueue([item('r-1')])
    const [claim] = await claimed(store)
    const other = await openAnother()
    const again = { token: claim?.token ?? '', to: 'again', delayMs: 0, state: new Uint8Array() } as const
    await expect(other.settle([again])).rejects.toMatchObject({ code: 'unknown-claim' })
    expect(await other.settle([{ token: again.token, to: 'release' }])).toEqual(['ok'])
    expect((await claimed(store)).map(({ id }) => id)).toEqual(['r-1'])
  })
})

describe('enqueue of the SQS store', () => {
  it('sends no item again whose call failed for another one', async () => {
    const { store, server, openAnother } = await open()
    const broken = await openAnother({ client: failing(server.sqs, 'SendMessageBatch', 1) })
    // Twelve items are two calls; the first fails.
    const items = Array.from({ length: 12 }, (_, n) => item(`r-${n}`))
    await expect(broken.enqueue(items)).rejects.toMatchObject({ code: 'connection' })
    expect(new Set(await broken.enqueue(items))).toEqual(new Set(['accepted']))
    expect((await claimed(store, 100)).map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort())
  })

  it('answers unavailable where SQS refuses the call, and reports why', async () => {
    const { server, urls, errors, openAnother } = await open()
    const store = await openAnother({ client: failing(server.sqs, 'SendMessageBatch', 1, 'AccessDenied') })
    expect(await store.enqueue([item('r-1')])).toEqual(['unavailable'])
    expect(errors).toMatchObject([{ code: 'no-permission', statusCode: 403 }])
    expect(urls).toHaveLength(1)
  })
})

describe('several queues', () => {
  it('hold each lane in two of them, and give out all', async () => {
    const { store, server, urls } = await open({ queues: 4 })
    const lanes = Array.from({ length: 8 }, (_, n) => `function:f-${n}`)
    await store.enqueue(lanes.flatMap((lane) => [1, 2, 3, 4].map((n) => item(`${lane} ${n}`, { lane }))))
    const queuesOf = new Map<string, Set<string>>()
    for (const QueueUrl of urls) {
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 })
      for (const { Body = '' } of (await server.sqs.send(receive)).Messages ?? []) {
        const lane = String(JSON.parse(Body.split('\n')[0] ?? '').lane)
        queuesOf.set(lane, (queuesOf.get(lane) ?? new Set()).add(QueueUrl))
      }
    }
    expect([...queuesOf.values()].every(({ size }) => size <= 2)).toBe(true)
    expect(new Set([...queuesOf.values()].map((queues) => [...queues].sort().join())).size).toBeGreaterThan(2)
    expect(await claimed(store, 100)).toHaveLength(32)
  })
})
