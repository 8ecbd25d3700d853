import { member } from '../bench/answer.ts'
import { contextOf } from '../bench/bench.ts'
import { paths } from '../bench/paths.ts'
import { absent, between } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'

/** Events of the group that is throttled together. */
const groupSize = 14

export const concurrency: readonly EndpointScenario[] = [
  {
    name: 'With reserved concurrency 0, an event ends at once without an attempt',
    shows: ['4.2.2', '5', 'TRM-1', 'REC-4', 'DLQ-2', 'DLQ-7'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const [failures, letters] = [await bench.target('queue'), await bench.target('queue')]
      const { name } = await bench.create({ deadLetterArn: letters.arn })
      await bench.put(name, { DestinationConfig: { OnFailure: { Destination: failures.arn } } })
      await bench.succeed('PUT', paths.putConcurrency(name), { ReservedConcurrentExecutions: 0 })
      const event = await bench.accept(name, {})
      const arrival = await bench.arrival(failures, event, 5)
      const expected = { condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0 }
      bench.check(['4.2.2', '5', 'TRM-1'], 'requestContext', member(arrival?.record, 'requestContext'), expected)
      const response = member(arrival?.record, 'responseContext')
      bench.check(['5', 'REC-4'], 'responseContext', response, absent)
      bench.check(['5', 'REC-4'], 'responsePayload', member(arrival?.record, 'responsePayload'), absent)
      const letter = await bench.arrival(letters, event, 5)
      bench.check(['DLQ-2', 'DLQ-7'], 'attributes of the dead letter', letter?.attributes, {
        RequestID: { value: event.requestId },
        ErrorCode: absent,
        ErrorMessage: {
          // The missing space is the service's.
          value: 'Function not invoked. Function isconfigured with zero reserved concurrent executions',
        },
      })
    },
  },
  {
    name: 'An event whose function has no free slot waits, and runs once there is one',
    shows: ['FNC-9', 'INV-9', '4.1', '4.2.6'],
    seconds: 90,
    async run(bench) {
      await bench.needRecords()
      const made = await bench.create()
      const queue = await bench.target('queue')
      const settings = { MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: { Destination: queue.arn } } }
      await bench.put(made.name, settings)
      let event = { requestId: '', atMs: 0 }
      await bench.whileThrottled(made, 10, async () => {
        event = await bench.accept(made.name, { waits: true })
        await bench.pass(10)
      })
      const isIt = ({ text }: { readonly text: string }): boolean => text.includes('"waits":true')
      const arrival = await bench.arrival(queue, event, 31, isIt)
      const { requestId } = event
      bench.check(['FNC-9', 'INV-9', '4.1', '4.2.6'], 'the record', arrival?.record, {
        requestContext: { requestId, condition: 'Success' },
      })
    },
  },
  {
    name: 'A group of fourteen events that waited together for the one slot of 22 seconds ends within about 105 seconds',
    shows: ['RTY-13'],
    seconds: 180,
    async run(bench) {
      await bench.needRecords()
      const made = await bench.create()
      const queue = await bench.target('queue')
      await bench.put(made.name, { DestinationConfig: { OnSuccess: { Destination: queue.arn } } })
      await bench.succeed('PUT', paths.putConcurrency(made.name), { ReservedConcurrentExecutions: 1 })
      const accepted: { readonly requestId: string; readonly atMs: number }[] = []
      await bench.whileThrottled(made, 22, async () => {
        for (let index = 0; index < groupSize; index += 1)
          accepted.push(await bench.accept(made.name, { group: index, conformance: { sleepMs: 50 } }))
        await bench.pass(22)
      })
      const ids = new Set(accepted.map(({ requestId }) => requestId))
      const ended = async (): Promise<number> =>
        (await queue.deliveries()).filter(({ text }) => ids.has(String(contextOf(JSON.parse(text), 'requestId'))))
          .length
      await bench.until(async () => ((await ended()) === groupSize ? true : undefined), 83)
      bench.check('RTY-13', 'events that have ended', await ended(), between(groupSize, groupSize))
    },
  },
]
