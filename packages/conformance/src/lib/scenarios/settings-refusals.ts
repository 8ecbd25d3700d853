import { paths } from '../bench/paths.ts'
import type { EndpointScenario } from '../scenario.ts'
import {
  beginning,
  checkAnswer,
  invalid,
  notFound,
  type OneRequest,
  oneRequest,
  type Subject,
  unmodelled,
} from './refusal.ts'

const nothing = 'You must specify at least one of error handling or destination setting.'
const put = (path: string, body: object) => ({ method: 'PUT', path, body })
const toward = (side: 'OnSuccess' | 'OnFailure', Destination: string) => ({
  DestinationConfig: { [side]: { Destination } },
})
const noSettings = ({ arn }: Subject, qualifier = '$LATEST') =>
  notFound(`The function ${arn}:${qualifier} doesn't have an EventInvokeConfig`)
const noFunction = () => notFound("The function doesn't exist.")
const one = { MaximumRetryAttempts: 1 }

const ranges: readonly OneRequest[] = [
  { setting: 'MaximumRetryAttempts', value: 3, bound: 'less than or equal to 2' },
  { setting: 'MaximumRetryAttempts', value: -1, bound: 'greater than or equal to 0' },
  { setting: 'MaximumEventAgeInSeconds', value: 59, bound: 'greater than or equal to 60' },
  { setting: 'MaximumEventAgeInSeconds', value: 21_601, bound: 'less than or equal to 21600' },
].map(({ setting, value, bound }) => ({
  name: `${setting} ${value} is refused`,
  shows: ['CFG-14e', '1'],
  request: ({ name }) => put(paths.settings(name), { [setting]: value }),
  answer: () => unmodelled(value, `${setting[0]?.toLowerCase()}${setting.slice(1)}`, `Member must have value ${bound}`),
}))

const refused: readonly OneRequest[] = [
  {
    name: 'Put without a setting is refused',
    shows: ['CFG-9'],
    request: ({ name }) => put(paths.settings(name), {}),
    answer: () => invalid(nothing),
  },
  {
    name: 'Put of an empty DestinationConfig alone is refused',
    shows: ['CFG-9'],
    request: ({ name }) => put(paths.settings(name), { DestinationConfig: {} }),
    answer: () => invalid(nothing),
  },
  {
    name: 'Put without a setting is refused before the function is looked up',
    shows: ['CFG-9', 'CFG-20'],
    request: ({ name }) => put(paths.settings(`${name}-missing`), {}),
    answer: () => invalid(nothing),
  },
  {
    name: 'A number out of its range is refused before the function is looked up',
    shows: ['CFG-20'],
    request: ({ name }) => put(paths.settings(`${name}-missing`), { MaximumRetryAttempts: 3 }),
    answer: () => ({ status: 400, code: 'ValidationException' }),
  },
  {
    name: 'Get of a function without settings answers 404',
    shows: ['CFG-12', 'CFG-12a'],
    request: ({ name }) => ({ method: 'GET', path: paths.settings(name) }),
    answer: (subject) => noSettings(subject),
  },
  {
    name: 'Get of an unknown alias answers 404 as one without settings',
    shows: ['CFG-12a'],
    request: ({ name }) => ({ method: 'GET', path: paths.settings(name, 'missing') }),
    answer: (subject) => noSettings(subject, 'missing'),
  },
  {
    name: 'Delete of a function without settings answers 404',
    shows: ['CFG-12a'],
    request: ({ name }) => ({ method: 'DELETE', path: paths.settings(name) }),
    answer: (subject) => noSettings(subject),
  },
  {
    name: 'Update of a function without settings answers 404 with the sentence of Get',
    shows: ['CFG-12b', 'CFG-8'],
    request: ({ name }) => ({ method: 'POST', path: paths.settings(name), body: one }),
    answer: (subject) => noSettings(subject),
  },
  {
    name: 'Put on an unknown function answers 404',
    shows: ['CFG-12', 'CFG-12c'],
    request: ({ name }) => put(paths.settings(`${name}-missing`), one),
    answer: noFunction,
  },
  {
    name: 'Put on an unknown version answers 404',
    shows: ['CFG-12c'],
    request: ({ name }) => put(paths.settings(name, '99'), one),
    answer: noFunction,
  },
  {
    name: 'List of an unknown function answers 404',
    shows: ['CFG-12c'],
    request: ({ name }) => ({ method: 'GET', path: paths.listSettings(`${name}-missing`) }),
    answer: noFunction,
  },
  {
    name: 'Put on an ARN of another region answers 404 and names both regions',
    shows: ['CFG-12d'],
    request: ({ arn, region, otherRegion }) => put(paths.settings(arn.replace(region, otherRegion)), one),
    answer: ({ region, otherRegion }) =>
      notFound(`Functions from '${otherRegion}' are not reachable in this region ('${region}')`),
  },
  {
    name: 'Put with a qualifier that differs from the one in the name is refused',
    shows: ['CFG-13a'],
    request: ({ name }) => put(paths.settings(`${name}:one`, 'two'), one),
    answer: () => invalid('The derived qualifier from the function name does not match the specified qualifier.'),
  },
  {
    // No recording has the sentence.
    name: 'List of a qualified name is refused',
    shows: ['CFG-13b'],
    request: ({ name }) => ({ method: 'GET', path: paths.listSettings(`${name}:1`) }),
    answer: () => ({ status: 400, code: 'InvalidParameterValueException' }),
  },
  {
    // No recording has the sentence.
    name: 'List with a marker that the service did not make is refused',
    shows: ['CFG-13c'],
    request: ({ name }) => ({ method: 'GET', path: paths.listSettings(name, { Marker: 'bogus' }) }),
    answer: () => ({ status: 400, code: 'InvalidParameterValueException' }),
  },
  {
    name: 'List with MaxItems 51 is refused by the model',
    shows: ['CFG-21', '1'],
    request: ({ name }) => ({ method: 'GET', path: paths.listSettings(name, { MaxItems: '51' }) }),
    answer: () => unmodelled(51, 'maxItems', 'Member must have value less than or equal to 50'),
  },
  {
    name: 'A function that does not exist is refused as a destination',
    shows: ['CFG-14a', 'CFG-14'],
    request: ({ name, arn }) => put(paths.settings(name), toward('OnSuccess', `${arn}-missing`)),
    answer: ({ arn }) => invalid(`The destination ARN ${arn}-missing is invalid.`),
  },
  {
    name: 'A FIFO queue is refused as a destination',
    shows: ['CFG-14a', 'DST-10'],
    request: ({ name, arnOf }) => put(paths.settings(name), toward('OnFailure', arnOf('sqs', `${name}.fifo`))),
    answer: ({ name, arnOf }) => invalid(`The destination ARN ${arnOf('sqs', `${name}.fifo`)} is invalid.`),
  },
  {
    name: 'A FIFO topic is refused as a destination',
    shows: ['CFG-14g', 'DST-10'],
    request: ({ name, arnOf }) => put(paths.settings(name), toward('OnFailure', arnOf('sns', `${name}.fifo`))),
    answer: () => invalid("FIFO-type Amazon SNS topics aren't supported as a destination."),
  },
  {
    name: 'The function itself is refused as its destination',
    shows: ['CFG-14b', 'CFG-19'],
    request: ({ name, arn }) => put(paths.settings(name), toward('OnSuccess', arn)),
    answer: () => invalid("You can't specify the function as a destination for itself."),
  },
  {
    name: 'An ARN of a service that takes no records is refused, and the sentence prints both sides',
    shows: ['CFG-14c', 'DST-7'],
    request: ({ name, arnOf }) => put(paths.settings(name), toward('OnSuccess', arnOf('dynamodb', 'table/orders'))),
    answer: ({ arnOf }) => {
      const onSuccess = `OnSuccess(destination=${arnOf('dynamodb', 'table/orders')})`
      const config = `DestinationConfig(onSuccess=${onSuccess}, onFailure=null)`
      return invalid(`The provided destination config ${config} is invalid.`)
    },
  },
  {
    name: 'A bucket is refused for successes',
    shows: ['CFG-14c'],
    request: ({ name }) => put(paths.settings(name), toward('OnSuccess', 'arn:aws:s3:::records')),
    answer: () => invalid(beginning('The provided destination config DestinationConfig(onSuccess=OnSuccess(')),
  },
  {
    name: 'A destination that is no ARN is refused by the model',
    shows: ['CFG-14d'],
    request: ({ name }) => put(paths.settings(name), toward('OnFailure', 'no-arn')),
    answer: () =>
      unmodelled(
        'no-arn',
        'destinationConfig.onFailure.destination',
        'Member must satisfy regular expression pattern: ',
      ),
  },
  {
    name: 'An event bus that does not exist is admitted as a destination',
    shows: ['CFG-17'],
    request: ({ name, arnOf }) => put(paths.settings(name), toward('OnSuccess', arnOf('events', 'event-bus/missing'))),
    answer: () => ({ status: 200 }),
  },
]

const powerless: EndpointScenario = {
  name: 'An execution role that may not send is refused, and the sentence names action and target',
  shows: ['CFG-14f', 'CFG-18'],
  seconds: 30,
  async run(bench) {
    const role = await bench.powerlessRole()
    const queue = await bench.target('queue')
    const { name } = await bench.create({ role })
    const answer = await bench.call('PUT', paths.settings(name), toward('OnFailure', queue.arn))
    const message = `The function's execution role does not have permissions to call SendMessage on ${queue.arn}`
    checkAnswer(bench, ['CFG-14f', 'CFG-18'], 'the answer', answer, invalid(message))
  },
}

const untouched: EndpointScenario = {
  name: 'A refused Put or Update leaves the stored settings as they were',
  shows: ['CFG-11'],
  seconds: 5,
  async run(bench) {
    const { name, arn } = await bench.borrow()
    await bench.put(name, { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 120 })
    const before = await bench.succeed('GET', paths.settings(name))
    for (const method of ['PUT', 'POST']) {
      const body = { MaximumRetryAttempts: 0, ...toward('OnSuccess', arn) }
      const { status } = await bench.call(method, paths.settings(name), body)
      bench.check('CFG-11', `status of ${method}`, status, 400)
      bench.check(
        'CFG-11',
        `settings after ${method}`,
        (await bench.call('GET', paths.settings(name))).body,
        before.body,
      )
    }
  },
}

export const settingsRefusals: readonly EndpointScenario[] = [
  ...[...refused, ...ranges].map(oneRequest),
  powerless,
  untouched,
]
