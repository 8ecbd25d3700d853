import type { Experiment } from './experiment.ts'
import { configure, setUp } from './set-up.ts'

const functionRefusals: Experiment = {
  name: 'function-refusals',
  about: 'Which configurations of functions and aliases are refused, and in which sentences?',
  settles: ['FNC-3', 'FNC-16', 'FNC-18', 'FNC-19', 'FNC-21', 'FNC-22', 'FNC-23', 'REC-L2', 'REC-L5'],
  uses: [
    ...['UpdateFunctionConfiguration', 'PublishVersion', 'CreateAlias'],
    ...['GetFunctionRecursionConfig', 'PutFunctionRecursionConfig'],
  ],
  creates: { functions: 1, queues: 1 },
  lasts: 10,
  atMost: { lambda: 20, runs: 0, runSeconds: 10, messages: 0 },
  async run(lab) {
    const queue = await lab.createQueue()
    const { name: FunctionName } = await lab.createFunction()
    const update = (input: object, note: string): Promise<unknown> =>
      lab.lambda('UpdateFunctionConfiguration', { FunctionName, ...input }, { note })
    const letters = (TargetArn: string, note: string): Promise<unknown> =>
      update({ DeadLetterConfig: { TargetArn } }, note)
    const other = lab.region === 'us-west-2' ? 'us-east-1' : 'us-west-2'
    await letters(`${queue.arn}.fifo`, 'a FIFO queue')
    await letters(queue.arn.replace(':sqs:', ':dynamodb:'), 'a service that takes no dead letters')
    await letters(queue.arn.replace(`:${lab.region}:`, `:${other}:`), 'a queue of another region')
    await letters(queue.arn.replace(':sqs:', ':sns:'), 'a topic that the role may not send to')
    await update({ Runtime: 'nodejs99.x' }, 'no such runtime')
    await update({ Runtime: 'nodejs8.10' }, 'a runtime of the past')
    await update({ MemorySize: 20_000 }, 'more memory than there is')
    await update({ Environment: { Variables: { AWS_REGION: 'here' } } }, 'a reserved variable')
    await update({ Environment: { Variables: { LONG: 'x'.repeat(4_096) } } }, 'more than 4 KB of variables')
    const alias = (input: object, note: string): Promise<unknown> =>
      lab.lambda('CreateAlias', { FunctionName, Name: 'live', FunctionVersion: '1', ...input }, { note })
    await setUp(lab, 'PublishVersion', { FunctionName })
    const weights = (...versions: readonly string[]): object => ({
      RoutingConfig: { AdditionalVersionWeights: Object.fromEntries(versions.map((version) => [version, 0.1])) },
    })
    await alias(weights('2', '3'), 'two versions beside its own')
    await alias(weights('1'), 'its own version twice')
    await alias({ ...weights('1'), FunctionVersion: '$LATEST' }, 'a version beside $LATEST')
    await alias(weights('$LATEST'), '$LATEST beside a version')
    await lab.lambda('GetFunctionRecursionConfig', { FunctionName }, { note: 'never set' })
    await lab.lambda('PutFunctionRecursionConfig', { FunctionName, RecursiveLoop: 'Maybe' }, { note: 'no such value' })
  },
}

const concurrencyRequests: Experiment = {
  name: 'concurrency-requests',
  about: 'How are reservations of concurrency put, read and refused?',
  settles: ['FNC-5', 'FNC-5a', 'FNC-6', 'FNC-7', 'NUM-1', 'NUM-2', 'NUM-3'],
  uses: ['PutFunctionConcurrency', 'GetFunctionConcurrency', 'DeleteFunctionConcurrency'],
  creates: { functions: 1, queues: 0 },
  lasts: 10,
  atMost: { lambda: 20, runs: 0, runSeconds: 10, messages: 0 },
  async run(lab) {
    const { name: FunctionName } = await lab.createFunction()
    const put = (body: string, note?: string): Promise<unknown> =>
      lab.lambda('PutFunctionConcurrency', { FunctionName }, { body, ...(note === undefined ? {} : { note }) })
    await lab.lambda('GetFunctionConcurrency', { FunctionName }, { note: 'none yet' })
    for (const name of [lab.unusedName, `${FunctionName}:live`]) {
      await lab.lambda('GetFunctionConcurrency', { FunctionName: name })
      await lab.lambda('PutFunctionConcurrency', { FunctionName: name, ReservedConcurrentExecutions: 1 })
    }
    for (const value of ['1', '1.9', '-1', 'null', '"1"', 'true', '[1]', '{}'])
      await put(`{"ReservedConcurrentExecutions":${value}}`)
    await put('{"ReservedConcurrentExecutions":99999999999}', 'more than the account has')
    await lab.lambda('GetFunctionConcurrency', { FunctionName })
    for (const note of ['there is one', 'there is none'])
      await lab.lambda('DeleteFunctionConcurrency', { FunctionName }, { note })
  },
}

const frozenDeadLetters: Experiment = {
  name: 'frozen-dead-letters',
  about: 'Which dead-letter queue has a version whose function has another one by now?',
  settles: ['DSP-7', 'FNC-2', 'FNC-4'],
  uses: ['Invoke', 'PutFunctionEventInvokeConfig', 'PublishVersion', 'UpdateFunctionConfiguration'],
  creates: { functions: 1, queues: 2 },
  lasts: 600,
  atMost: { lambda: 10, runs: 2, runSeconds: 10, messages: 2 },
  async run(lab) {
    const [former, later] = [await lab.createQueue(), await lab.createQueue()]
    const { name: FunctionName } = await lab.createFunction({ does: 'fail', deadLetterArn: former.arn })
    await setUp(lab, 'PublishVersion', { FunctionName })
    await setUp(lab, 'UpdateFunctionConfiguration', { FunctionName, DeadLetterConfig: { TargetArn: later.arn } })
    const retries = { MaximumRetryAttempts: 0 }
    await configure(lab, FunctionName, { Qualifier: '1', ...retries }, { Qualifier: '$LATEST', ...retries })
    for (const Qualifier of ['1', '$LATEST']) await lab.invoke(FunctionName, { Qualifier }, { Qualifier })
    for (const queue of [former, later]) await lab.receive(queue, 1, 180)
  },
}

/** What belongs to functions beside their events. */
export const functionExperiments = [functionRefusals, concurrencyRequests, frozenDeadLetters]
