import { member } from '../bench/answer.ts'
import { contextOf } from '../bench/bench.ts'
import { paths } from '../bench/paths.ts'
import type { EndpointScenario } from '../scenario.ts'
import { pointAlias, publish } from './settings.ts'

const failing = { conformance: { raise: 'no items' } }

export const retries: readonly EndpointScenario[] = [
  {
    name: 'By default, an event that fails has two retries, 60 and 120 seconds after the failures before them',
    shows: ['1', 'CFG-2', '4.2.5a', '4.2.5c', 'REC-9'],
    seconds: 240,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { DestinationConfig: { OnFailure: { Destination: queue.arn } } })
      const arrival = await bench.arrival(queue, await bench.accept(name, failing), 180)
      const context = member(arrival?.record, 'requestContext')
      const expected = { condition: 'RetriesExhausted', approximateInvokeCount: 3 }
      bench.check(['1', 'CFG-2', '4.2.5a', 'REC-9'], 'requestContext', context, expected)
      bench.checkWait('4.2.5c', 'wait for the record', arrival?.waitedSeconds, 180)
    },
  },
  {
    name: 'With one retry, an event that fails ends after 60 seconds',
    shows: ['4.1', '4.2.5a', '4.2.5c', 'REC-9'],
    seconds: 120,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      await bench.put(name, { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue.arn } } })
      const arrival = await bench.arrival(queue, await bench.accept(name, failing), 60)
      const expected = { condition: 'RetriesExhausted', approximateInvokeCount: 2 }
      bench.check(['4.1', '4.2.5a', 'REC-9'], 'requestContext', member(arrival?.record, 'requestContext'), expected)
      bench.checkWait('4.2.5c', 'wait for the record', arrival?.waitedSeconds, 60)
    },
  },
  {
    name: 'Every run of an event has its request id, and retries run at 60 and 180 seconds',
    shows: ['4.2.5c', 'INV-8', 'RTY-11'],
    seconds: 240,
    async run(bench) {
      await bench.needReports()
      const { name } = await bench.borrow()
      const event = await bench.acceptOrdered(name, () => ({ raise: 'no items' }))
      for (const [index, seconds] of [0, 60, 180].entries()) {
        const run = await bench.until(async () => event.runs()[index], index * 60)
        bench.check(['INV-8', 'RTY-11'], `request id of run ${index + 1}`, run?.requestId, event.requestId)
        const waited = run === undefined ? undefined : (run.atMs - event.atMs) / 1_000
        bench.checkWait('4.2.5c', `time of run ${index + 1}`, waited, seconds)
      }
    },
  },
  {
    name: 'A retry that succeeds ends the event as a success, with the count 1',
    shows: ['REC-9', '4.2.4'],
    seconds: 120,
    async run(bench) {
      await bench.needRecords()
      await bench.needReports()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      const side = { Destination: queue.arn }
      await bench.put(name, { DestinationConfig: { OnSuccess: side, OnFailure: side } })
      const event = await bench.acceptOrdered(name, (count) => (count === 1 ? { raise: 'once' } : { returns: 'done' }))
      const arrival = await bench.arrival(queue, event, 60)
      bench.check('4.2.4', 'condition', contextOf(arrival?.record, 'condition'), 'Success')
      bench.check('REC-9', 'approximateInvokeCount', contextOf(arrival?.record, 'approximateInvokeCount'), 1)
      bench.check('4.2.4', 'runs', event.runs().length, 2)
    },
  },
  {
    name: 'A run that times out is retried as any error',
    shows: ['RTY-11', '4.1'],
    seconds: 120,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.create({ timeoutSeconds: 1 })
      const queue = await bench.target('queue')
      await bench.put(name, { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue.arn } } })
      const event = await bench.accept(name, { conformance: { sleepMs: 30_000 } })
      const arrival = await bench.arrival(queue, event, 65)
      const expected = { condition: 'RetriesExhausted', approximateInvokeCount: 2 }
      bench.check(['RTY-11', '4.1'], 'requestContext', member(arrival?.record, 'requestContext'), expected)
    },
  },
  {
    name: 'An alias that moves between two attempts leads the second one to the new version',
    shows: ['DSP-1', 'DSP-2'],
    seconds: 120,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.create()
      const first = await publish(bench, name)
      await bench.succeed('PUT', paths.configuration(name), { Description: 'second' })
      const second = await publish(bench, name)
      await pointAlias(bench, name, 'live', first)
      const queue = await bench.target('queue')
      const settings = { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue.arn } } }
      await bench.put(name, settings, 'live')
      const event = await bench.accept(name, failing, 'live')
      await bench.pass(bench.isHeld ? 1 : 15)
      await bench.succeed('PUT', paths.alias(name, 'live'), { FunctionVersion: second })
      const arrival = await bench.arrival(queue, event, 60)
      const executed = member(member(arrival?.record, 'responseContext'), 'executedVersion')
      bench.check('DSP-2', 'executedVersion of the last attempt', executed, second)
      const context = { requestId: event.requestId, approximateInvokeCount: 2 }
      bench.check('DSP-1', 'the record', arrival?.record, { requestContext: context, requestPayload: failing })
    },
  },
]
