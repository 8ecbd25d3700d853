import { member } from '../bench/answer.ts'
import { contextOf } from '../bench/bench.ts'
import { absent } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'

const failing = { conformance: { raise: 'no items' } }

export const expiry: readonly EndpointScenario[] = [
  {
    name: 'With a maximum age of 60 seconds, an event that fails ends at once: its retry would come too late',
    shows: ['RTY-1', '4.2.5b', 'RTY-5', '5'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      const side = { OnFailure: { Destination: queue.arn } }
      await bench.put(name, { MaximumEventAgeInSeconds: 60, DestinationConfig: side })
      const arrival = await bench.arrival(queue, await bench.accept(name, failing), 30)
      const expected = { condition: 'EventAgeExceeded', approximateInvokeCount: 1 }
      bench.check(['4.2.5b', 'RTY-5'], 'requestContext', member(arrival?.record, 'requestContext'), expected)
      const response = { statusCode: 200, functionError: 'Unhandled' }
      bench.check('5', 'responseContext', member(arrival?.record, 'responseContext'), response)
      bench.checkWait('RTY-1', 'wait for the record', arrival?.waitedSeconds, 0)
    },
  },
  {
    name: 'With a maximum age of 90 seconds, an event has one retry and ends right after it',
    shows: ['RTY-1', 'RTY-5', '4.2.5b'],
    seconds: 120,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      const side = { OnFailure: { Destination: queue.arn } }
      await bench.put(name, { MaximumEventAgeInSeconds: 90, DestinationConfig: side })
      const arrival = await bench.arrival(queue, await bench.accept(name, failing), 60)
      const expected = { condition: 'EventAgeExceeded', approximateInvokeCount: 2 }
      bench.check(['RTY-5', '4.2.5b'], 'requestContext', member(arrival?.record, 'requestContext'), expected)
      bench.checkWait('RTY-1', 'wait for the record', arrival?.waitedSeconds, 60)
    },
  },
  {
    name: 'The retries are counted before the age is looked at',
    shows: ['RTY-4'],
    seconds: 45,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.borrow()
      const queue = await bench.target('queue')
      const side = { OnFailure: { Destination: queue.arn } }
      await bench.put(name, { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60, DestinationConfig: side })
      const arrival = await bench.arrival(queue, await bench.accept(name, failing), 5)
      bench.check('RTY-4', 'condition', contextOf(arrival?.record, 'condition'), 'RetriesExhausted')
    },
  },
  {
    name: 'An event that is always throttled ends at about 31 seconds under a maximum age of 60, without having run',
    shows: ['RTY-2', '4.2.6', '5', 'DLQ-2', 'DLQ-7', 'REC-4', 'REC-9'],
    seconds: 120,
    async run(bench) {
      await bench.needRecords()
      const [failures, letters] = [await bench.target('queue'), await bench.target('queue')]
      const { name, arn } = await bench.create({ timeoutSeconds: 90, deadLetterArn: letters.arn })
      const side = { OnFailure: { Destination: failures.arn } }
      await bench.put(name, { MaximumEventAgeInSeconds: 60, DestinationConfig: side })
      await bench.whileThrottled({ name, arn }, 60, async () => {
        const event = await bench.accept(name, { throttled: true })
        const isIt = ({ text }: { readonly text: string }): boolean => text.includes('"throttled":true')
        const arrival = await bench.arrival(failures, event, 31, isIt)
        const expected = { condition: 'EventAgeExceeded', approximateInvokeCount: 0 }
        bench.check(['RTY-2', '5', 'REC-9'], 'requestContext', member(arrival?.record, 'requestContext'), expected)
        const response = { statusCode: 429, executedVersion: absent, functionError: absent }
        bench.check(['5', 'REC-4'], 'responseContext', member(arrival?.record, 'responseContext'), response)
        bench.check(['5', 'REC-4'], 'responsePayload', member(arrival?.record, 'responsePayload'), absent)
        bench.checkWait(['RTY-2', '4.2.6'], 'wait for the record', arrival?.waitedSeconds, 31)
        const letter = await bench.arrival(letters, event, 31, isIt)
        bench.check(['DLQ-2', 'DLQ-7'], 'attributes of the dead letter', letter?.attributes, {
          RequestID: { value: event.requestId },
          ErrorCode: { type: 'Number', value: '429' },
          ErrorMessage: { value: 'Rate Exceeded.' },
        })
      })
    },
  },
]
