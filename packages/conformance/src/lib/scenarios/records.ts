import { member } from '../bench/answer.ts'
import { contextOf } from '../bench/bench.ts'
import { paths } from '../bench/paths.ts'
import { absent, like } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'
import { pointAlias, publish } from './settings.ts'

const order = ['version', 'timestamp', 'requestContext', 'requestPayload', 'responseContext', 'responsePayload']
const moment = like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

export const records: readonly EndpointScenario[] = [
  {
    name: 'The record of a success goes to OnSuccess, with the request id of the 202 and in the order of its members',
    shows: ['6', 'INV-8', 'REC-1', 'REC-2', 'REC-4', 'REC-9', 'TRM-1', '4.2.4', 'DST-1'],
    seconds: 60,
    async run(bench) {
      await bench.needRuns()
      const { name, arn } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } })
      const payload = { orderId: 'A-1', conformance: { returns: { shipped: true } } }
      const event = await bench.accept(name, payload)
      const arrival = await bench.arrival(queue, event, 5)
      const record = arrival?.record
      const context = member(record, 'requestContext')
      bench.check('6', 'the record', record, { version: '1.0', timestamp: moment, requestPayload: payload })
      bench.check('6', 'members of the record', Object.keys(Object(record)), order)
      bench.check('INV-8', 'requestContext', context, { requestId: event.requestId })
      bench.check('REC-1', 'requestContext', context, { functionArn: `${arn}:$LATEST` })
      bench.check(['TRM-1', '4.2.4'], 'requestContext', context, { condition: 'Success' })
      bench.check('REC-9', 'requestContext', context, { approximateInvokeCount: 1 })
      const response = { statusCode: 200, executedVersion: '$LATEST' }
      bench.check('REC-2', 'responseContext', member(record, 'responseContext'), response)
      const functionError = member(member(record, 'responseContext'), 'functionError')
      bench.check('REC-4', 'responseContext.functionError', functionError, absent)
      bench.check('REC-4', 'deliveryError', member(record, 'deliveryError'), absent)
      bench.check('6', 'responsePayload', member(record, 'responsePayload'), { shipped: true })
      bench.check('DST-1', 'attributes of the message', Object.keys(arrival?.attributes ?? { none: '' }), [])
    },
  },
  {
    name: 'A response of null is null in the record',
    shows: ['REC-8'],
    seconds: 45,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } })
      const arrival = await bench.arrival(queue, await bench.accept(name, { conformance: { returns: null } }), 5)
      bench.check('REC-8', 'the record', arrival?.record, {
        requestContext: { condition: 'Success' },
        responsePayload: null,
      })
    },
  },
  {
    name: 'The payload stands in the record byte for byte',
    shows: ['REC-6', 'INV-4'],
    seconds: 45,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } })
      const payload = '{ "z":1.50, "a" : 1e3,\t"a":"\\u00e9" }'
      const arrival = await bench.arrival(queue, await bench.accept(name, payload), 5)
      const from = arrival?.text.indexOf('"requestPayload":') ?? -1
      const seen = from < 0 ? arrival?.text : arrival?.text.slice(from, from + 17 + payload.length)
      bench.check(['REC-6', 'INV-4'], 'the text of the record', seen, `"requestPayload":${payload}`)
    },
  },
  {
    name: 'An event without a payload is {} in its record, and a scalar is itself',
    shows: ['INV-4', 'REC-7'],
    seconds: 45,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      for (const { payload, expected, id } of [
        { payload: '', expected: '{}', id: 'INV-4' },
        { payload: '"text"', expected: '"text"', id: 'REC-7' },
        { payload: 'null', expected: 'null', id: 'REC-7' },
      ]) {
        const queue = await bench.target('queue')
        const own = { Destination: queue.arn }
        await bench.put(name, { MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: own, OnFailure: own } })
        const arrival = await bench.arrival(queue, await bench.accept(name, payload), 5)
        const seen = JSON.stringify(member(arrival?.record, 'requestPayload'))
        bench.check(id, `requestPayload for the payload '${payload}'`, seen, expected)
      }
    },
  },
  {
    name: 'The record of a failure goes to OnFailure, with the error of the runtime unchanged',
    shows: ['REC-3', 'REC-5', '4.2.5a', 'TRM-1', '5'],
    seconds: 45,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: queue.arn } } })
      const event = await bench.accept(name, { conformance: { raise: 'no items' } })
      const arrival = await bench.arrival(queue, event, 5)
      const record = arrival?.record
      bench.check(['4.2.5a', 'TRM-1', '5'], 'requestContext', member(record, 'requestContext'), {
        ...{ requestId: event.requestId, condition: 'RetriesExhausted', approximateInvokeCount: 1 },
      })
      const response = member(record, 'responseContext')
      bench.check('5', 'responseContext', response, { statusCode: 200, executedVersion: '$LATEST' })
      bench.check('REC-3', 'responseContext', response, { functionError: 'Unhandled' })
      const error = { errorMessage: 'no items', errorType: like(/^(Error|Exception)$/) }
      bench.check('REC-5', 'responsePayload', member(record, 'responsePayload'), error)
    },
  },
  {
    name: 'A run that times out has the error of the platform in its record',
    shows: ['REC-5', 'RTY-7'],
    seconds: 45,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.create({ timeoutSeconds: 1 })
      const queue = await bench.target('queue')
      await bench.put(name, { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: queue.arn } } })
      const event = await bench.accept(name, { conformance: { sleepMs: 30_000 } })
      const arrival = await bench.arrival(queue, event, 10)
      bench.check(['REC-5', 'RTY-7'], 'responsePayload', member(arrival?.record, 'responsePayload'), {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${event.requestId} Error: Task timed out after 1.00 seconds`,
      })
    },
  },
  {
    name: 'An event for an alias follows the settings of the alias alone, and its record names alias and version',
    shows: ['DSP-6', 'REC-1', 'REC-2'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const { name, arn } = await bench.create()
      const version = await publish(bench, name)
      await pointAlias(bench, name, 'live', version)
      const [ofAlias, ofLatest] = [await bench.target('queue'), await bench.target('queue')]
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: ofAlias.arn } } }, 'live')
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: ofLatest.arn } } })
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: ofLatest.arn } } }, version)
      const arrival = await bench.arrival(ofAlias, await bench.accept(name, {}, 'live'), 5)
      bench.check('REC-1', 'functionArn', contextOf(arrival?.record, 'functionArn'), `${arn}:live`)
      const executed = member(member(arrival?.record, 'responseContext'), 'executedVersion')
      bench.check('REC-2', 'executedVersion', executed, version)
      bench.check('DSP-6', "records by the alias's settings", (await ofAlias.deliveries()).length, 1)
      bench.check('DSP-6', 'records by the settings of others', (await ofLatest.deliveries()).length, 0)
    },
  },
  {
    name: 'A version that is invoked has its number in the record',
    shows: ['REC-1', 'REC-2'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const { name, arn } = await bench.create()
      const version = await publish(bench, name)
      const queue = await bench.target('queue')
      await bench.put(name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } }, version)
      const { requestId, atMs } = await bench.accept(name, {}, version)
      const arrival = await bench.arrival(queue, { requestId, atMs }, 5)
      bench.check('REC-1', 'functionArn', contextOf(arrival?.record, 'functionArn'), `${arn}:${version}`)
      const executed = member(member(arrival?.record, 'responseContext'), 'executedVersion')
      bench.check('REC-2', 'executedVersion', executed, version)
      const read = await bench.call('GET', paths.settings(name, version))
      bench.check('REC-1', 'FunctionArn of the settings', member(read.body, 'FunctionArn'), `${arn}:${version}`)
    },
  },
]
