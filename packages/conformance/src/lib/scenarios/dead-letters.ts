import { paths } from '../bench/paths.ts'
import type { EndpointScenario } from '../scenario.ts'
import { publish } from './settings.ts'

/** 1,201 bytes of UTF-8, whose byte 1,024 is within a character. */
const longMessage = `a${'é'.repeat(600)}`

export const deadLetters: readonly EndpointScenario[] = [
  {
    name: 'A dead letter is the payload byte for byte with three attributes, beside the record of the failure',
    shows: ['7', 'DLQ-1', 'DLQ-2', 'DLQ-3', 'DLQ-6', 'INV-8'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const [letters, failures] = [await bench.target('queue'), await bench.target('queue')]
      const { name } = await bench.create({ deadLetterArn: letters.arn })
      await bench.put(name, {
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: failures.arn } },
      })
      const payload = '{ "orderId" : "A-1", "conformance":{"raise":"no items"} }'
      const event = await bench.accept(name, payload)
      const letter = await bench.arrival(letters, event, 5)
      bench.check('DLQ-1', 'the body', letter?.text, payload)
      bench.check(['7', 'DLQ-2', 'INV-8'], 'attributes', letter?.attributes, {
        RequestID: { type: 'String', value: event.requestId },
        ErrorCode: { type: 'Number', value: '200' },
        ErrorMessage: { type: 'String', value: 'no items' },
      })
      const names = Object.keys(letter?.attributes ?? {}).sort()
      bench.check('DLQ-3', 'names of the attributes', names, ['ErrorCode', 'ErrorMessage', 'RequestID'])
      const record = await bench.arrival(failures, event, 5)
      const context = { requestId: event.requestId, condition: 'RetriesExhausted' }
      bench.check('DLQ-6', 'the record of the same failure', record?.record, { requestContext: context })
    },
  },
  {
    name: 'ErrorMessage is cut to 1,024 bytes, and a split character becomes U+FFFD',
    shows: ['DLQ-4', '1'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const letters = await bench.target('queue')
      const { name } = await bench.create({ deadLetterArn: letters.arn })
      await bench.put(name, { MaximumRetryAttempts: 0 })
      const event = await bench.accept(name, { conformance: { raise: longMessage } })
      const letter = await bench.arrival(letters, event, 5)
      const message = letter?.attributes.ErrorMessage?.value
      bench.check(['DLQ-4', '1'], 'the end of ErrorMessage', message?.slice(-3), 'éé\ufffd')
      bench.check(['DLQ-4', '1'], 'characters of ErrorMessage', message?.length, 513)
    },
  },
  {
    name: 'A published version keeps the dead-letter queue that it was published with',
    shows: ['DSP-7', 'FNC-4'],
    seconds: 60,
    async run(bench) {
      await bench.needRecords()
      const [first, second] = [await bench.target('queue'), await bench.target('queue')]
      const { name } = await bench.create({ deadLetterArn: first.arn })
      const version = await publish(bench, name)
      await bench.put(name, { MaximumRetryAttempts: 0 }, version)
      await bench.succeed('PUT', paths.configuration(name), { DeadLetterConfig: { TargetArn: second.arn } })
      const event = await bench.accept(name, { conformance: { raise: 'no items' } }, version)
      const letter = await bench.arrival(first, event, 5)
      bench.check(['DSP-7', 'FNC-4'], 'the dead letter', letter?.attributes, { RequestID: { value: event.requestId } })
      bench.check(['DSP-7', 'FNC-4'], 'letters at the later queue', (await second.deliveries()).length, 0)
    },
  },
]
