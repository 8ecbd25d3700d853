import { setTimeout as wait } from 'node:timers/promises'
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionRecursionConfigCommand,
  InvokeAsyncCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  PutFunctionRecursionConfigCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const Role = 'arn:aws:iam::123456789012:role/lambda'
const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const queueArn = (name: string): string => `arn:aws:sqs:us-east-1:123456789012:${name}`

const code = (text: string) => ({
  ZipFile: zip([{ path: 'index.mjs', content: `export const handler = async () => ${text}` }]),
})

let runtime: LocalRuntime
let lambda: LambdaClient

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'skip' })
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
})

afterAll(async () => {
  lambda.destroy()
  await runtime.close()
})

async function create(FunctionName: string, text = '"first"', settings: object = {}) {
  const basics = { FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler' } as const
  const created = await lambda.send(new CreateFunctionCommand({ ...basics, Code: code(text), ...settings }))
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 5, minDelay: 0.02, maxDelay: 0.1 }, { FunctionName })
  return created
}

async function update(FunctionName: string, command: UpdateFunctionCodeCommand | UpdateFunctionConfigurationCommand) {
  const updated = await lambda.send(command as UpdateFunctionConfigurationCommand)
  await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 5, minDelay: 0.02, maxDelay: 0.1 }, { FunctionName })
  return updated
}

async function publish(FunctionName: string): Promise<string> {
  const { Version = '' } = await lambda.send(new PublishVersionCommand({ FunctionName }))
  const at = { client: lambda, maxWaitTime: 5, minDelay: 0.02, maxDelay: 0.1 }
  await waitUntilFunctionActiveV2(at, { FunctionName, Qualifier: Version })
  return Version
}

async function answerOf(FunctionName: string, Qualifier?: string) {
  const { Payload, ExecutedVersion } = await lambda.send(new InvokeCommand({ FunctionName, Qualifier }))
  return [JSON.parse(Payload?.transformToString() ?? ''), ExecutedVersion]
}

async function eventually<Value>(read: () => Promise<Value | undefined> | Value | undefined): Promise<Value> {
  for (let tries = 0; tries < 400; tries += 1) {
    const value = await read()
    if (value !== undefined) return value
    await wait(20)
  }
  throw new Error('no value after 8 s')
}

const refusal = (name: string, message: string | RegExp) => ({ name, message: expect.stringMatching(message) })
const literally = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[$()[\].?*+{}|\\^]/g, '\\$&')}$`)

describe('a function created over the API', () => {
  it('is not served where its runtime does not run here', async () => {
    await create('report', '1', { Runtime: 'java21', Handler: 'Report::handle' })
    expect(runtime.notServed()).toEqual([
      'the runtime of report is "java21"; nodejs, python and provided runtimes run here',
    ])
    expect(runtime.functionNames()).toContain('report')
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'report' }))
    expect(runtime.notServed()).toEqual([])
  })

  it('is created as Pending, becomes Active, and has the configuration that Lambda would return', async () => {
    const created = await create('looks', '"first"', { Timeout: 7, Tags: { team: 'orders' } })
    expect([created.$metadata.httpStatusCode, created.State, created.StateReasonCode]).toEqual([
      201,
      'Pending',
      'Creating',
    ])
    const { Configuration, Code, Tags, Concurrency } = await lambda.send(
      new GetFunctionCommand({ FunctionName: 'looks' }),
    )
    expect(Configuration).toMatchObject({
      FunctionArn: arnOf('looks'),
      Version: '$LATEST',
      State: 'Active',
      LastUpdateStatus: 'Successful',
      ...{ Timeout: 7, MemorySize: 128, Description: '', PackageType: 'Zip', Handler: 'index.handler' },
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      CodeSha256: expect.stringMatching(/^[\w+/]{43}=$/),
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/looks' },
    })
    expect(Configuration?.RevisionId).not.toBe(created.RevisionId)
    expect([Code?.RepositoryType, Tags, Concurrency]).toEqual(['S3', { team: 'orders' }, undefined])
    expect(await answerOf('looks')).toEqual(['first', '$LATEST'])
    expect((await lambda.send(new ListTagsCommand({ Resource: arnOf('looks') }))).Tags).toEqual({ team: 'orders' })
  })

  it('runs new code and settings after an update', async () => {
    await create('changes')
    expect(await answerOf('changes')).toEqual(['first', '$LATEST'])
    const updated = await update(
      'changes',
      new UpdateFunctionCodeCommand({ FunctionName: 'changes', ...code('"second"') }),
    )
    expect(updated.LastUpdateStatus).toBe('InProgress')
    expect(await answerOf('changes')).toEqual(['second', '$LATEST'])
    const Environment = { Variables: { GREETING: 'hello' } }
    await update('changes', new UpdateFunctionCodeCommand({ FunctionName: 'changes', ...code('process.env.GREETING') }))
    await update('changes', new UpdateFunctionConfigurationCommand({ FunctionName: 'changes', Environment }))
    expect(await answerOf('changes')).toEqual(['hello', '$LATEST'])
  })

  it('cannot be invoked or updated while it is Pending', async () => {
    const slow = await startLocalRuntime({ pendingMs: 60_000 })
    const body = JSON.stringify({
      ...{ FunctionName: 'f', Role, Runtime: 'nodejs24.x', Handler: 'index.handler' },
      Code: { ZipFile: code('1').ZipFile.toString('base64') },
    })
    expect((await raw(slow.endpoint, 'POST', '/2015-03-31/functions', { body })).status).toBe(201)
    const path = '/2015-03-31/functions/f'
    const invoked = await raw(slow.endpoint, 'POST', `${path}/invocations`, {
      headers: { 'X-Amz-Invocation-Type': 'Event' },
    })
    expect([invoked.status, JSON.parse(invoked.text)]).toEqual([
      409,
      {
        Type: null,
        message:
          'The operation cannot be performed at this time. The function is currently in the following state: Pending',
      },
    ])
    expect((await raw(slow.endpoint, 'PUT', `${path}/configuration`, { body: '{}' })).status).toBe(409)
    await slow.close()
  })

  it('runs code of a local folder', async () => {
    const folder = new URL('./handlers', import.meta.url).pathname
    const Code = { S3Bucket: 'local', S3Key: folder }
    await create('local', '', { Code, Handler: 'orders.echo' })
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'local', Payload: '{"a":1}' }))
    expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({ event: { a: 1 } })
  })

  it('loses its event invoke settings when it is deleted (CFG-10)', async () => {
    await create('deleted', '{ throw new Error("first attempt fails") }')
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'deleted',
        DestinationConfig: { OnFailure: { Destination: queueArn('deleted-failures') } },
      }),
    )
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'deleted' }))
    const message = `Function not found: ${arnOf('deleted')}`
    await expect(lambda.send(new GetFunctionCommand({ FunctionName: 'deleted' }))).rejects.toMatchObject(
      refusal('ResourceNotFoundException', literally(message)),
    )
    await expect(
      lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: 'deleted' })),
    ).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('is listed, page by page, without states', async () => {
    for (const name of ['list-1', 'list-2', 'list-3']) await create(name)
    const first = await lambda.send(new ListFunctionsCommand({ MaxItems: 2 }))
    const rest = await lambda.send(new ListFunctionsCommand({ Marker: first.NextMarker }))
    const all = [...(first.Functions ?? []), ...(rest.Functions ?? [])]
    expect(first.Functions?.length).toBe(2)
    expect(all.map(({ FunctionName }) => FunctionName)).toEqual(expect.arrayContaining(['list-1', 'list-2', 'list-3']))
    expect(new Set(all.map(({ FunctionArn }) => FunctionArn)).size).toBe(all.length)
    expect(all.every(({ State, LastUpdateStatus }) => State === undefined && LastUpdateStatus === undefined)).toBe(true)
  })
})

describe('operations on functions', () => {
  const basics = { Role, Runtime: 'nodejs24.x', Handler: 'index.handler' } as const
  const createWith = (members: object) =>
    lambda.send(new CreateFunctionCommand({ ...basics, FunctionName: 'refused', Code: code('1'), ...members }))

  it.each([
    {
      members: { Role: 'r1' },
      name: 'ValidationException',
      message: /^1 validation error detected: Value 'r1' at 'role' failed to satisfy/,
    },
    {
      members: { Timeout: 901 },
      name: 'ValidationException',
      message: /Value '901' at 'timeout' .* less than or equal to 900$/,
    },
    {
      members: { MemorySize: 127, Timeout: 0 },
      name: 'ValidationException',
      message: /^2 validation errors detected: .*; Value '127' at/,
    },
    {
      members: { Runtime: 'nodejs0' },
      name: 'InvalidParameterValueException',
      message: /^Value nodejs0 at 'runtime' failed to satisfy/,
    },
    {
      members: { Code: { ZipFile: Buffer.from('x') } },
      name: 'InvalidParameterValueException',
      message: /^Could not unzip uploaded file\./,
    },
    {
      members: { Code: {} },
      name: 'InvalidParameterValueException',
      message: /^Please provide a source for function code\.$/,
    },
    {
      members: { Code: { S3Bucket: 'b', S3Key: 'k' } },
      name: 'InvalidParameterValueException',
      message: /NoSuchBucket/,
    },
    {
      members: { Environment: { Variables: { AWS_REGION: 'x' } } },
      name: 'InvalidParameterValueException',
      message: /Reserved keys used in this request: AWS_REGION$/,
    },
    {
      members: { DeadLetterConfig: { TargetArn: 'arn:aws:s3:::bucket' } },
      name: 'InvalidParameterValueException',
      message: /^Invalid dead letter queue ARN: Only Amazon SQS queues and Amazon SNS topics are supported\.$/,
    },
    {
      members: { DeadLetterConfig: { TargetArn: queueArn('q.fifo') } },
      name: 'InvalidParameterValueException',
      message: /FIFO SQS queue is not supported for dead letter configuration$/,
    },
    {
      members: { DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:123456789012:q' } },
      name: 'InvalidParameterValueException',
      message: /must be in the same region as the Lambda function it's associated with\.$/,
    },
    {
      members: { Layers: ['arn:aws:lambda:us-east-1:123456789012:layer:l:1'] },
      name: 'InvalidParameterValueException',
      message: /no Layers/,
    },
    ...['orders:1', 'orders:live', 'function:orders:$LATEST'].map((FunctionName) => ({
      members: { FunctionName },
      name: 'InvalidParameterValueException',
      message: /^This operation is permitted on Lambda functions only\. Aliases and versions/,
    })),
  ])('refuse to create a function with $members', async ({ members, name, message }) => {
    await expect(createWith(members)).rejects.toMatchObject(refusal(name, message))
  })

  it('refuse a name that is taken, an outdated revision and the hash of other code', async () => {
    await create('taken')
    await expect(createWith({ FunctionName: 'taken' })).rejects.toMatchObject(
      refusal('ResourceConflictException', /^Function already exist: taken$/),
    )
    const RevisionId = '00000000-0000-0000-0000-000000000000'
    const changed = new UpdateFunctionConfigurationCommand({ FunctionName: 'taken', Timeout: 4, RevisionId })
    await expect(lambda.send(changed)).rejects.toMatchObject({
      ...refusal('PreconditionFailedException', /^The Revision Id provided does not match the latest Revision Id\./),
      $metadata: { httpStatusCode: 412 },
    })
    const published = new PublishVersionCommand({ FunctionName: 'taken', CodeSha256: 'other' })
    await expect(lambda.send(published)).rejects.toMatchObject(
      refusal(
        'InvalidParameterValueException',
        /^CodeSHA256 \(other\) is different from current CodeSHA256 in \$LATEST \(/,
      ),
    )
  })

  it('refuse an archive with a path outside of its folder', async () => {
    const ZipFile = zip([{ path: '../../evil.mjs', content: 'x' }])
    await expect(createWith({ Code: { ZipFile } })).rejects.toMatchObject(
      refusal('InvalidParameterValueException', /^Could not unzip uploaded file\./),
    )
  })
})

describe('a version', () => {
  it('keeps code and settings; publishing without a change returns the same version', async () => {
    await create('versions', '"one"')
    expect(await publish('versions')).toBe('1')
    expect(await publish('versions')).toBe('1')
    await update('versions', new UpdateFunctionCodeCommand({ FunctionName: 'versions', ...code('"two"') }))
    await update('versions', new UpdateFunctionConfigurationCommand({ FunctionName: 'versions', Timeout: 9 }))
    expect(await publish('versions')).toBe('2')
    expect([await answerOf('versions', '1'), await answerOf('versions:2')]).toEqual([
      ['one', '1'],
      ['two', '2'],
    ])
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'versions' }))
    expect(Versions?.map(({ FunctionArn, Timeout }) => [FunctionArn, Timeout])).toEqual([
      [`${arnOf('versions')}:$LATEST`, 9],
      [`${arnOf('versions')}:1`, 3],
      [`${arnOf('versions')}:2`, 9],
    ])
  })
})

describe('an alias', () => {
  it('runs its version, moves to another, and keeps it from being deleted', async () => {
    await create('aliased', '"one"')
    const FunctionName = 'aliased'
    await publish(FunctionName)
    const alias = { FunctionName, Name: 'live' }
    const made = await lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' }))
    expect(made).toMatchObject({ AliasArn: `${arnOf('aliased')}:live`, FunctionVersion: '1', Description: '' })
    expect(await answerOf('aliased', 'live')).toEqual(['one', '1'])
    const { FunctionArn, Version } = await lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'live' }),
    )
    expect([FunctionArn, Version]).toEqual([`${arnOf('aliased')}:live`, '1'])
    await expect(lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: '1' }))).rejects.toMatchObject(
      refusal('ResourceConflictException', literally(`Alias already exists: ${arnOf('aliased')}:live`)),
    )
    await update(FunctionName, new UpdateFunctionCodeCommand({ FunctionName, ...code('"two"') }))
    await publish(FunctionName)
    const moved = await lambda.send(new UpdateAliasCommand({ ...alias, FunctionVersion: '2' }))
    expect(moved.RevisionId).not.toBe(made.RevisionId)
    expect(await answerOf('aliased', 'live')).toEqual(['two', '2'])
    await expect(lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '2' }))).rejects.toMatchObject(
      refusal('ResourceConflictException', /following aliases reference it: \[live\]$/),
    )
    expect((await lambda.send(new ListAliasesCommand({ FunctionName, FunctionVersion: '1' }))).Aliases).toEqual([])
    await lambda.send(new DeleteAliasCommand(alias))
    await expect(lambda.send(new GetAliasCommand(alias))).rejects.toMatchObject(
      refusal('ResourceNotFoundException', literally(`Cannot find alias arn: ${arnOf('aliased')}:live`)),
    )
    await lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier: '2' }))
    await expect(answerOf('aliased', '2')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('with weights runs both of its versions and refuses invalid weights (DSP-5, FNC-22)', async () => {
    const FunctionName = 'weighted'
    await create(FunctionName, '"one"')
    await publish(FunctionName)
    await update(FunctionName, new UpdateFunctionCodeCommand({ FunctionName, ...code('"two"') }))
    await publish(FunctionName)
    const RoutingConfig = { AdditionalVersionWeights: { 2: 0.5 } }
    const alias = { FunctionName, Name: 'canary', FunctionVersion: '1', RoutingConfig }
    expect((await lambda.send(new CreateAliasCommand(alias))).RoutingConfig).toEqual(RoutingConfig)
    const answers = new Set<unknown>()
    for (let call = 0; call < 60 && answers.size < 2; call += 1)
      answers.add((await answerOf(FunctionName, 'canary'))[1])
    expect([...answers].sort()).toEqual(['1', '2'])
    const changed = (more: object) => lambda.send(new UpdateAliasCommand({ ...alias, ...more }))
    await expect(changed({ FunctionVersion: '$LATEST' })).rejects.toMatchObject(
      refusal(
        'InvalidParameterValueException',
        /^\$LATEST is not supported for an alias pointing to more than 1 version$/,
      ),
    )
    await expect(changed({ RoutingConfig: { AdditionalVersionWeights: { 1: 0.5 } } })).rejects.toMatchObject(
      refusal('InvalidParameterValueException', /^Invalid function version 1\. Function version 1 is already included/),
    )
    await expect(changed({ RoutingConfig: { AdditionalVersionWeights: { 2: 2 } } })).rejects.toMatchObject({
      name: 'ValidationException',
    })
    expect((await changed({ RoutingConfig: {} })).RoutingConfig).toBeUndefined()
  })

  it('uses its own settings, and the dead-letter target that its version was published with (DSP-6, DSP-7)', async () => {
    const FunctionName = 'frozen'
    await create(FunctionName, '{ throw new Error("no") }', { DeadLetterConfig: { TargetArn: queueArn('of-1') } })
    await publish(FunctionName)
    const DeadLetterConfig = { TargetArn: queueArn('of-latest') }
    await update(FunctionName, new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig }))
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }))
    const settings = { FunctionName, MaximumRetryAttempts: 0 }
    const to = (name: string) => ({ DestinationConfig: { OnFailure: { Destination: queueArn(name) } } })
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ ...settings, ...to('latest-failures') }))
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({ ...settings, Qualifier: 'live', ...to('live-failures') }),
    )
    const { $metadata } = await lambda.send(
      new InvokeCommand({ FunctionName, Qualifier: 'live', InvocationType: 'Event', Payload: '{"n": 1}' }),
    )
    const messages = await eventually(() => {
      const found = runtime.inbox().filter(({ requestId }) => requestId === $metadata.requestId)
      return found.length === 2 ? found : undefined
    })
    expect(messages.map(({ destinationArn }) => destinationArn).sort()).toEqual([
      queueArn('live-failures'),
      queueArn('of-1'),
    ])
    const [letter] = messages.filter(({ route }) => route === 'DeadLetter')
    expect([letter?.body, letter?.attributes]).toEqual([
      '{"n": 1}',
      { RequestID: $metadata.requestId, ErrorCode: 200, ErrorMessage: 'no' },
    ])
    const [record] = messages.filter(({ route }) => route === 'OnFailure')
    expect(JSON.parse(record?.body ?? '{}')).toMatchObject({
      requestContext: { functionArn: `${arnOf(FunctionName)}:live`, approximateInvokeCount: 1 },
      responseContext: { executedVersion: '1' },
    })
    const cleared = await update(
      FunctionName,
      new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig: {} }),
    )
    expect(cleared.DeadLetterConfig).toEqual(DeadLetterConfig)
    const removed = new UpdateFunctionConfigurationCommand({ FunctionName, DeadLetterConfig: { TargetArn: '' } })
    expect((await update(FunctionName, removed)).DeadLetterConfig).toBeUndefined()
  })
})

describe('a limit of a function', () => {
  it('of 0 concurrent runs throttles calls and ends events at once (FNC-8, section 5)', async () => {
    const FunctionName = 'reserved'
    await create(FunctionName)
    const put = new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 })
    expect((await lambda.send(put)).ReservedConcurrentExecutions).toBe(0)
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName,
        DestinationConfig: { OnFailure: { Destination: queueArn('zero') } },
      }),
    )
    await expect(answerOf(FunctionName)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    })
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }))
    const record = await eventually(() =>
      runtime.inbox().find(({ destinationArn }) => destinationArn === queueArn('zero')),
    )
    expect(JSON.parse(record.body).requestContext).toMatchObject({
      condition: 'ZeroReservedConcurrency',
      approximateInvokeCount: 0,
    })
    const get = new GetFunctionConcurrencyCommand({ FunctionName })
    expect((await lambda.send(get)).ReservedConcurrentExecutions).toBe(0)
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
    expect((await lambda.send(get)).ReservedConcurrentExecutions).toBeUndefined()
    expect(await answerOf(FunctionName)).toEqual(['first', '$LATEST'])
  })

  it('is refused for a version and beyond what the account has left (FNC-6, FNC-7)', async () => {
    const FunctionName = 'limits'
    await create(FunctionName)
    const put = (name: string, ReservedConcurrentExecutions: number) =>
      lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions }))
    await expect(put('limits:1', 1)).rejects.toMatchObject(
      refusal('InvalidParameterValueException', /^This operation is permitted on Lambda functions only\./),
    )
    await expect(put(FunctionName, 901)).rejects.toMatchObject(
      refusal('InvalidParameterValueException', /below its minimum value of \[100\]\.$/),
    )
    await put(FunctionName, 900)
    const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}))
    expect([AccountLimit?.ConcurrentExecutions, AccountLimit?.UnreservedConcurrentExecutions]).toEqual([1_000, 100])
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
  })

  it('on recursion is Terminate until it is set to Allow (REC-L2)', async () => {
    const FunctionName = 'recursive'
    await create(FunctionName)
    const get = async () => (await lambda.send(new GetFunctionRecursionConfigCommand({ FunctionName }))).RecursiveLoop
    expect(await get()).toBe('Terminate')
    await lambda.send(new PutFunctionRecursionConfigCommand({ FunctionName, RecursiveLoop: 'Allow' }))
    expect(await get()).toBe('Allow')
  })
})

describe('InvokeAsync', () => {
  it('queues an event of up to 256 KB and responds 202 with a content type and no body (2.4)', async () => {
    await create('legacy')
    const { Status } = await lambda.send(new InvokeAsyncCommand({ FunctionName: 'legacy', InvokeArgs: '{}' }))
    expect(Status).toBe(202)
    const path = '/2014-11-13/functions/legacy/invoke-async/'
    const accepted = await raw(runtime.endpoint, 'POST', path, { body: '{}' })
    expect([accepted.status, accepted.headers['content-type'], accepted.text]).toEqual([202, 'application/json', ''])
    const tooLarge = await raw(runtime.endpoint, 'POST', path, { body: `"${'x'.repeat(262_143)}"` })
    expect([tooLarge.status, tooLarge.headers['x-amzn-errortype']]).toEqual([413, 'RequestEntityTooLargeException'])
  })
})
