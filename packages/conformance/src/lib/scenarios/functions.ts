import { member } from '../bench/answer.ts'
import { paths } from '../bench/paths.ts'
import { absent, oneOf } from '../compare/differences.ts'
import type { EndpointScenario } from '../scenario.ts'
import { beginning, checkAnswer, invalid, notFound, type OneRequest, oneRequest } from './refusal.ts'

const onlyFunctions =
  'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.'
const reserve = (path: string, body: object) => ({ method: 'PUT', path, body })
const unserializable = (message: string) => ({ status: 400, code: 'SerializationException', message })

const requests: readonly OneRequest[] = [
  {
    name: 'Reserved concurrency of a qualified name is refused',
    shows: ['FNC-6'],
    request: ({ name }) => reserve(paths.putConcurrency(`${name}:1`), { ReservedConcurrentExecutions: 1 }),
    answer: () => invalid(onlyFunctions),
  },
  {
    name: 'Reserved concurrency that leaves the account too little is refused',
    shows: ['FNC-7'],
    request: ({ name }) => reserve(paths.putConcurrency(name), { ReservedConcurrentExecutions: 1_000_000 }),
    answer: () =>
      invalid(
        beginning(
          "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [",
        ),
      ),
  },
  {
    name: 'Reading the concurrency of an unknown function names it without $LATEST',
    shows: ['FNC-5a'],
    request: ({ name }) => ({ method: 'GET', path: paths.getConcurrency(`${name}-missing`) }),
    answer: ({ arn }) => notFound(`Function not found: ${arn}-missing`),
  },
  {
    name: 'Putting the concurrency of an unknown function names it with $LATEST',
    shows: ['FNC-5a'],
    request: ({ name }) => reserve(paths.putConcurrency(`${name}-missing`), { ReservedConcurrentExecutions: 1 }),
    answer: ({ arn }) => notFound(`Function not found: ${arn}-missing:$LATEST`),
  },
  {
    name: 'A fraction is cut to its integer',
    shows: ['NUM-1'],
    request: ({ name }) => reserve(paths.putConcurrency(name), { ReservedConcurrentExecutions: 1.5 }),
    answer: () => ({ status: 200, body: { ReservedConcurrentExecutions: 1 } }),
  },
  {
    name: "A string where a number belongs is refused with the parser's sentence, as Message and without a Type",
    shows: ['NUM-2', 'NUM-3'],
    request: ({ name }) => reserve(paths.putConcurrency(name), { ReservedConcurrentExecutions: '1' }),
    answer: () => ({
      ...unserializable('STRING_VALUE can not be converted to an Integer'),
      body: { Message: 'STRING_VALUE can not be converted to an Integer', Type: absent },
    }),
  },
  {
    name: "A boolean where a number belongs is refused with the parser's sentence",
    shows: ['NUM-2'],
    request: ({ name }) => reserve(paths.putConcurrency(name), { ReservedConcurrentExecutions: true }),
    answer: () => unserializable('TRUE_VALUE can not be converted to an Integer'),
  },
]

const reserved: EndpointScenario = {
  name: 'Reserved concurrency is put, read and deleted',
  shows: ['FNC-5'],
  seconds: 5,
  async run(bench) {
    const { name } = await bench.borrow()
    const read = async (): Promise<unknown> =>
      member((await bench.call('GET', paths.getConcurrency(name))).body, 'ReservedConcurrentExecutions')
    bench.check('FNC-5', 'before', await read(), oneOf(undefined, null))
    const put = await bench.call('PUT', paths.putConcurrency(name), { ReservedConcurrentExecutions: 2 })
    bench.check('FNC-5', 'Put', put, { status: 200, body: { ReservedConcurrentExecutions: 2 } })
    bench.check('FNC-5', 'after Put', await read(), 2)
    const { status } = await bench.call('DELETE', paths.putConcurrency(name))
    bench.check('FNC-5', 'status of Delete', status, 204)
    bench.check('FNC-5', 'after Delete', await read(), oneOf(undefined, null))
  },
}

const kept: EndpointScenario = {
  name: 'An update keeps the dead-letter target unless it names one, and an empty TargetArn removes it',
  shows: ['FNC-1', 'FNC-2'],
  seconds: 20,
  async run(bench) {
    const queue = await bench.target('queue')
    const { name } = await bench.create({ deadLetterArn: queue.arn })
    const update = async (subject: string, body: object, expected: unknown): Promise<void> => {
      const { status } = await bench.call('PUT', paths.configuration(name), body)
      bench.check('FNC-2', `status of an update ${subject}`, status, 200)
      const { body: read } = await bench.call('GET', paths.configuration(name))
      const target = member(member(read, 'DeadLetterConfig'), 'TargetArn')
      bench.check(['FNC-1', 'FNC-2'], `TargetArn after an update ${subject}`, target, expected)
    }
    await update('without DeadLetterConfig', { Description: 'kept' }, queue.arn)
    await update('with an empty DeadLetterConfig', { DeadLetterConfig: {} }, queue.arn)
    await update('with an empty TargetArn', { DeadLetterConfig: { TargetArn: '' } }, oneOf(undefined, null))
  },
}

const refusedTargets: readonly EndpointScenario[] = [
  {
    target: 'A FIFO queue',
    service: 'sqs',
    resource: 'letters.fifo',
    sentence: 'Invalid dead letter queue ARN: FIFO SQS queue is not supported for dead letter configuration',
    ids: ['FNC-3', 'DLQ-9'],
  },
  {
    target: 'A function',
    service: 'lambda',
    resource: 'function:letters',
    sentence: 'Invalid dead letter queue ARN: Only Amazon SQS queues and Amazon SNS topics are supported.',
    ids: ['FNC-3'],
  },
].map(({ target, service, resource, sentence, ids }) => ({
  ...{ name: `${target} is refused as a dead-letter target`, shows: ids, seconds: 20 },
  async run(bench) {
    const { name, arn } = await bench.create()
    const [, , , region, account] = arn.split(':')
    const TargetArn = `arn:aws:${service}:${region}:${account}:${resource}`
    const answer = await bench.call('PUT', paths.configuration(name), { DeadLetterConfig: { TargetArn } })
    checkAnswer(bench, ids, 'the answer', answer, invalid(sentence))
  },
}))

export const functionSettings: readonly EndpointScenario[] = [
  ...requests.map(oneRequest),
  reserved,
  kept,
  ...refusedTargets,
]
