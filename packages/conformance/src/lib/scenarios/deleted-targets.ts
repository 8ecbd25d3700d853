import { member } from '../bench/answer.ts'
import { paths } from '../bench/paths.ts'
import { absent } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'
import { pointAlias, publish } from './settings.ts'

const failing = { conformance: { raise: 'no items' } }

export const deletedTargets: readonly EndpointScenario[] = [
  ...(['version', 'alias'] as const).map(
    (kind): EndpointScenario => ({
      name: `An event whose ${kind} is deleted after its first run ends with 404 on the schedule of function errors`,
      shows: ['TRM-3', 'DSP-3a', '4.1', '5', 'REC-4', 'REC-9', 'DLQ-2'],
      seconds: 120,
      async run(bench) {
        await bench.needRecords()
        const [failures, letters] = [await bench.target('queue'), await bench.target('queue')]
        const { name, arn } = await bench.create({ deadLetterArn: letters.arn })
        const version = await publish(bench, name)
        if (kind === 'alias') await pointAlias(bench, name, 'live', version)
        const qualifier = kind === 'alias' ? 'live' : version
        const settings = { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: failures.arn } } }
        await bench.put(name, settings, qualifier)
        const event = await bench.accept(name, failing, qualifier)
        await bench.pass(bench.isHeld ? 1 : 15)
        await bench.succeed('DELETE', kind === 'alias' ? paths.alias(name, 'live') : paths.function(name, version))
        const arrival = await bench.arrival(failures, event, 60)
        const context = member(arrival?.record, 'requestContext')
        const expected = { condition: 'RetriesExhausted', approximateInvokeCount: 2 }
        bench.check(['TRM-3', 'DSP-3a', '4.1', 'REC-9'], 'requestContext', context, expected)
        const response = { statusCode: 404, executedVersion: absent, functionError: absent }
        bench.check(['5', 'REC-4'], 'responseContext', member(arrival?.record, 'responseContext'), response)
        bench.check('5', 'responsePayload', member(arrival?.record, 'responsePayload'), absent)
        bench.checkWait('TRM-3', 'wait for the record', arrival?.waitedSeconds, 60)
        const letter = await bench.arrival(letters, event, 60)
        bench.check('DLQ-2', 'attributes of the dead letter', letter?.attributes, {
          RequestID: { value: event.requestId },
          ErrorCode: { type: 'Number', value: '404' },
          ErrorMessage: { value: `Function not found: ${arn}:${qualifier}` },
        })
      },
    }),
  ),
  {
    name: 'An alias that is deleted and created again between two attempts runs the event under its request id',
    shows: ['DSP-3'],
    seconds: 120,
    async run(bench) {
      await bench.needRecords()
      const { name } = await bench.create()
      const version = await publish(bench, name)
      await pointAlias(bench, name, 'live', version)
      const queue = await bench.target('queue')
      const settings = { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure: { Destination: queue.arn } } }
      await bench.put(name, settings, 'live')
      const event = await bench.accept(name, failing, 'live')
      await bench.pass(bench.isHeld ? 1 : 15)
      await bench.succeed('DELETE', paths.alias(name, 'live'))
      await pointAlias(bench, name, 'live', version)
      await bench.put(name, settings, 'live')
      const arrival = await bench.arrival(queue, event, 60)
      bench.check('DSP-3', 'the record', arrival?.record, {
        requestContext: { requestId: event.requestId, approximateInvokeCount: 2 },
        responseContext: { statusCode: 200, executedVersion: version },
      })
    },
  },
]
