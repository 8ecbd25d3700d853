import type { Experiment, Lab } from './experiment.ts'

/** A JSON string of exactly so many bytes. */
const ofBytes = (bytes: number): Uint8Array => Buffer.from(`"${'x'.repeat(bytes - 2)}"`)
const nested = (levels: number): Uint8Array => Buffer.from(`${'['.repeat(levels)}${']'.repeat(levels)}`)
const [maxEvent, maxAsync] = [1_048_576, 262_144]

const invokeRefusals: Experiment = {
  name: 'invoke-refusals',
  about: 'How does Invoke answer events at and past its limits, and names that lead nowhere?',
  settles: ['1', '2.3', '2.4', 'INV-4', 'INV-5', 'INV-6', 'INV-7', 'U-03', 'U-15', 'U-25'],
  uses: ['Invoke', 'InvokeAsync'],
  creates: { functions: 1, queues: 0 },
  lasts: 10,
  atMost: { lambda: 20, runs: 20, runSeconds: 10, messages: 0 },
  async run(lab) {
    const { name, arn } = await lab.createFunction()
    const otherRegion = arn.replace(`:${lab.region}:`, lab.region === 'us-west-2' ? ':us-east-1:' : ':us-west-2:')
    await lab.invoke(lab.unusedName, {}, {}, { note: 'no such function' })
    await lab.invoke(name, {}, { Qualifier: 'nowhere' }, { note: 'no such alias' })
    await lab.invoke(`${name}:here`, {}, { Qualifier: 'there' }, { note: 'qualifiers that differ' })
    await lab.invoke(otherRegion, {}, {}, { note: 'another region' })
    await lab.invoke(name, {}, { Qualifier: 'not/one' }, { note: 'a qualifier against the model' })
    await lab.invoke(name, Buffer.from('{'), {}, { note: 'not JSON' })
    await lab.invoke(name, Buffer.from([0x22, 0xff, 0x22]), {}, { note: 'not UTF-8' })
    await lab.invoke(name, Buffer.from('  '), {}, { note: 'spaces only' })
    await lab.lambda('Invoke', { FunctionName: name, InvocationType: 'Event' }, { note: 'no body' })
    await lab.invoke(name, ofBytes(maxEvent), {}, { note: `${maxEvent} bytes` })
    await lab.invoke(name, ofBytes(maxEvent + 1), {}, { note: `${maxEvent + 1} bytes` })
    for (const levels of [1_000, 1_001, 2_000]) await lab.invoke(name, nested(levels), {}, { note: `${levels} levels` })
    for (const bytes of [maxAsync, maxAsync + 1])
      await lab.lambda('InvokeAsync', { FunctionName: name, InvokeArgs: ofBytes(bytes) }, { note: `${bytes} bytes` })
  },
}

const settingsRefusals: Experiment = {
  name: 'settings-refusals',
  about: 'Which settings does Put refuse, and in which sentences?',
  settles: [
    ...['CFG-9', 'CFG-12a', 'CFG-12b', 'CFG-12c', 'CFG-13a', 'CFG-13b', 'CFG-13c', 'CFG-14a', 'CFG-14b', 'CFG-14c'],
    ...['CFG-14d', 'CFG-14e', 'CFG-14f', 'CFG-17', 'CFG-20', 'U-10', 'U-11', 'U-14'],
  ],
  uses: [
    ...['PutFunctionEventInvokeConfig', 'UpdateFunctionEventInvokeConfig', 'GetFunctionEventInvokeConfig'],
    'ListFunctionEventInvokeConfigs',
  ],
  creates: { functions: 1, queues: 1 },
  lasts: 10,
  atMost: { lambda: 30, runs: 0, runSeconds: 10, messages: 0 },
  async run(lab) {
    const { name, arn } = await lab.createFunction()
    const queue = await lab.createQueue()
    const FunctionName = name
    const other = lab.region === 'us-west-2' ? 'us-east-1' : 'us-west-2'
    const to = (service: string, resource: string): string =>
      arn.replace(/:lambda:.*?:(\d+):.*/, `:${service}:${lab.region}:$1:${resource}`)
    const put = (input: object, note: string): Promise<unknown> =>
      lab.lambda('PutFunctionEventInvokeConfig', { FunctionName, ...input }, { note })
    const putTo = (Destination: string, note: string): Promise<unknown> =>
      put({ DestinationConfig: { OnFailure: { Destination } } }, note)
    await lab.lambda('GetFunctionEventInvokeConfig', { FunctionName }, { note: 'no settings yet' })
    await lab.lambda(
      'UpdateFunctionEventInvokeConfig',
      { FunctionName, MaximumRetryAttempts: 1 },
      { note: 'no settings yet' },
    )
    await put({}, 'nothing specified')
    await put({ FunctionName: lab.unusedName, MaximumRetryAttempts: 1 }, 'no such function')
    await put({ Qualifier: 'nowhere', MaximumRetryAttempts: 1 }, 'no such alias')
    await put({ FunctionName: `${name}:here`, Qualifier: 'there', MaximumRetryAttempts: 1 }, 'qualifiers that differ')
    await put({ MaximumRetryAttempts: 3 }, 'one retry too many')
    await put({ MaximumEventAgeInSeconds: 59 }, 'one second too few')
    await putTo('not an ARN', 'against the pattern')
    await putTo(queue.arn, 'a queue that exists')
    await putTo(`${queue.arn}-none`, 'a queue that does not exist')
    await putTo(queue.arn.replace(`:${lab.region}:`, `:${other}:`), 'a queue of another region')
    await putTo(`${queue.arn}.fifo`, 'a FIFO queue')
    await putTo(arn, 'the function itself')
    await putTo(`${arn}:$LATEST`, 'the function itself with a qualifier')
    await putTo(`${arn.replace(name, lab.unusedName)}`, 'a function that does not exist')
    await putTo(to('dynamodb', 'table/orders'), 'a service that is no destination')
    await putTo(to('events', 'event-bus/default'), 'a bus that the role may not send to')
    await putTo(to('events', `event-bus/${lab.unusedName}`), 'a bus that does not exist')
    await putTo(to('sns', lab.unusedName), 'a topic that does not exist')
    await lab.lambda('ListFunctionEventInvokeConfigs', { FunctionName: `${name}:here` }, { note: 'a qualified name' })
    await lab.lambda('ListFunctionEventInvokeConfigs', { FunctionName, Marker: 'x' }, { note: 'a marker of our own' })
  },
}

/** Settings in the body of a request, so that a null or a text reaches the service. */
const putting = async (lab: Lab, name: string, operation: string, bodies: readonly string[]): Promise<void> => {
  for (const body of bodies) await lab.lambda(operation, { FunctionName: name }, { body })
}

const settingsValues: Experiment = {
  name: 'settings-values',
  about: 'What do Put and Update make of null, fractions, texts and empty destinations?',
  settles: ['CFG-1', 'CFG-2', 'CFG-3', 'CFG-4', 'CFG-5', 'CFG-7', 'CFG-8', 'NUM-1', 'NUM-2', 'NUM-3', 'U-20'],
  uses: ['PutFunctionEventInvokeConfig', 'UpdateFunctionEventInvokeConfig', 'GetFunctionEventInvokeConfig'],
  creates: { functions: 1, queues: 1 },
  lasts: 10,
  atMost: { lambda: 20, runs: 0, runSeconds: 10, messages: 0 },
  async run(lab) {
    const { name } = await lab.createFunction()
    const { arn: Destination } = await lab.createQueue()
    const full = JSON.stringify({
      ...{ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 120 },
      DestinationConfig: { OnFailure: { Destination } },
    })
    await putting(lab, name, 'PutFunctionEventInvokeConfig', [full])
    await putting(lab, name, 'UpdateFunctionEventInvokeConfig', [
      ...['{"MaximumRetryAttempts":null}', '{"MaximumRetryAttempts":null,"MaximumEventAgeInSeconds":300}'],
      ...['{"DestinationConfig":null,"MaximumEventAgeInSeconds":301}', '{"DestinationConfig":{"OnFailure":null}}'],
      '{"DestinationConfig":{"OnFailure":{}}}',
    ])
    await putting(lab, name, 'PutFunctionEventInvokeConfig', [
      ...['{"MaximumRetryAttempts":1.9}', '{"MaximumRetryAttempts":99999999999}', '{"MaximumRetryAttempts":"1"}'],
      ...['{"MaximumRetryAttempts":true}', '{"MaximumRetryAttempts":[1]}', '{"MaximumRetryAttempts":{}}'],
      ...['{"DestinationConfig":[]}', '{"DestinationConfig":{}}', '{"DestinationConfig":{"OnSuccess":{}}}', full],
    ])
    await lab.lambda('GetFunctionEventInvokeConfig', { FunctionName: name })
  },
}

const listOrder: Experiment = {
  name: 'list-order',
  about: 'In which order, and under which markers, does List show the settings of a function?',
  settles: ['CFG-6', 'CFG-21', 'U-21'],
  uses: ['PublishVersion', 'CreateAlias', 'PutFunctionEventInvokeConfig', 'ListFunctionEventInvokeConfigs'],
  creates: { functions: 1, queues: 0 },
  lasts: 20,
  atMost: { lambda: 20, runs: 0, runSeconds: 10, messages: 0 },
  async run(lab) {
    const { name: FunctionName } = await lab.createFunction()
    await lab.lambda('PublishVersion', { FunctionName })
    for (const Name of ['zebra', 'apple']) await lab.lambda('CreateAlias', { FunctionName, Name, FunctionVersion: '1' })
    for (const Qualifier of ['zebra', '1', '$LATEST', 'apple'])
      await lab.lambda('PutFunctionEventInvokeConfig', { FunctionName, Qualifier, MaximumRetryAttempts: 1 })
    await lab.lambda('ListFunctionEventInvokeConfigs', { FunctionName })
    for (let [pages, Marker]: [number, unknown] = [0, undefined]; pages < 6; pages += 1) {
      const page = { FunctionName, MaxItems: 1, ...(Marker === undefined ? {} : { Marker }) }
      const { output } = await lab.lambda('ListFunctionEventInvokeConfigs', page)
      Marker = output?.NextMarker
      if (typeof Marker !== 'string') return
    }
  },
}

/** What an API answers at once. */
export const requestExperiments = [invokeRefusals, settingsRefusals, settingsValues, listOrder]
