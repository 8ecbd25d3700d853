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

const lookUps: Readonly<Record<string, string>> = {
  GetQueueUrl: '{"QueueUrl":"https://queue"}',
  GetTopicAttributes: '<R><GetTopicAttributesResult><Attributes/></GetTopicAttributesResult></R>',
}

/** SDK clients for a scripted service, which also returns queue URLs and topics without attributes. */
async function scripted(answer: (request: SeenRequest, count: number) => Answer | Promise<Answer> = accepted) {
  const service = await startScriptedService((request, count) => {
    const body = lookUps[request.operation]
    return body === undefined ? answer(request, count) : { body }
  })
  const { destroy, ...clients } = clientsOf(service.endpoint)
  // The service computes no checksums.
  ;(clients.sqs as SQSClient & { config: { md5: false } }).config.md5 = false
  closing.push(service.close, destroy)
  const requests = () => service.requests.filter(({ operation }) => !Object.hasOwn(lookUps, operation))
  return { clients, requests }
}

/** Responses of the services if they accept everything. */
function accepted({ operation, body }: SeenRequest): Answer {
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

const recordsOf = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `{"n":${index}}`)
const codes = (results: readonly SendResult[]) =>
  results.map((result) => (result.status === 'sent' ? 'sent' : result.error.code))
const attempts = (results: readonly SendResult[]) => results.map((result) => result.attempts)
const noWait = () => {
  const waits: number[] = []
  const wait = async (delayMs: number): Promise<void> => void waits.push(delayMs)
  return { waits, wait }
}

describe('the trace header', () => {
  it.each([
    { name: 'beyond ASCII', odd: 'Root=漢' },
    { name: 'with a line break', odd: 'Root=1\r\nX-Amz-Target: x' },
    { name: 'of 20,000 characters', odd: `Root=${'1'.repeat(20_000)}` },
    { name: 'without a character', odd: '' },
  ])('stays behind where no request can carry it, and the record is sent: $name', async ({ odd }) => {
    const { clients, requests } = await scripted()
    const arns = [queueArn, topicArn, busArn, lambdaArn]
    const outgoing = arns.map((arn) => ({ ...recordTo(arn), traceHeader: odd }))
    expect(codes(await createSender(clients).sendAll(outgoing))).toEqual(arns.map(() => 'sent'))
    for (const { body, headers } of requests()) {
      expect(body).not.toContain('AWSTraceHeader')
      expect(headers).not.toHaveProperty('x-amzn-trace-id')
    }
  })

  it('is a system attribute of each SQS message, alone and in a batch of different traces (DLQ-11)', async () => {
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
  ])('is the header of a request to $name, and is missing without a trace (TRC-1)', async ({ destinationArn }) => {
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
  ])('divides messages to $name into one request for each trace', async ({ destinationArn }) => {
    const { clients, requests } = await scripted()
    const traces = ['Root=1', 'Root=2', 'Root=1', undefined]
    const results = await createSender(clients).sendAll(
      traces.map((trace) => ({ ...recordTo(destinationArn), ...(trace !== undefined && { traceHeader: trace }) })),
    )
    expect(codes(results)).toEqual(['sent', 'sent', 'sent', 'sent'])
    const seen = requests().map(({ headers }) => headers['x-amzn-trace-id'])
    expect(seen.sort()).toEqual(['Root=1', 'Root=2', undefined])
  })

  it('is that of the event even if the sender itself runs in a Lambda function', async () => {
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

describe('a Lambda destination', () => {
  it.each(recordTexts)('is invoked with $name as its event, byte for byte (DST-3)', async ({ recordText }) => {
    const { clients, requests } = await scripted()
    await createSender(clients).send(recordTo(lambdaArn, recordText))
    const [request] = requests()
    expectSameRecord(request?.body, recordText, [])
    expect(request?.headers['x-amz-invocation-type']).toBe('Event')
    expect(decodeURIComponent(request?.path ?? '')).toBe(`/2015-03-31/functions/${lambdaArn}/invocations`)
  })
})

describe('batches', () => {
  // Batches are sent concurrently and arrive in any order.
  const largestFirst = (sizes: readonly number[]) => [...sizes].sort((a, b) => b - a)

  it.each([
    { name: 'SQS', destinationArn: queueArn, sizes: [10, 10, 3] },
    { name: 'SNS', destinationArn: topicArn, sizes: [10, 10, 3] },
    { name: 'EventBridge', destinationArn: busArn, sizes: [10, 10, 3] },
  ])('of $name have at most ten entries', async ({ destinationArn, sizes }) => {
    const { clients, requests } = await scripted()
    const results = await createSender(clients).sendAll(
      recordsOf(23).map((recordText) => recordTo(destinationArn, recordText)),
    )
    expect(new Set(codes(results))).toEqual(new Set(['sent']))
    expect(largestFirst(requests().map(({ body }) => (body.match(/n%22%3A|\\"n\\":/g) ?? []).length))).toEqual(sizes)
  })

  it('have at most as many bytes as one message may have (DST-9)', async () => {
    const { clients, requests } = await scripted()
    const third = 'a'.repeat(Math.floor(1_048_576 / 3))
    await createSender(clients).sendAll(
      [third, third, third, 'b', 'b'].map((recordText) => recordTo(queueArn, recordText)),
    )
    // Three thirds leave one byte.
    expect(largestFirst(requests().map(({ body }) => JSON.parse(body).Entries?.length ?? 1))).toEqual([4, 1])
  })

  it('have fewer bytes with the older limits (DST-9)', async () => {
    const { clients, requests } = await scripted()
    const half = 'a'.repeat(131_072)
    const records = [half, half, half].map((recordText) => recordTo(queueArn, recordText))
    await createSender(clients, { limits: sizeLimitsByYear[2024] }).sendAll(records)
    expect(largestFirst(requests().map(({ body }) => JSON.parse(body).Entries?.length ?? 1))).toEqual([2, 1])
  })
})

describe('partial failures', () => {
  it('of SQS are retried unless they are the fault of the sender', async () => {
    const failures = [
      { Id: '1', SenderFault: false, Code: 'InternalError', Message: 'again' },
      { Id: '2', SenderFault: true, Code: 'InvalidMessageContents', Message: 'never' },
    ]
    const { clients, requests } = await scripted((request, count) =>
      count === 2
        ? { body: JSON.stringify({ Successful: [{ Id: '0', MessageId: 'm-0' }], Failed: failures }) }
        : accepted(request),
    )
    const { waits, wait } = noWait()
    const results = await createSender(clients, { wait }).sendAll(
      recordsOf(3).map((recordText) => recordTo(queueArn, recordText)),
    )
    expect(codes(results)).toEqual(['sent', 'sent', 'refused'])
    expect(attempts(results)).toEqual([1, 2, 1])
    expect(results[2]).toMatchObject({ error: { message: expect.stringContaining('InvalidMessageContents: never') } })
    expect(waits).toEqual([100])
    expect(requests().map(({ operation }) => operation)).toEqual(['SendMessageBatch', 'SendMessage'])
    expect(JSON.parse(requests()[1]?.body ?? '').MessageBody).toBe('{"n":1}')
  })

  it('of SNS are retried unless they are the fault of the sender', async () => {
    const failed = (id: number, fault: boolean) =>
      `<member><Id>${id}</Id><SenderFault>${fault}</SenderFault><Code>C${id}</Code><Message>no</Message></member>`
    const sent = '<Successful><member><Id>1</Id><MessageId>m-1</MessageId></member></Successful>'
    const result = `${sent}<Failed>${failed(0, false)}${failed(2, true)}</Failed>`
    const body = `<R><PublishBatchResult>${result}</PublishBatchResult></R>`
    const { clients, requests } = await scripted((request, count) => (count === 1 ? { body } : accepted(request)))
    const results = await createSender(clients, noWait()).sendAll(
      recordsOf(3).map((recordText) => recordTo(topicArn, recordText)),
    )
    expect(codes(results)).toEqual(['sent', 'sent', 'refused'])
    expect(attempts(results)).toEqual([2, 1, 1])
    expect(new URLSearchParams(requests()[1]?.body).get('Message')).toBe('{"n":0}')
  })

  it('of EventBridge are retried if they are throttled or internal', async () => {
    const answers = ['ThrottlingException', undefined, 'MalformedDetail', 'InternalFailure', 'InternalException']
    const Entries = answers.map((ErrorCode) =>
      ErrorCode === undefined ? { EventId: 'e' } : { ErrorCode, ErrorMessage: 'no' },
    )
    const { clients, requests } = await scripted((request, count) =>
      count === 1 ? { body: JSON.stringify({ FailedEntryCount: 4, Entries }) } : accepted(request),
    )
    const results = await createSender(clients, noWait()).sendAll(
      recordsOf(5).map((recordText) => recordTo(busArn, recordText)),
    )
    expect(codes(results)).toEqual(['sent', 'sent', 'refused', 'sent', 'sent'])
    expect(attempts(results)).toEqual([2, 1, 1, 2, 2])
    const again = JSON.parse(requests()[1]?.body ?? '').Entries
    expect(again.map(({ Detail }: { Detail: string }) => Detail)).toEqual(['{"n":0}', '{"n":3}', '{"n":4}'])
  })

  it('of EventBridge reject a single entry, although the request succeeds', async () => {
    const body = '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"MalformedDetail","ErrorMessage":"not JSON"}]}'
    const { clients } = await scripted(() => ({ body }))
    await expect(createSender(clients).send(recordTo(busArn))).rejects.toMatchObject({
      code: 'refused',
      cause: { name: 'MalformedDetail', message: 'not JSON' },
    })
  })

  it('are retried up to maxAttempts', async () => {
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

  it('include entries that the response does not mention', async () => {
    const { clients } = await scripted(() => ({ body: '{"Successful":[{"Id":"1","MessageId":"m"}]}' }))
    const results = await createSender(clients).sendAll(
      recordsOf(2).map((recordText) => recordTo(queueArn, recordText)),
    )
    expect(codes(results)).toEqual(['refused', 'sent'])
  })

  it('of a batch with refused content are found by sending each entry alone', async () => {
    const { clients, requests } = await scripted((request) =>
      request.body.includes('n\\":1')
        ? { status: 400, body: '{"__type":"com.amazonaws.sqs#InvalidMessageContents","message":"no"}' }
        : accepted(request),
    )
    const results = await createSender(clients).sendAll(
      recordsOf(3).map((recordText) => recordTo(queueArn, recordText)),
    )
    expect(codes(results)).toEqual(['sent', 'refused', 'sent'])
    expect(requests().map(({ operation }) => operation)).toEqual(['SendMessageBatch', ...Array(3).fill('SendMessage')])
  })

  it.each([
    { status: 403, type: 'AccessDeniedException' },
    { status: 400, type: 'com.amazonaws.sqs#QueueDoesNotExist' },
    { status: 400, type: 'RequestThrottled' },
    { status: 500, type: 'InternalError' },
  ])('are the whole batch after $status $type', async ({ status, type }) => {
    const { clients, requests } = await scripted(() => ({
      status,
      body: JSON.stringify({ __type: type, message: 'no' }),
    }))
    const results = await createSender(clients).sendAll(
      recordsOf(3).map((recordText) => recordTo(queueArn, recordText)),
    )
    expect(codes(results)).toEqual(['refused', 'refused', 'refused'])
    expect(requests()).toHaveLength(1)
  })
})

describe('the sender', () => {
  it('caches the URLs of 1,000 queues and evicts the oldest', async () => {
    const names = Array.from({ length: 1_001 }, (_, index) => `${queueArn}${index}`)
    const service = await startScriptedService(({ operation }) => ({
      body: operation === 'GetQueueUrl' ? '{"QueueUrl":"https://queue"}' : '{"MessageId":"m"}',
    }))
    const { destroy, sqs } = clientsOf(service.endpoint)
    ;(sqs as SQSClient & { config: { md5: false } }).config.md5 = false
    closing.push(service.close, destroy)
    const sender = createSender({ sqs }, { maxAttempts: 1 })
    const countLookups = async (arns: readonly string[]): Promise<number> => {
      const lookups = () => service.requests.filter(({ operation }) => operation === 'GetQueueUrl').length
      const before = lookups()
      // All in one call, so that messages with the same URL share batches.
      await sender.sendAll(arns.map((arn) => recordTo(arn)))
      return lookups() - before
    }
    expect(await countLookups(names)).toBe(1_001)
    expect(await countLookups(names.slice(1))).toBe(0)
    expect(await countLookups(names.slice(0, 1))).toBe(1)
  })
})

describe('services without batches', () => {
  it.each([
    { name: 'Lambda', destinationArn: lambdaArn, method: 'POST' },
    { name: 'S3', destinationArn: 'arn:aws:s3:::b', method: 'PUT' },
  ])('get one request for each record: $name', async ({ destinationArn, method }) => {
    const { clients, requests } = await scripted(() => ({ status: 202, body: '' }))
    const records = recordsOf(3).map((text) => `{"timestamp":"2026-02-10T09:20:31.902Z",${text.slice(1)}`)
    const results = await createSender(clients).sendAll(records.map((text) => recordTo(destinationArn, text)))
    expect(codes(results)).toEqual(['sent', 'sent', 'sent'])
    expect(requests().map(({ operation }) => operation)).toEqual([method, method, method])
    for (const record of records) expect(requests().filter(({ body }) => body.includes(record))).toHaveLength(1)
  })
})

describe('a signal', () => {
  it('that is already aborted prevents every request', async () => {
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

  it('aborts a request in flight', async () => {
    const controller = new AbortController()
    const { clients } = await scripted(() => {
      controller.abort()
      return new Promise<Answer>(() => {})
    })
    const sent = createSender(clients).send(recordTo(lambdaArn), { signal: controller.signal })
    await expect(sent).rejects.toMatchObject({ code: 'aborted', destinationArn: lambdaArn })
  })

  it('aborts the wait before a retry', async () => {
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

  it('of the last caller aborts the lookup of a queue, and the next caller starts another', async () => {
    const seen = new EventEmitter()
    const [asked, ended] = [once(seen, 'asked'), once(seen, 'ended')]
    let requests = 0
    const server = createServer((request, response) => {
      requests += 1
      if (requests > 1) {
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
    expect(requests).toBe(3)
  })

  it('of one caller does not abort the lookup of a queue that another waits for', async () => {
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

describe('the sender without a request', () => {
  const emoji = { ...deadLetter, attributes: { ...deadLetter.attributes, ErrorMessage: 'no 🚚' } }

  it.each([
    { name: 'a string that is not an ARN', outgoing: recordTo('not an arn'), code: 'unsupported-destination' },
    { name: 'a FIFO queue', outgoing: recordTo(`${queueArn}.fifo`), code: 'unsupported-destination' },
    {
      name: 'a success to S3',
      outgoing: { ...recordTo('arn:aws:s3:::b'), condition: 'Success' },
      code: 'unsupported-destination',
    },
    {
      name: 'a dead letter to an event bus',
      outgoing: { ...deadLetter, destinationArn: busArn },
      code: 'unsupported-destination',
    },
    { name: 'a record without a timestamp to S3', outgoing: recordTo('arn:aws:s3:::b', '{}'), code: 'malformed' },
    {
      name: 'an event that is not UTF-8',
      outgoing: { ...deadLetter, destinationArn: queueArn, payload: Uint8Array.of(255) },
      code: 'malformed',
    },
    { name: 'a record over the limit (DST-9)', outgoing: recordTo(topicArn, 'a'.repeat(262_145)), code: 'too-large' },
    {
      name: 'a dead letter over the limit (DLQ-8)',
      outgoing: { ...deadLetter, destinationArn: topicArn, payload: new Uint8Array(262_144).fill(49) },
      code: 'too-large',
    },
    {
      name: 'an emoji in an SNS attribute (DLQ-5)',
      outgoing: { ...emoji, destinationArn: topicArn },
      code: 'unsupported-characters',
    },
  ])('rejects $name with $code', async ({ outgoing, code }) => {
    const { clients, requests } = await scripted()
    const [result] = await createSender(clients).sendAll([outgoing])
    expect(result).toMatchObject({
      status: 'failed',
      attempts: 0,
      error: { code, destinationArn: outgoing.destinationArn },
    })
    expect(requests()).toEqual([])
  })

  it('sends the other items of the call', async () => {
    const { clients } = await scripted()
    const results = await createSender(clients).sendAll([
      recordTo('not an arn'),
      { ...emoji, destinationArn: queueArn },
      { ...emoji, destinationArn: topicArn },
      recordTo(topicArn),
    ])
    expect(codes(results)).toEqual(['unsupported-destination', 'sent', 'unsupported-characters', 'sent'])
  })

  it.each([queueArn, topicArn, busArn, lambdaArn, 'arn:aws:s3:::b'])(
    'rejects %s without a client with no-client',
    async (arn) => {
      await expect(createSender({}).send(recordTo(arn))).rejects.toMatchObject({
        name: 'DestinationError',
        code: 'no-client',
        destinationArn: arn,
      } satisfies Partial<DestinationError>)
    },
  )
})

describe('the sender', () => {
  it('drops the payloads of a record that is too large with oversize: drop-payload (U-02)', async () => {
    const { clients, requests } = await scripted()
    const recordText = `{"version":"1.0","requestPayload":"${'a'.repeat(262_144)}"}`
    const results = await createSender(clients, { oversize: 'drop-payload' }).sendAll([
      recordTo(topicArn, recordText),
      recordTo(topicArn, '{"version":"1.0"}'),
    ])
    expect(results).toMatchObject([{ status: 'sent', payloadDropped: true }, { payloadDropped: false }])
    // Without the payload, both fit into one request.
    expect(requests()).toHaveLength(1)
    expect(requests()[0]?.body.length).toBeLessThan(2_000)
  })
})
