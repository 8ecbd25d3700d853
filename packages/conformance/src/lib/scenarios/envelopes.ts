import { member } from '../bench/answer.ts'
import { contextOf } from '../bench/bench.ts'
import { absent, like } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'

const toBoth = (Destination: string) => ({
  MaximumRetryAttempts: 0,
  DestinationConfig: { OnSuccess: { Destination }, OnFailure: { Destination } },
})

export const envelopes: readonly EndpointScenario[] = [
  {
    name: 'An event bus gets the record as the detail of an event from lambda, with the bus and the function as resources',
    shows: ['DST-4', 'DST-5', 'REC-10'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const { name, arn } = await bench.borrow()
      const bus = await bench.target('bus')
      await bench.put(name, toBoth(bus.arn))
      for (const { outcome, orders } of [
        { outcome: 'Success', orders: {} },
        { outcome: 'Failure', orders: { raise: 'no items' } },
      ]) {
        const event = await bench.accept(name, { conformance: orders })
        const isIt = ({ text }: { readonly text: string }): boolean => text.includes(event.requestId)
        const arrival = await bench.arrival(bus, event, 10, isIt)
        bench.check('DST-4', `the event of a ${outcome}`, arrival?.envelope, {
          source: 'lambda',
          resources: [bus.arn, `${arn}:$LATEST`],
        })
        const type = member(arrival?.envelope, 'detail-type')
        const expected = `Lambda Function Invocation Result - ${outcome}`
        bench.check(['DST-4', 'DST-5'], `detail-type of a ${outcome}`, type, expected)
        const id = contextOf(arrival?.record, 'requestId')
        bench.check('REC-10', `the detail of a ${outcome}: requestId`, id, event.requestId)
      }
    },
  },
  {
    name: 'A topic gets the record as its message, without subject and attributes',
    shows: ['DST-2', 'REC-10'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const topic = await bench.target('topic')
      await bench.put(name, toBoth(topic.arn))
      const event = await bench.accept(name, {})
      const arrival = await bench.arrival(topic, event, 10)
      bench.check('REC-10', 'the message: requestId', contextOf(arrival?.record, 'requestId'), event.requestId)
      bench.check('DST-2', 'Subject', member(arrival?.envelope, 'Subject') ?? undefined, absent)
      bench.check('DST-2', 'attributes', Object.keys(arrival?.attributes ?? { none: '' }), [])
    },
  },
  {
    name: 'A bucket gets the record as an object below aws/lambda/async, by function, day and time',
    shows: ['DST-6', 'REC-10'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const bucket = await bench.target('bucket')
      await bench.put(name, { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: bucket.arn } } })
      const event = await bench.accept(name, { conformance: { raise: 'no items' } })
      const arrival = await bench.arrival(bucket, event, 10)
      const time = '\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d'
      const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
      bench.check('DST-6', 'the object', arrival?.envelope, {
        key: like(new RegExp(`^aws/lambda/async/${name}/${time}-${uuid}$`)),
        contentType: 'application/octet-stream',
      })
      bench.check('REC-10', 'the object: requestId', contextOf(arrival?.record, 'requestId'), event.requestId)
    },
  },
  {
    name: 'A function gets the record as a new event with a request id and settings of its own',
    shows: ['DST-3', 'REC-10'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const [first, second] = [await bench.create(), await bench.create()]
      const queue = await bench.target('queue')
      await bench.put(second.name, toBoth(queue.arn))
      await bench.put(first.name, toBoth(second.arn))
      const event = await bench.accept(first.name, { orderId: 'A-1' })
      const arrival = await bench.arrival(queue, event, 20)
      const inner = member(arrival?.record, 'requestPayload')
      const context = { requestId: event.requestId, functionArn: `${first.arn}:$LATEST` }
      bench.check(['DST-3', 'REC-10'], 'the payload of the second event', inner, { requestContext: context })
      const outer = member(arrival?.record, 'requestContext')
      bench.check('DST-3', 'the second event', outer, { functionArn: `${second.arn}:$LATEST` })
      const ids = { first: event.requestId, second: member(outer, 'requestId') }
      bench.check('DST-3', 'the request ids differ', ids.first !== ids.second, true)
    },
  },
]
