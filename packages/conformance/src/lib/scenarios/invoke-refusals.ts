import { member } from '../bench/answer.ts'
import { paths } from '../bench/paths.ts'
import { absent, like, oneOf } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'
import { beginning, invalid, notFound, type OneRequest, oneRequest, unmodelled } from './refusal.ts'

const asEvent = { 'X-Amz-Invocation-Type': 'Event' }
const event = (path: string, body: string | Uint8Array = '{}') => ({ method: 'POST', path, body, headers: asEvent })
const unparsed = (extra: object = {}) => ({
  status: 400,
  code: 'InvalidRequestContentException',
  message: beginning('Could not parse request body into json: Could not parse payload into json: '),
  ...extra,
})
const pattern = 'Member must satisfy regular expression pattern: '

/** Events that are refused before they are queued. */
const refused: readonly OneRequest[] = [
  {
    name: 'An event for an unknown function is refused with 404, and the sentence names $LATEST',
    shows: ['2.3'],
    request: ({ name }) => event(paths.invoke(`${name}-missing`)),
    answer: ({ arn }) => notFound(`Function not found: ${arn}-missing:$LATEST`),
  },
  {
    name: 'An event for an unknown alias is refused with 404, and the sentence names the alias',
    shows: ['2.3'],
    request: ({ name }) => event(paths.invoke(name, 'missing')),
    answer: ({ arn }) => notFound(`Function not found: ${arn}:missing`),
  },
  {
    name: 'An event for an ARN of another region is refused with 404, and the sentence names both regions',
    shows: ['2.3'],
    request: ({ arn, region, otherRegion }) => event(paths.invoke(arn.replace(region, otherRegion))),
    answer: ({ region, otherRegion }) =>
      notFound(`Functions from '${otherRegion}' are not reachable in this region ('${region}')`),
  },
  {
    name: 'A function name with a character that none can have is refused by the model',
    shows: ['2.3', 'INV-5'],
    request: () => event(paths.invoke('bad!name')),
    answer: () => unmodelled('bad!name', 'functionName', pattern),
  },
  {
    name: 'A function name of 65 characters is unknown, and not refused by the model',
    shows: ['2.3'],
    request: () => event(paths.invoke('n'.repeat(65))),
    answer: ({ arnOf }) => notFound(`Function not found: ${arnOf('lambda', `function:${'n'.repeat(65)}`)}:$LATEST`),
  },
  {
    name: 'A qualifier with a character that none can have is refused by the model',
    shows: ['2.3'],
    request: ({ name }) => event(paths.invoke(name, 'bad!')),
    answer: () => unmodelled('bad!', 'qualifier', pattern),
  },
  {
    name: 'A qualifier of 129 characters is refused by the model',
    shows: ['2.3', '1'],
    request: ({ name }) => event(paths.invoke(name, 'q'.repeat(129))),
    answer: () => unmodelled('q'.repeat(129), 'qualifier', 'Member must have length less than or equal to 128'),
  },
  {
    name: 'Two violations of the model are refused in one sentence',
    shows: ['2.3'],
    request: ({ name }) => event(paths.invoke(name, '!'.repeat(129))),
    answer: () => ({ status: 400, code: 'ValidationException', message: beginning('2 validation errors detected: ') }),
  },
  {
    name: 'A qualifier that differs from the one in the name is refused',
    shows: ['2.3', 'INV-5'],
    request: ({ name }) => event(paths.invoke(`${name}:one`, 'two')),
    answer: () => invalid('The derived qualifier from the function name does not match the specified qualifier.'),
  },
  {
    name: 'A payload that is not JSON is refused',
    shows: ['2.3', 'REC-7'],
    request: ({ name }) => event(paths.invoke(name), '{"orderId":'),
    answer: () => unparsed(),
  },
  {
    name: 'A payload that is not UTF-8 is refused',
    shows: ['2.3', 'REC-7'],
    request: ({ name }) => event(paths.invoke(name), Buffer.from([0x22, 0xff, 0xfe, 0x22])),
    answer: () => unparsed(),
  },
  {
    name: 'A payload of one byte more than 1 MiB is refused with 413',
    shows: ['2.3', '1'],
    request: ({ name }) => event(paths.invoke(name), `"${'x'.repeat(1_048_575)}"`),
    // The service's model and its answers name this code in two ways.
    answer: () => ({
      status: 413,
      code: oneOf('RequestEntityTooLargeException', 'RequestTooLargeException'),
      message: '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    }),
  },
  {
    name: 'InvokeAsync refuses a payload of one byte more than 256 KiB with 413',
    shows: ['2.4'],
    request: ({ name }) => ({ method: 'POST', path: paths.invokeAsync(name), body: `"${'x'.repeat(262_143)}"` }),
    answer: () => ({ status: 413, code: oneOf('RequestEntityTooLargeException', 'RequestTooLargeException') }),
  },
]

const headers: EndpointScenario = {
  name: 'A refusal carries its code in the header x-amzn-ErrorType, and its sentence as Message or message by the code',
  shows: ['2.3'],
  seconds: 5,
  async run(bench) {
    const { name } = await bench.borrow()
    const unknown = await bench.call('POST', paths.invoke(`${name}-missing`), '{}', asEvent)
    bench.check(
      '2.3',
      'x-amzn-errortype of a 404',
      unknown.headers['x-amzn-errortype'],
      like(/^ResourceNotFoundException\b/),
    )
    bench.check('2.3', 'Message of a 404', member(unknown.body, 'Message'), like(/./))
    const unparsable = await bench.call('POST', paths.invoke(name), '{', asEvent)
    const header = unparsable.headers['x-amzn-errortype']
    bench.check('2.3', 'x-amzn-errortype of a 400', header, like(/^InvalidRequestContentException\b/))
    bench.check('2.3', 'message of a 400', member(unparsable.body, 'message'), like(/./))
    bench.check('2.3', 'Message of a 400', member(unparsable.body, 'Message'), absent)
  },
}

const leavesNothing: EndpointScenario = {
  name: 'A refused event leaves no record',
  shows: ['INV-10'],
  seconds: 45,
  async run(bench) {
    await bench.needRecords()
    const { name } = await bench.borrow()
    const queue = await bench.target('queue')
    const side = { Destination: queue.arn }
    await bench.put(name, { MaximumRetryAttempts: 0, DestinationConfig: { OnSuccess: side, OnFailure: side } })
    await bench.call('POST', paths.invoke(name), '{"refused":', asEvent)
    const event = await bench.accept(name, { accepted: true })
    const arrival = await bench.arrival(queue, event, 5)
    bench.check('INV-10', 'the only record: requestPayload', member(arrival?.record, 'requestPayload'), {
      accepted: true,
    })
    bench.check('INV-10', 'records at the queue', (await queue.deliveries()).length, 1)
  },
}

export const invokeRefusals: readonly EndpointScenario[] = [...refused.map(oneRequest), headers, leavesNothing]
