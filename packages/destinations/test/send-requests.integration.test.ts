import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, describe, expect, it } from 'vitest'
import { createSender, type DestinationError, type SendResult } from '../src/send.ts'
import { sizeLimitsByYear } from '../src/size.ts'
import { clientsOf } from './clients.ts'
import { expectSameRecord } from './read-back.ts'
import { deadLetter, recordTexts, recordTo, traceHeader } from './records.ts'
import { type Answer, type SeenRequest, startScriptedService } from './scripted-service.ts'

const queueArn = 'arn:aws:sqs:us-east-1:123456789012:q'
const topicArn = 'arn:aws:sns:us-east-1:123456789012:t'
const busArn = 'arn:aws:events:us-east-1:123456789012:event-bus/b'
const lambdaArn = 'arn:aws:lambda:us-east-1:123456789012:function:order-audit:live'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** The real clients before a service that does what `answer` says; queue URLs are answered for it. */
async function scripted(answer: (request: SeenRequest, count: number) => Answer | Promise<Answer> = taken) {
  const service = await startScriptedService((request, count) =>
    request.operation === 'GetQueueUrl' ? { body: '{"QueueUrl":"https://queue"}' } : answer(request, count),
  )
  const { destroy, ...clients } = clientsOf(service.endpoint)
  // The service below computes no checksums.
  ;(clients.sqs as SQSClient & { config: { md5: false } }).config.md5 = false
  closing.push(service.close, destroy)
  const requests = () => service.requests.filter(({ operation }) => operation !== 'GetQueueUrl')
  return { clients, requests }
}

/** What the services answer when they take everything. */
function taken({ operation, body }: SeenRequest): Answer {
  switch (operation) {
    case 'SendMessageBatch':
      return {
        body: JSON.stringify({ Successful: idsIn(body).map((Id) => ({ Id, MessageId: `m-${Id}` })), Failed: [] }),
      }
    case 'PutEvents':
      return {
        body: JSON.stringify({ Entries: JSON.parse(body).Entries.map(() => ({ EventId: 'e' })), FailedEntryCount: 0 }),
      }
    case 'PublishBatch': {
      const members = idsIn(body).map((Id) => `<member><Id>${Id}</Id><MessageId>m</MessageId></member>`)
      const result = `<Successful>${members.join('')}</Successful><Failed/>`
      return { body: `<R><PublishBatchResult>${result}</PublishBatchResult></R>` }
    }
    case 'Publish':
      return { body: '<R><PublishResult><MessageId>m</MessageId></PublishResult></R>' }
    case 'POST':
      return { status: 202, body: '' }
    default:
      return { body: '{"MessageId":"m"}' }
  }
}

function idsIn(body: string): readonly string[] {
  if (body.startsWith('{')) return JSON.parse(body).Entries.map(({ Id }: { Id: string }) => Id)
  return [...new URLSearchParams(body)].filter(([name]) => /\.Id$/.test(name)).map(([, id]) => id)
}

const texts = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `{"n":${index}}`)
const codes = (results: readonly SendResult[]) =>
  results.map((result) => (result.status === 'sent' ? 'sent' : result.error.code))
const attempts = (results: readonly SendResult[]) => results.map((result) => result.attempts)
const noWait = () => {
  const waits: number[] = []
  const wait = async (delayMs: number): Promise<void> => void waits.push(delayMs)
  return { waits, wait }
}

describe('the trace header travels beside the message', () => {
  it('to SQS as a system attribute of each message, alone and in a batch of different traces (DLQ-11)', async () => {
    const { clients, requests } = await scripted()
    const sender = createSender(clients)
    await sender.send({ ...recordTo(queueArn), traceHeader })
    await sender.sendAll([
      { ...recordTo(queueArn), traceHeader },
      { ...deadLetter, destinationArn: queueArn, traceHeader: 'Root=2' },
      recordTo(queueArn),
    ])
    const attribute = (StringValue: string) => ({ AWSTraceHeader: { DataType: 'String', StringValue } })
    const [alone, batch] = requests().map(({ body }) => JSON.parse(body))
    expect(alone).toEqual({
      QueueUrl: 'https://queue',
      MessageBody: '{"version":"1.0"}',
      MessageSystemAttributes: attribute(traceHeader),
    })
    expect(
      batch.Entries.map((entry: object) => (entry as { MessageSystemAttributes?: object }).MessageSystemAttributes),
    ).toEqual([attribute(traceHeader), attribute('Root=2'), undefined])
  })

  it.each([
    { name: 'Lambda', destinationArn: lambdaArn },
    { name: 'SNS', destinationArn: topicArn },
    { name: 'EventBridge', destinationArn: busArn },
  ])('to $name as the header of the request, and only where there is one (TRC-1)', async ({ destinationArn }) => {
    const { clients, requests } = await scripted()
    const sender = createSender(clients)
    await sender.send({ ...recordTo(destinationArn), traceHeader })
    await sender.send(recordTo(destinationArn))
    const [traced, untraced] = requests()
    expect(traced?.headers['x-amzn-trace-id']).toBe(traceHeader)
    expect(untraced?.headers).not.toHaveProperty('x-amzn-trace-id')
    expect(traced?.body).toBe(untraced?.body)
  })

  it('leaves TraceHeader and Time of an EventBridge entry unset (U-13)', async () => {
    const { clients, requests } = await scripted()
    await createSender(clients).send({ ...recordTo(busArn), traceHeader })
    const [entry] = JSON.parse(requests()[0]?.body ?? '').Entries
    expect(Object.keys(entry).sort()).toEqual(['Detail', 'DetailType', 'EventBusName', 'Resources', 'Source'])
  })

  it.each([
    { name: 'SNS', destinationArn: topicArn },
    { name: 'EventBridge', destinationArn: busArn },
  ])('to $name in a request for each trace', async ({ destinationArn }) => {
    const { clients, requests } = await scripted()
    const traces = ['Root=1', 'Root=2', 'Root=1', undefined]
    const results = await createSender(clients).sendAll(
      traces.map((trace) => ({ ...recordTo(destinationArn), ...(trace !== undefined && { traceHeader: trace }) })),
    )
    expect(codes(results)).toEqual(['sent', 'sent', 'sent', 'sent'])
    const seen = requests().map(({ headers }) => headers['x-amzn-trace-id'])
    expect(seen.sort()).toEqual(['Root=1', 'Root=2', undefined])
  })

  it('is the one of the event, also when the sender itself runs in a Lambda function', async () => {
    const { clients, requests } = await scripted()
    const own = { AWS_LAMBDA_FUNCTION_NAME: 'sender', _X_AMZN_TRACE_ID: 'Root=own' }
    Object.assign(process.env, own)
    closing.push(() => {
      for (const name of Object.keys(own)) delete process.env[name]
    })
    await createSender(clients).send({ ...recordTo(lambdaArn), traceHeader })
    expect(requests()[0]?.headers['x-amzn-trace-id']).toBe(traceHeader)
  })
})

it.each(recordTexts)('invokes a function with $name as its event, byte for byte (DST-3)', async ({ recordText }) => {
  const { clients, requests } = await scripted()
  await createSender(clients).send(recordTo(lambdaArn, recordText))
  const [request] = requests()
  expectSameRecord(request?.body, recordText, [])
  expect(request?.headers['x-amz-invocation-type']).toBe('Event')
  expect(decodeURIComponent(request?.path ?? '')).toBe(`/2015-03-31/functions/${lambdaArn}/invocations`)
})

describe('batches', () => {
  // Batches are under way together and arrive in any order.
  const largestFirst = (sizes: readonly number[]) => [...sizes].sort((a, b) => b - a)

  it.each([
    { name: 'SQS', destinationArn: queueArn, sizes: [10, 10, 3] },
    { name: 'SNS', destinationArn: topicArn, sizes: [10, 10, 3] },
    { name: 'EventBridge', destinationArn: busArn, sizes: [10, 10, 3] },
  ])('of $name hold ten entries at most', async ({ destinationArn, sizes }) => {
    const { clients, requests } = await scripted()
    const results = await createSender(clients).sendAll(texts(23).map((text) => recordTo(destinationArn, text)))
    expect(new Set(codes(results))).toEqual(new Set(['sent']))
    expect(largestFirst(requests().map(({ body }) => (body.match(/n%22%3A|\\"n\\":/g) ?? []).length))).toEqual(sizes)
  })

  it('hold no more bytes together than one message may have (DST-9)', async () => {
    const { clients, requests } = await scripted()
    const third = 'a'.repeat(Math.floor(1_048_576 / 3))
    await createSender(clients).sendAll([third, third, third, 'b', 'b'].map((text) => recordTo(queueArn, text)))
    // Three thirds leave one byte.
    expect(largestFirst(requests().map(({ body }) => JSON.parse(body).Entries?.length ?? 1))).toEqual([4, 1])
  })

  it('hold less under the older limits (DST-9)', async () => {
    const { clients, requests } = await scripted()
    const half = 'a'.repeat(131_072)
    const records = [half, half, half].map((text) => recordTo(queueArn, text))
    await createSender(clients, { limits: sizeLimitsByYear[2024] }).sendAll(records)
    expect(largestFirst(requests().map(({ body }) => JSON.parse(body).Entries?.length ?? 1))).toEqual([2, 1])
  })
})

describe('partial failures', () => {
  it('of SQS: entries that are not the sender’s fault are sent again, the others are not', async () => {
    const failures = [
      { Id: '1', SenderFault: false, Code: 'InternalError', Message: 'again' },
      { Id: '2', SenderFault: true, Code: 'InvalidMessageContents', Message: 'never' },
    ]
    const { clients, requests } = await scripted((request, count) =>
      count === 2
        ? { body: JSON.stringify({ Successful: [{ Id: '0', MessageId: 'm-0' }], Failed: failures }) }
        : taken(request),
    )
    const { waits, wait } = noWait()
    const results = await createSender(clients, { wait }).sendAll(texts(3).map((text) => recordTo(queueArn, text)))
    expect(codes(results)).toEqual(['sent', 'sent', 'refused'])
    expect(attempts(results)).toEqual([1, 2, 1])
    expect(results[2]).toMatchObject({ error: { message: expect.stringContaining('InvalidMessageContents: never') } })
    expect(waits).toEqual([100])
    expect(requests().map(({ operation }) => operation)).toEqual(['SendMessageBatch', 'SendMessage'])
    expect(JSON.parse(requests()[1]?.body ?? '').MessageBody).toBe('{"n":1}')
  })

  it('of SNS: the same', async () => {
    const failed = (id: number, fault: boolean) =>
      `<member><Id>${id}</Id><SenderFault>${fault}</SenderFault><Code>C${id}</Code><Message>no</Message></member>`
    const sent = '<Successful><member><Id>1</Id><MessageId>m-1</MessageId></member></Successful>'
    const result = `${sent}<Failed>${failed(0, false)}${failed(2, true)}</Failed>`
    const body = `<R><PublishBatchResult>${result}</PublishBatchResult></R>`
    const { clients, requests } = await scripted((request, count) => (count === 1 ? { body } : taken(request)))
    const results = await createSender(clients, noWait()).sendAll(texts(3).map((text) => recordTo(topicArn, text)))
    expect(codes(results)).toEqual(['sent', 'sent', 'refused'])
    expect(attempts(results)).toEqual([2, 1, 1])
    expect(new URLSearchParams(requests()[1]?.body).get('Message')).toBe('{"n":0}')
  })

  it('of EventBridge: throttled and internal failures are sent again, the others are not', async () => {
    const answers = ['ThrottlingException', undefined, 'MalformedDetail', 'InternalFailure', 'InternalException']
    const Entries = answers.map((ErrorCode) =>
      ErrorCode === undefined ? { EventId: 'e' } : { ErrorCode, ErrorMessage: 'no' },
    )
    const { clients, requests } = await scripted((request, count) =>
      count === 1 ? { body: JSON.stringify({ FailedEntryCount: 4, Entries }) } : taken(request),
    )
    const results = await createSender(clients, noWait()).sendAll(texts(5).map((text) => recordTo(busArn, text)))
    expect(codes(results)).toEqual(['sent', 'sent', 'refused', 'sent', 'sent'])
    expect(attempts(results)).toEqual([2, 1, 1, 2, 2])
    const again = JSON.parse(requests()[1]?.body ?? '').Entries
    expect(again.map(({ Detail }: { Detail: string }) => Detail)).toEqual(['{"n":0}', '{"n":3}', '{"n":4}'])
  })

  it('of EventBridge count for one entry too, though the request succeeds', async () => {
    const body = '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"MalformedDetail","ErrorMessage":"not JSON"}]}'
    const { clients } = await scripted(() => ({ body }))
    await expect(createSender(clients).send(recordTo(busArn))).rejects.toMatchObject({
      code: 'refused',
      cause: { name: 'MalformedDetail', message: 'not JSON' },
    })
  })

  it('end after as many attempts as allowed', async () => {
    const body = '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"ThrottlingException"}]}'
    const { clients, requests } = await scripted(() => ({ body }))
    const { waits, wait } = noWait()
    const results = await createSender(clients, { wait, maxAttempts: 4 }).sendAll([recordTo(busArn)])
    expect(codes(results)).toEqual(['refused'])
    expect(attempts(results)).toEqual([4])
    expect(requests()).toHaveLength(4)
    expect(waits).toEqual([100, 200, 400])
    expect(() => createSender(clients, { maxAttempts: 0 })).toThrow(RangeError)
  })

  it('an entry that the service does not mention has failed', async () => {
    const { clients } = await scripted(() => ({ body: '{"Successful":[{"Id":"1","MessageId":"m"}]}' }))
    const results = await createSender(clients).sendAll(texts(2).map((text) => recordTo(queueArn, text)))
    expect(codes(results)).toEqual(['refused', 'sent'])
  })

  it('a batch that is refused for what is in it is sent entry by entry', async () => {
    const { clients, requests } = await scripted((request) =>
      request.body.includes('n\\":1')
        ? { status: 400, body: '{"__type":"com.amazonaws.sqs#InvalidMessageContents","message":"no"}' }
        : taken(request),
    )
    const results = await createSender(clients).sendAll(texts(3).map((text) => recordTo(queueArn, text)))
    expect(codes(results)).toEqual(['sent', 'refused', 'sent'])
    expect(requests().map(({ operation }) => operation)).toEqual(['SendMessageBatch', ...Array(3).fill('SendMessage')])
  })

  it.each([
    { status: 403, type: 'AccessDeniedException' },
    { status: 400, type: 'com.amazonaws.sqs#QueueDoesNotExist' },
    { status: 400, type: 'RequestThrottled' },
    { status: 500, type: 'InternalError' },
  ])('a batch that fails with $status $type fails as a whole', async ({ status, type }) => {
    const { clients, requests } = await scripted(() => ({
      status,
      body: JSON.stringify({ __type: type, message: 'no' }),
    }))
    const results = await createSender(clients).sendAll(texts(3).map((text) => recordTo(queueArn, text)))
    expect(codes(results)).toEqual(['refused', 'refused', 'refused'])
    expect(requests()).toHaveLength(1)
  })
})

it('remembers the URLs of a thousand queues, and asks again for the one it learnt first', async () => {
  const names = Array.from({ length: 1_001 }, (_, index) => `${queueArn}${index}`)
  const service = await startScriptedService(({ operation }) => ({
    body: operation === 'GetQueueUrl' ? '{"QueueUrl":"https://queue"}' : '{"MessageId":"m"}',
  }))
  const { destroy, sqs } = clientsOf(service.endpoint)
  ;(sqs as SQSClient & { config: { md5: false } }).config.md5 = false
  closing.push(service.close, destroy)
  const sender = createSender({ sqs }, { maxAttempts: 1 })
  const asked = async (arns: readonly string[]): Promise<number> => {
    const lookUps = () => service.requests.filter(({ operation }) => operation === 'GetQueueUrl').length
    const before = lookUps()
    // Together with what was sent, so that the batches of one URL are few.
    await sender.sendAll(arns.map((arn) => recordTo(arn)))
    return lookUps() - before
  }
  expect(await asked(names)).toBe(1_001)
  expect(await asked(names.slice(1))).toBe(0)
  expect(await asked(names.slice(0, 1))).toBe(1)
})

describe('a signal', () => {
  it('that came before stops everything', async () => {
    const { clients, requests } = await scripted()
    const destinations = [queueArn, topicArn, busArn, lambdaArn, 'arn:aws:s3:::b']
    const results = await createSender(clients).sendAll(
      destinations.map((arn) => recordTo(arn)),
      {
        signal: AbortSignal.abort(),
      },
    )
    expect(codes(results)).toEqual(destinations.map(() => 'aborted'))
    expect(requests()).toEqual([])
  })

  it('ends a request under way', async () => {
    const controller = new AbortController()
    const { clients } = await scripted(() => {
      controller.abort()
      return new Promise<Answer>(() => {})
    })
    const sent = createSender(clients).send(recordTo(lambdaArn), { signal: controller.signal })
    await expect(sent).rejects.toMatchObject({ code: 'aborted', destinationArn: lambdaArn })
  })

  it('ends the wait before another attempt, on the timer too', async () => {
    const controller = new AbortController()
    const body = '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"ThrottlingException"}]}'
    const { clients, requests } = await scripted(() => {
      setTimeout(() => controller.abort(), 20)
      return { body }
    })
    const results = await createSender(clients).sendAll([recordTo(busArn)], { signal: controller.signal })
    expect(codes(results)).toEqual(['aborted'])
    expect(requests()).toHaveLength(1)
  })

  it('of the last caller ends the look-up of a queue, and the next caller asks again', async () => {
    const seen = new EventEmitter()
    const [asked, ended] = [once(seen, 'asked'), once(seen, 'ended')]
    let questions = 0
    const server = createServer((request, response) => {
      questions += 1
      if (questions > 1) {
        response.end('{"QueueUrl":"https://queue","MessageId":"m"}')
        return
      }
      request.resume()
      response.once('close', () => seen.emit('ended'))
      seen.emit('asked')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { destroy, sqs } = clientsOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    closing.push(destroy, async () => void server.close())
    ;(sqs as SQSClient & { config: { md5: false } }).config.md5 = false
    const sender = createSender({ sqs })
    const controller = new AbortController()
    const sent = sender.send(recordTo(queueArn), { signal: controller.signal })
    await asked
    controller.abort()
    await expect(sent).rejects.toMatchObject({ code: 'aborted' })
    await ended
    await sender.send(recordTo(queueArn))
    expect(questions).toBe(3)
  })

  it('of one caller does not end the look-up of a queue that another waits for', async () => {
    const controller = new AbortController()
    const seen: string[] = []
    const service = await startScriptedService(async ({ operation }) => {
      if (operation !== 'GetQueueUrl') return { body: '{"MessageId":"m"}' }
      controller.abort()
      await new Promise((resolve) => setTimeout(resolve, 50))
      seen.push('answered')
      return { body: '{"QueueUrl":"https://queue"}' }
    })
    const { destroy, sqs } = clientsOf(service.endpoint)
    ;(sqs as SQSClient & { config: { md5: false } }).config.md5 = false
    closing.push(service.close, destroy)
    const sender = createSender({ sqs })
    const [impatient, patient] = await Promise.allSettled([
      sender.send(recordTo(queueArn), { signal: controller.signal }).finally(() => seen.push('gave up')),
      sender.send(recordTo(queueArn)),
    ])
    expect(impatient).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } })
    expect(patient.status).toBe('fulfilled')
    expect(seen).toEqual(['gave up', 'answered'])
    expect(service.requests.map(({ operation }) => operation)).toEqual(['GetQueueUrl', 'SendMessage'])
  })
})

describe('what is refused before any request', () => {
  const emoji = { ...deadLetter, attributes: { ...deadLetter.attributes, ErrorMessage: 'no 🚚' } }

  it.each([
    { name: 'an ARN that is none', sendable: recordTo('not an arn'), code: 'unsupported-destination' },
    { name: 'a FIFO queue', sendable: recordTo(`${queueArn}.fifo`), code: 'unsupported-destination' },
    {
      name: 'a success to S3',
      sendable: { ...recordTo('arn:aws:s3:::b'), condition: 'Success' },
      code: 'unsupported-destination',
    },
    {
      name: 'a dead letter to a bus',
      sendable: { ...deadLetter, destinationArn: busArn },
      code: 'unsupported-destination',
    },
    { name: 'a record without a time to S3', sendable: recordTo('arn:aws:s3:::b', '{}'), code: 'malformed' },
    {
      name: 'an event that is not UTF-8',
      sendable: { ...deadLetter, destinationArn: queueArn, payload: Uint8Array.of(255) },
      code: 'malformed',
    },
    { name: 'a record over the limit (DST-9)', sendable: recordTo(topicArn, 'a'.repeat(262_145)), code: 'too-large' },
    {
      name: 'a dead letter over the limit (DLQ-8)',
      sendable: { ...deadLetter, destinationArn: topicArn, payload: new Uint8Array(262_144).fill(49) },
      code: 'too-large',
    },
    {
      name: 'an emoji in an SNS attribute (DLQ-5)',
      sendable: { ...emoji, destinationArn: topicArn },
      code: 'unsupported-characters',
    },
  ])('$name: %3$s', async ({ sendable, code }) => {
    const { clients, requests } = await scripted()
    const [result] = await createSender(clients).sendAll([sendable])
    expect(result).toMatchObject({
      status: 'failed',
      attempts: 0,
      error: { code, destinationArn: sendable.destinationArn },
    })
    expect(requests()).toEqual([])
  })

  it('does not stand in the way of the rest', async () => {
    const { clients } = await scripted()
    const results = await createSender(clients).sendAll([
      recordTo('not an arn'),
      { ...emoji, destinationArn: queueArn },
      { ...emoji, destinationArn: topicArn },
      recordTo(topicArn),
    ])
    expect(codes(results)).toEqual(['unsupported-destination', 'sent', 'unsupported-characters', 'sent'])
  })

  it.each([queueArn, topicArn, busArn, lambdaArn, 'arn:aws:s3:::b'])('%s without a client for it', async (arn) => {
    await expect(createSender({}).send(recordTo(arn))).rejects.toMatchObject({
      name: 'DestinationError',
      code: 'no-client',
      destinationArn: arn,
    } satisfies Partial<DestinationError>)
  })
})

it('drops the payloads of a record that is too large, when told to, and says so (U-02)', async () => {
  const { clients, requests } = await scripted()
  const recordText = `{"version":"1.0","requestPayload":"${'a'.repeat(262_144)}"}`
  const results = await createSender(clients, { oversize: 'drop-payload' }).sendAll([
    recordTo(topicArn, recordText),
    recordTo(topicArn, '{"version":"1.0"}'),
  ])
  expect(results).toMatchObject([{ status: 'sent', payloadDropped: true }, { payloadDropped: false }])
  // Both fit into one request once the payload is gone.
  expect(requests()).toHaveLength(1)
  expect(requests()[0]?.body.length).toBeLessThan(2_000)
})
