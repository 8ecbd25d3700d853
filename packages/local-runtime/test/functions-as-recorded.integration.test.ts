import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

// Responses as in recordings of AWS, to operations on functions, versions, aliases, limits and tags.

const Role = 'arn:aws:iam::123456789012:role/lambda'
const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const codeOf = (text: string): string => zip([{ path: 'index.mjs', content: text }]).toString('base64')
const code = codeOf('export const handler = async () => 1')

let runtime: LocalRuntime

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'skip' })
})
afterAll(() => runtime.close())

async function call(method: string, path: string, body?: object) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status, headers, text } = await raw(runtime.endpoint, method, path, sent)
  return { status, type: headers['x-amzn-errortype'], body: text === '' ? undefined : JSON.parse(text) }
}

const functions = '/2015-03-31/functions'
const creation = (FunctionName: string, members: object = {}) => ({
  ...{ FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: code } },
  ...members,
})
const configurationOf = async (name: string) =>
  (await call('GET', `${functions}/${encodeURIComponent(name)}/configuration`)).body
const revisionOf = async (name: string): Promise<string> => (await configurationOf(name)).RevisionId

/** Creates a function and waits until it is Active. Returns the response to the creation. */
async function create(name: string, members: object = {}) {
  const created = await call('POST', functions, creation(name, members))
  while (created.status === 201 && (await configurationOf(name)).State !== 'Active');
  return created
}

const notFound = (message: string) => ({
  status: 404,
  type: 'ResourceNotFoundException',
  body: { Type: 'User', Message: message },
})
const invalid = (message: string) => ({
  status: 400,
  type: 'InvalidParameterValueException',
  body: { Type: 'User', message },
})
const untyped = (message: string) => ({ status: 400, type: 'InvalidParameterValueException', body: { message } })
const violation = (message: string) => ({
  status: 400,
  type: 'ValidationException',
  body: { message: `1 validation error detected: ${message}` },
})

describe('PublishVersion', () => {
  it('returns an Active version of an Active function, and the version keeps its revision', async () => {
    await create('ready')
    const published = await call('POST', `${functions}/ready/versions`, {})
    expect(published.body).toMatchObject({ Version: '1', State: 'Active', LastUpdateStatus: 'Successful' })
    expect(published.body.StateReason).toBeUndefined()
    expect(await revisionOf('ready:1')).toBe(published.body.RevisionId)
  })

  it('changes the revision of $LATEST, unless nothing is new; an alias does not', async () => {
    await create('revised')
    const before = await revisionOf('revised')
    await call('POST', `${functions}/revised/versions`, { RevisionId: before })
    const after = await revisionOf('revised')
    expect(after).not.toBe(before)
    await call('POST', `${functions}/revised/versions`, {})
    await call('POST', `${functions}/revised/aliases`, { Name: 'live', FunctionVersion: '1' })
    expect(await revisionOf('revised')).toBe(after)
  })

  it('returns an unqualified ARN with CreateFunction, the ARN of the version with UpdateFunctionCode', async () => {
    const created = await create('published-at-once', { Publish: true })
    expect(created.body).toMatchObject({ Version: '1', FunctionArn: arnOf('published-at-once'), State: 'Pending' })
    const changed = { ZipFile: codeOf('export const handler = async () => 2'), Publish: true }
    const updated = await call('PUT', `${functions}/published-at-once/code`, changed)
    expect(updated.body).toMatchObject({
      Version: '2',
      FunctionArn: `${arnOf('published-at-once')}:2`,
      State: 'Pending',
    })
  })

  it('returns the same version after an update with the same code', async () => {
    await create('same', { Publish: true })
    const again = await call('PUT', `${functions}/same/code`, { ZipFile: code, Publish: true })
    expect(again.body.Version).toBe('1')
  })
})

describe('DeleteFunction', () => {
  it('refuses $LATEST first, and then a missing function by its unqualified ARN', async () => {
    const missing = notFound(`Function not found: ${arnOf('nobody')}`)
    expect(await call('DELETE', `${functions}/nobody`)).toEqual(missing)
    expect(await call('DELETE', `${functions}/nobody?Qualifier=7`)).toEqual(missing)
    expect(await call('DELETE', `${functions}/nobody?Qualifier=$LATEST`)).toEqual(
      invalid('$LATEST version cannot be deleted without deleting the function.'),
    )
  })

  it('succeeds for a version that does not exist', async () => {
    await create('lacking')
    expect((await call('DELETE', `${functions}/lacking?Qualifier=7`)).status).toBe(204)
  })
})

describe('CreateFunction', () => {
  const pattern =
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?'
  const long = 'a'.repeat(65)
  const longArn = arnOf('a'.repeat(100))

  it.each([
    {
      name: 'invalid:function:name',
      expected: violation(
        `Value 'invalid:function:name' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
      ),
    },
    {
      name: long,
      expected: invalid(
        `1 validation error detected: Value '${long}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
      ),
    },
    {
      name: longArn,
      expected: violation(
        `Value '${longArn}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140`,
      ),
    },
    {
      name: 'arn:aws:lambda:ap-southeast-1:123456789012:function:f',
      expected: notFound("Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')"),
    },
    {
      name: 'arn:aws:lambda:us-east-1:210987654321:function:f',
      expected: { status: 403, type: 'AccessDeniedException', body: { Message: null } },
    },
  ])('refuses the name $name (INV-5, CFG-12d, CFG-15)', async ({ name, expected }) => {
    expect(await create(name)).toEqual(expected)
  })

  it.each([
    { name: arnOf('by-arn'), FunctionArn: arnOf('by-arn') },
    { name: '123456789012:function:by-partial', FunctionArn: arnOf('by-partial') },
  ])('accepts $name, an ARN of this region and account', async ({ name, FunctionArn }) => {
    expect((await create(name)).body).toMatchObject({ FunctionArn })
  })
})

describe('a function of another account', () => {
  it.each([
    { method: 'GET', root: functions, path: '', action: 'lambda:GetFunction' },
    { method: 'POST', root: functions, path: '/invocations', action: 'lambda:InvokeFunction' },
    { method: 'GET', root: '/2019-09-30/functions', path: '/concurrency', action: 'lambda:GetFunctionConcurrency' },
  ])('does not allow $action (CFG-15)', async ({ method, root, path, action }) => {
    const theirs = 'arn:aws:lambda:us-east-1:210987654321:function:f'
    const { status, type, body } = await call(method, `${root}/${encodeURIComponent(theirs)}${path}`)
    expect([status, type]).toEqual([403, 'AccessDeniedException'])
    expect(body.Message).toBe(
      `User: arn:aws:iam::123456789012:root is not authorized to perform: ${action} on resource: ${theirs} because no resource-based policy allows the ${action} action`,
    )
  })
})

describe('an alias', () => {
  const alias = (FunctionVersion: string, version: string, weight: number, name = 'weighted') =>
    call('POST', `${functions}/${name}/aliases`, {
      ...{ Name: 'live', FunctionVersion },
      RoutingConfig: { AdditionalVersionWeights: { [version]: weight } },
    })

  beforeAll(async () => {
    await create('weighted', { Publish: true })
  })

  it.each([2, -1])('is refused with the weight %d, printed with a fraction', async (weight) => {
    expect(await alias('1', '2', weight)).toEqual(
      violation(
        `Value '{2=${weight}.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]`,
      ),
    )
  })

  it('of $LATEST with a second version is refused without a Type (FNC-23)', async () => {
    expect(await alias('$LATEST', '1', 0.5)).toEqual(
      untyped('$LATEST is not supported for an alias pointing to more than 1 version'),
    )
  })

  it('is returned under its own ARN and no other', async () => {
    await call('POST', `${functions}/weighted/aliases`, { Name: 'read', FunctionVersion: '1' })
    const by = (arn: string) => call('GET', `${functions}/${encodeURIComponent(arn)}/aliases/read`)
    expect((await by(`${arnOf('weighted')}:read`)).body).toMatchObject({ Name: 'read', FunctionVersion: '1' })
    expect((await by(`${arnOf('weighted')}:1`)).status).toBe(400)
  })

  it('of a missing function is refused with the ARN of the version', async () => {
    expect(await alias('1', '2', 0.5, 'nobody')).toEqual(notFound(`Function not found: ${arnOf('nobody')}:1`))
  })
})

describe('PutFunctionConcurrency', () => {
  const put = (name: string, count: number) =>
    call('PUT', `/2017-10-31/functions/${name}/concurrency`, { ReservedConcurrentExecutions: count })

  it.each([1, -1])('refuses %d for a missing function with the ARN of $LATEST (FNC-5)', async (count) => {
    expect(await put('nobody', count)).toEqual(notFound(`Function not found: ${arnOf('nobody')}:$LATEST`))
  })

  it('refuses more than the account has left without a Type (FNC-7)', async () => {
    await create('reserving')
    expect(await put('reserving', 901)).toEqual(
      untyped(
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
      ),
    )
    expect((await put('reserving', -1)).type).toBe('ValidationException')
  })
})

describe('tags', () => {
  const path = (name: string): string => `/2017-03-31/tags/${encodeURIComponent(arnOf(name))}`
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']))
  const tooMany = invalid('Number of tags exceeds resource tag limit.')

  it('change the revision of the function', async () => {
    await create('tagged')
    const revisions = [await revisionOf('tagged')]
    await call('POST', path('tagged'), { Tags: { a: 'b' } })
    revisions.push(await revisionOf('tagged'))
    await call('DELETE', `${path('tagged')}?tagKeys=a`)
    revisions.push(await revisionOf('tagged'))
    expect(new Set(revisions).size).toBe(3)
  })

  it('are limited to 50 at creation and later (FNC-24)', async () => {
    expect(await create('over-tagged', { Tags: many(51) })).toEqual(tooMany)
    await create('full', { Tags: many(50) })
    expect(await call('POST', path('full'), { Tags: { more: 'v' } })).toEqual(tooMany)
    expect((await call('POST', path('full'), { Tags: { k0: 'other' } })).status).toBe(204)
  })

  it('are not removed without a key', async () => {
    await create('keyless')
    expect(await call('DELETE', path('keyless'))).toEqual(
      violation("Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"),
    )
  })
})

describe('a function', () => {
  it('is listed with FunctionVersion ALL or none', async () => {
    expect(await call('GET', `${functions}?FunctionVersion=some`)).toEqual(
      violation(
        "Value 'some' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
      ),
    )
  })

  it('is refused with two architectures', async () => {
    expect(await create('both', { Architectures: ['x86_64', 'arm64'] })).toEqual(
      violation(
        "Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
      ),
    )
  })

  it('changes its architecture only with its code', async () => {
    await create('moved')
    const { RuntimeVersionConfig } = await configurationOf('moved')
    const path = `${functions}/moved/code`
    const tried = await call('PUT', path, { ZipFile: code, Architectures: ['arm64'], DryRun: true })
    expect(tried.body.Architectures).toEqual(['arm64'])
    expect((await configurationOf('moved')).Architectures).toEqual(['x86_64'])
    const moved = await call('PUT', path, { ZipFile: code, Architectures: ['arm64'] })
    expect(moved.body.RuntimeVersionConfig).not.toEqual(RuntimeVersionConfig)
    expect((await configurationOf('moved')).Architectures).toEqual(['arm64'])
    await call('PUT', `${functions}/moved/configuration`, { Architectures: ['x86_64'] })
    expect((await configurationOf('moved')).Architectures).toEqual(['arm64'])
    expect(await call('PUT', path, { ZipFile: code, Architectures: ['mips'] })).toMatchObject({
      ...{ status: 400, type: 'ValidationException' },
    })
  })

  it.each([
    {
      members: { Environment: { Variables: { 'NOT-SO': 'x', FINE: 'x' } } },
      expected: violation(
        "Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
      ),
    },
    {
      members: { PackageType: 'Tar' },
      expected: violation(
        "Value 'Tar' at 'packageType' failed to satisfy constraint: Member must satisfy enum value set: [Zip, Image]",
      ),
    },
    {
      members: { MemorySize: 10_241 },
      expected: invalid(
        "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240",
      ),
    },
  ])('is refused with $members', async ({ members, expected }) => {
    expect(await create('refused', members)).toEqual(expected)
  })

  it('is created with the maximum of memory', async () => {
    const members = { MemorySize: 10_240, Environment: { Variables: { A_1: 'x' } } }
    expect((await create('largest', members)).status).toBe(201)
  })

  it('is refused with invalid names of aliases and versions in read operations', async () => {
    await create('queried')
    const path = `${functions}/queried/aliases`
    for (const [query, member] of [
      ['/7', 'name'],
      ['?FunctionVersion=live', 'functionVersion'],
    ] as const) {
      const { type, body } = await call('GET', `${path}${query}`)
      expect([type, body.message]).toEqual(['ValidationException', expect.stringContaining(`at '${member}' failed`)])
    }
  })

  it('has log levels with JSON logs, which an update changes one by one', async () => {
    const created = await create('logging', { LoggingConfig: { LogFormat: 'JSON', LogGroup: '/mine' } })
    const json = { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO', LogGroup: '/mine' }
    expect(created.body.LoggingConfig).toEqual(json)
    const changed = { LoggingConfig: { SystemLogLevel: 'DEBUG' } }
    const updated = await call('PUT', `${functions}/logging/configuration`, changed)
    expect(updated.body.LoggingConfig).toEqual({ ...json, SystemLogLevel: 'DEBUG' })
    const wrong = await create('logging-2', { LoggingConfig: { LogFormat: 'XML' } })
    expect(wrong).toEqual(
      violation(
        "Value 'XML' at 'loggingConfig.logFormat' failed to satisfy constraint: Member must satisfy enum value set: [JSON, Text]",
      ),
    )
  })

  it('returns its network configuration, with a VpcId', async () => {
    const network = { SubnetIds: ['subnet-123abc'], SecurityGroupIds: ['sg-123abc'] }
    const created = await create('networked', { VpcConfig: network })
    const returned = { ...network, VpcId: 'vpc-123abc', Ipv6AllowedForDualStack: false }
    expect(created.body.VpcConfig).toEqual(returned)
    const none = { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } }
    const removed = await call('PUT', `${functions}/networked/configuration`, none)
    expect(removed.body.VpcConfig).toEqual({ ...returned, SubnetIds: [], SecurityGroupIds: [], VpcId: '' })
  })

  it.each([
    { content: 'a file that is also a folder', paths: ['a', 'a/b'] },
    { content: 'a name too long for file systems', paths: ['n'.repeat(300)] },
  ])('is refused with an archive that has $content', async ({ paths }) => {
    const ZipFile = zip(paths.map((path) => ({ path, content: '' }))).toString('base64')
    const { status, type, body } = await create('impossible', { Code: { ZipFile } })
    expect([status, type, body.message]).toEqual([
      400,
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ])
  })

  it('is refused with an archive of more than 52,428,800 bytes', async () => {
    const ZipFile = Buffer.alloc(52_428_801).toString('base64')
    const { status, type, body } = await create('heavy', { Code: { ZipFile } })
    expect([status, type, body.Message]).toEqual([
      413,
      'RequestEntityTooLargeException',
      'Zipped size must be smaller than 52428800 bytes',
    ])
  })
})

describe('a created function', () => {
  it('is Active by the next request unless pendingMs is set', async () => {
    for (let n = 0; n < 20; n += 1) {
      expect((await call('POST', functions, creation(`at-once-${n}`))).body.State).toBe('Pending')
      expect((await call('POST', `${functions}/at-once-${n}/versions`, {})).status).toBe(201)
    }
  })
})

describe('two concurrent requests', () => {
  it('create a function once; the other is refused with 409', async () => {
    const twin = (text: string) =>
      create('twins', { Code: { ZipFile: codeOf(`export const handler = () => ${text}`) } })
    const both = await Promise.all([twin('1'), twin('2')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('update one revision once; the other is refused', async () => {
    await create('contended')
    const RevisionId = await revisionOf('contended')
    const update = (text: string) =>
      call('PUT', `${functions}/contended/code`, {
        ZipFile: codeOf(`export const handler = () => ${text}`),
        RevisionId,
      })
    const both = await Promise.all([update('1'), update('2')])
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1)
  })
})

describe('refusals that list what is allowed', () => {
  it('print the values of RecursiveLoop in the order of the recording (REC-L5)', async () => {
    await create('looping')
    const path = '/2024-08-31/functions/looping/recursion-config'
    expect(await call('PUT', path, { RecursiveLoop: 'Maybe' })).toEqual(
      violation(
        "Value 'Maybe' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [Terminate, Allow]",
      ),
    )
  })

  it.each(['$LATEST', 'live', ''])('print three clauses for the routing key %j (FNC-12)', async (version) => {
    await create('routed')
    const RoutingConfig = { AdditionalVersionWeights: { [version]: 0.5 } }
    const alias = { Name: 'a', FunctionVersion: '1', RoutingConfig }
    expect(await call('POST', `${functions}/routed/aliases`, alias)).toEqual(
      violation(
        `Value '{${version}=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]`,
      ),
    )
  })
})

describe('TotalCodeSize of GetAccountSettings', () => {
  it('grows with each archive and each version, and not with a configuration (FNC-13)', async () => {
    const totalOf = async (): Promise<number> =>
      (await call('GET', '/2016-08-19/account-settings')).body.AccountUsage.TotalCodeSize
    const growth = async (change: () => Promise<unknown>): Promise<number> => {
      const before = await totalOf()
      await change()
      return (await totalOf()) - before
    }
    const size = zip([{ path: 'index.mjs', content: 'export const handler = async () => 1' }]).length
    const at = `${functions}/sized`
    expect(await growth(() => create('sized'))).toBe(size)
    expect(await growth(() => call('PUT', `${at}/configuration`, { Timeout: 9 }))).toBe(0)
    expect(await growth(() => call('POST', `${at}/versions`, {}))).toBe(size)
    const larger = codeOf('export const handler = async () => "a larger result"')
    expect(await growth(() => call('PUT', `${at}/code`, { ZipFile: larger }))).toBe(
      Buffer.from(larger, 'base64').length - size,
    )
    expect(await growth(() => call('DELETE', at))).toBe(-size - Buffer.from(larger, 'base64').length)
  })
})
