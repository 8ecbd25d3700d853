import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvokeCommand, LambdaClient, PublishVersionCommand } from '@aws-sdk/client-lambda'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type FunctionOptions, type LocalRuntimeError, startLocalRuntime } from '../src/index.ts'

const file = new URL('./handlers/orders.mjs', import.meta.url).pathname
const of = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`
const queue = of('sqs', 'failures')
const pattern = 'Member must satisfy regular expression pattern'

async function startRefused(functions: Readonly<Record<string, FunctionOptions>>): Promise<string> {
  const { code, message } = await startLocalRuntime({ functions }).then(
    async (runtime) => {
      await runtime.close()
      throw new Error('the runtime has started')
    },
    (error: LocalRuntimeError) => error,
  )
  expect(code).toBe('invalid-options')
  return message
}

const orders = (options: FunctionOptions) => ({ orders: { file, ...options } })
const live = (config: object) => orders({ aliases: { live: '$LATEST' }, eventInvokeConfigs: { live: config } })
const at = 'functions.orders.eventInvokeConfigs'

describe('startLocalRuntime', () => {
  it('refuses unknown options and suggests the nearest names', async () => {
    const options = { functions: { a: { file, deadletterTargetArn: queue } }, unknownOption: 1 }
    await expect(startLocalRuntime(options as object)).rejects.toMatchObject({
      code: 'invalid-options',
      message: expect.stringMatching(
        /^unknownOption is not an option; the options are functions, template, .*; functions\.a\.deadletterTargetArn is not an option; did you mean deadLetterTargetArn\?$/,
      ),
    })
  })

  it('puts functions into the partition of the region, and takes targets of no other (U-14)', async () => {
    const failures = (partition: string) => ({ OnFailure: `arn:${partition}:sqs:cn-north-1:123456789012:failures` })
    const start = (partition: string) =>
      startLocalRuntime({
        region: 'cn-north-1',
        functions: orders({ eventInvokeConfigs: { $LATEST: failures(partition) } }),
      })
    await expect(start('aws')).rejects.toMatchObject({
      message: expect.stringContaining('The destination ARN arn:aws:sqs:cn-north-1:123456789012:failures is invalid.'),
    })
    const runtime = await start('aws-cn')
    const at = `${runtime.endpoint}/2015-03-31/functions/orders`
    const configuration = await (await fetch(`${at}/configuration`)).json()
    const permission = { StatementId: 'a', Action: 'lambda:InvokeFunction', Principal: '210987654321' }
    const granted = await fetch(`${at}/policy`, { method: 'POST', body: JSON.stringify(permission) })
    const theirs = encodeURIComponent('arn:aws-cn:lambda:cn-north-1:210987654321:function:orders')
    const refused = await fetch(at.replace(/orders$/, theirs))
    const texts = [JSON.stringify(configuration), await granted.text(), await refused.text()]
    await runtime.close()
    expect(configuration).toMatchObject({ FunctionArn: 'arn:aws-cn:lambda:cn-north-1:123456789012:function:orders' })
    for (const text of texts) expect(text).toMatch(/^(?!.*arn:aws:).*arn:aws-cn:/)
  })

  it.each([undefined, null, [], 'port', { functions: 'orders.mjs' }, { functions: { a: null } }, { port: '9411' }])(
    'refuses %j',
    async (options) => {
      const refused = startLocalRuntime(options as object)
      await expect(refused).rejects.toMatchObject({ name: 'LocalRuntimeError', code: 'invalid-options' })
    },
  )
})

describe('a declared function', () => {
  it.each([
    { options: { timeoutInSeconds: '5' }, problem: 'timeoutInSeconds is not a whole number from 1 to 900: "5"' },
    {
      options: { memoryInMegabytes: 128.5 },
      problem: 'memoryInMegabytes is not a whole number from 128 to 10240: 128.5',
    },
    { options: { handler: null }, problem: 'handler is not a string: null' },
    { options: { environment: { TABLE: 1 } }, problem: 'environment.TABLE is not a string: 1' },
    { options: { aliases: ['live'] }, problem: 'aliases is not an object: ["live"]' },
    {
      options: { reservedConcurrency: '1' },
      problem: 'reservedConcurrency is not a whole number from 0 to 2147483647: "1"',
    },
    { options: { eventInvokeConfigs: { live: null } }, problem: 'eventInvokeConfigs.live is not an object: null' },
    {
      options: { eventInvokeConfigs: { $LATEST: { OnSuccess: 5 } } },
      problem:
        "eventInvokeConfigs.$LATEST.OnSuccess is 5: ValidationException: 1 validation error detected: Value '5' at 'destinationConfig.onSuccess.destination' failed to satisfy constraint: Member must be a string",
    },
    {
      options: { eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 5 } } },
      problem:
        "eventInvokeConfigs.$LATEST.MaximumRetryAttempts is 5: ValidationException: 1 validation error detected: Value '5' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
    },
    {
      options: { eventInvokeConfigs: { $LATEST: { Retries: 1 } } },
      problem:
        'eventInvokeConfigs.$LATEST.Retries is not a setting; the settings are MaximumRetryAttempts, MaximumEventAgeInSeconds, OnSuccess, OnFailure, DestinationConfig',
    },
    {
      options: { eventInvokeConfigs: { $LATEST: { OnFailure: queue, DestinationConfig: {} } } },
      problem:
        'eventInvokeConfigs.$LATEST has both OnFailure and DestinationConfig: declare its targets and limits in one form',
    },
  ])('is refused when a value has the wrong type: $problem', async ({ options, problem }) => {
    expect(await startRefused(orders(options as object))).toBe(`functions.orders.${problem}`)
  })

  it.each<{ refused: string; functions: Readonly<Record<string, FunctionOptions>>; message: string }>([
    {
      refused: 'an invalid name',
      functions: { 'bad name!': { file } },
      message: `functions.bad name! is "bad name!": ValidationException: 1 validation error detected: Value 'bad name!' at 'functionName' failed to satisfy constraint: ${pattern}: [a-zA-Z0-9-_]+`,
    },
    {
      refused: 'a bucket ARN with region and account',
      functions: live({ OnSuccess: of('s3', 'bucket') }),
      message: `${at}.live.OnSuccess is "${of('s3', 'bucket')}": InvalidParameterValueException: The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${of('s3', 'bucket')}), onFailure=null) is invalid.`,
    },
    {
      refused: 'itself as a destination',
      functions: live({ OnFailure: of('lambda', 'function:orders') }),
      message: `${at}.live.OnFailure is "${of('lambda', 'function:orders')}": InvalidParameterValueException: You can't specify the function as a destination for itself.`,
    },
    {
      refused: 'a destination in another region',
      functions: live({ OnFailure: queue.replace('us-east-1', 'eu-west-1') }),
      message: `${at}.live.OnFailure is "arn:aws:sqs:eu-west-1:123456789012:failures": InvalidParameterValueException: The destination ARN arn:aws:sqs:eu-west-1:123456789012:failures is invalid.`,
    },
    {
      refused: 'a FIFO queue for dead letters',
      functions: orders({ deadLetterTargetArn: of('sqs', 'letters.fifo') }),
      message: `functions.orders.deadLetterTargetArn is "${of('sqs', 'letters.fifo')}": InvalidParameterValueException: Invalid dead letter queue ARN: FIFO SQS queue is not supported for dead letter configuration`,
    },
    {
      refused: "a FIFO queue for dead letters in the API's form",
      functions: orders({ DeadLetterConfig: { TargetArn: of('sqs', 'letters.fifo') } }),
      message: `functions.orders.DeadLetterConfig.TargetArn is "${of('sqs', 'letters.fifo')}": InvalidParameterValueException: Invalid dead letter queue ARN: FIFO SQS queue is not supported for dead letter configuration`,
    },
    {
      refused: 'a dead-letter target in two forms',
      functions: orders({ deadLetterTargetArn: queue, DeadLetterConfig: { TargetArn: queue } }),
      message:
        'functions.orders has both deadLetterTargetArn and DeadLetterConfig: declare its targets and limits in one form',
    },
    {
      refused: 'an alias of a version that does not exist',
      functions: orders({ aliases: { live: '7' } }),
      message: `functions.orders.aliases.live is "7": ResourceNotFoundException: Function not found: ${of('lambda', 'function:orders:7')}`,
    },
    {
      refused: 'an alias named like a version',
      functions: orders({ aliases: { '7': '$LATEST' } }),
      message: `functions.orders.aliases.7 is "7": ValidationException: 1 validation error detected: Value '7' at 'name' failed to satisfy constraint: ${pattern}: (?!^[0-9]+$)([a-zA-Z0-9-_]+)`,
    },
    {
      refused: 'settings of an unknown qualifier',
      functions: orders({ eventInvokeConfigs: { live: { MaximumRetryAttempts: 1 } } }),
      message: `${at}.live is "live": ResourceNotFoundException: The function doesn't exist. orders has no version or alias live; aliases are declared in functions.orders.aliases`,
    },
    {
      refused: 'empty settings',
      functions: live({}),
      message: `${at}.live is {}: InvalidParameterValueException: You must specify at least one of error handling or destination setting.`,
    },
    {
      refused: 'reservations beyond the account',
      functions: { a: { file, reservedConcurrency: 500 }, b: { file, reservedConcurrency: 401 } },
      message:
        "functions.b.reservedConcurrency is 401: InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    },
  ])("is refused with the API's message for $refused", async ({ functions, message }) => {
    expect(await startRefused(functions)).toBe(message)
  })

  it.each(['java21', 'ruby3.4', 'dotnet10'])('is refused where %s does not run here', async (runtime) => {
    const message = `functions.a.runtime is "${runtime}"; nodejs, python and provided runtimes run here`
    expect(await startRefused({ a: { file, runtime } })).toBe(message)
  })

  it('is refused with every problem at once, and long values shortened', async () => {
    const message = await startRefused({
      ...orders({ deadLetterTargetArn: `arn:${'a'.repeat(5_000)}` }),
      b: { file, runtime: 'cobol', environment: { TABLE: 'a'.repeat(5_000) } },
    })
    expect(message).toContain('orders.deadLetterTargetArn is "arn:aaa')
    expect(message).toContain('; functions.b.runtime is "cobol": ')
    expect(message).not.toContain('a'.repeat(101))
  })

  it("takes targets and limits in the form of Lambda's API", async () => {
    const runtime = await startLocalRuntime({
      functions: orders({
        DeadLetterConfig: { TargetArn: queue },
        ReservedConcurrentExecutions: 0,
        eventInvokeConfigs: { $LATEST: { DestinationConfig: { OnFailure: { Destination: `${queue}-2` } } } },
      }),
      time: 'skip',
    })
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials })
    await lambda.send(new InvokeCommand({ FunctionName: 'orders', InvocationType: 'Event' }))
    await expect
      .poll(() =>
        runtime
          .inbox()
          .map(({ route }) => route)
          .sort(),
      )
      .toEqual(['DeadLetter', 'OnFailure'])
    expect(runtime.inbox().map(({ condition }) => condition)).toEqual(Array(2).fill('ZeroReservedConcurrency'))
    lambda.destroy()
    await runtime.close()
  })

  it('can name versions in the data directory, which a refused start leaves unchanged', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'declared-functions-'))
    onTestFinished(() => rmSync(dataDirectory, { recursive: true, force: true }))
    const first = await startLocalRuntime({ dataDirectory, functions: { orders: { file } } })
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const lambda = new LambdaClient({ endpoint: first.endpoint, region: 'us-east-1', credentials })
    await lambda.send(new PublishVersionCommand({ FunctionName: 'orders' }))
    lambda.destroy()
    await first.close()
    const eventInvokeConfigs = { '1': { MaximumRetryAttempts: 0 }, live: { OnFailure: queue } }
    const good = orders({ aliases: { live: '1' }, eventInvokeConfigs, reservedConcurrency: 900 })
    await expect(
      startLocalRuntime({ dataDirectory, functions: { new: { file }, ...good, 'b!': { file } } }),
    ).rejects.toMatchObject({ code: 'invalid-options' })
    const second = await startLocalRuntime({ dataDirectory, functions: good })
    expect(second.functionNames()).toEqual(['orders'])
    await second.close()
    const third = await startLocalRuntime({ dataDirectory, functions: good })
    await third.close()
  })
})
