import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

// Answers that recordings of AWS show for calls on functions, versions, aliases, limits and tags.

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
const creation = (FunctionName: string, more: object = {}) => ({
  ...{ FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: code } },
  ...more,
})
const configurationOf = async (name: string) =>
  (await call('GET', `${functions}/${encodeURIComponent(name)}/configuration`)).body
const revisionOf = async (name: string): Promise<string> => (await configurationOf(name)).RevisionId

/** The answer to the creation, once the function is ready. */
async function create(name: string, more: object = {}) {
  const created = await call('POST', functions, creation(name, more))
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

describe('versions', () => {
  it('a version of a function that is ready is ready in the answer, and stays at that revision', async () => {
    await create('ready')
    const published = await call('POST', `${functions}/ready/versions`, {})
    expect(published.body).toMatchObject({ Version: '1', State: 'Active', LastUpdateStatus: 'Successful' })
    expect(published.body.StateReason).toBeUndefined()
    expect(await revisionOf('ready:1')).toBe(published.body.RevisionId)
  })

  it('publishing is a new revision of $LATEST; publishing nothing new, or an alias, is none', async () => {
    await create('revised')
    const before = await revisionOf('revised')
    await call('POST', `${functions}/revised/versions`, { RevisionId: before })
    const after = await revisionOf('revised')
    expect(after).not.toBe(before)
    await call('POST', `${functions}/revised/versions`, {})
    await call('POST', `${functions}/revised/aliases`, { Name: 'live', FunctionVersion: '1' })
    expect(await revisionOf('revised')).toBe(after)
  })

  it('creation with Publish answers the number with the ARN of the function; an update with the ARN of the version', async () => {
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

  it('an update with the same code and settings is nothing new to publish', async () => {
    await create('same', { Publish: true })
    const again = await call('PUT', `${functions}/same/code`, { ZipFile: code, Publish: true })
    expect(again.body.Version).toBe('1')
  })
})

describe('deletion', () => {
  it('names a function that is not there without its qualifier, and tests $LATEST before', async () => {
    const missing = notFound(`Function not found: ${arnOf('nobody')}`)
    expect(await call('DELETE', `${functions}/nobody`)).toEqual(missing)
    expect(await call('DELETE', `${functions}/nobody?Qualifier=7`)).toEqual(missing)
    expect(await call('DELETE', `${functions}/nobody?Qualifier=$LATEST`)).toEqual(
      invalid('$LATEST version cannot be deleted without deleting the function.'),
    )
  })

  it('of a version that is not there is a deletion', async () => {
    await create('lacking')
    expect((await call('DELETE', `${functions}/lacking?Qualifier=7`)).status).toBe(204)
  })
})

describe('the name of a new function', () => {
  const pattern =
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?'
  const long = 'a'.repeat(65)
  const longArn = arnOf('a'.repeat(100))

  it.each([
    [
      'invalid:function:name',
      violation(
        `Value 'invalid:function:name' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
      ),
    ],
    [
      long,
      invalid(
        `1 validation error detected: Value '${long}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
      ),
    ],
    [
      longArn,
      violation(
        `Value '${longArn}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 140`,
      ),
    ],
    [
      'arn:aws:lambda:ap-southeast-1:123456789012:function:f',
      notFound("Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')"),
    ],
    [
      'arn:aws:lambda:us-east-1:210987654321:function:f',
      { status: 403, type: 'AccessDeniedException', body: { Message: null } },
    ],
  ])('%s is refused (INV-5, CFG-12d, CFG-15)', async (name, expected) => {
    expect(await create(name)).toEqual(expected)
  })

  it.each([['arn', arnOf('by-arn')] as const, ['partial', '123456789012:function:by-partial'] as const])(
    'may be an ARN of this region and account: %s',
    async (how, name) => {
      expect((await create(name)).body.FunctionArn).toBe(arnOf(`by-${how}`))
    },
  )
})

describe('a function of another account', () => {
  it.each([
    ['GET', '', 'lambda:GetFunction'],
    ['POST', '/invocations', 'lambda:InvokeFunction'],
    ['GET', '/concurrency', ''],
  ])('%s %s lets nobody in (CFG-15)', async (method, path, action) => {
    const theirs = 'arn:aws:lambda:us-east-1:210987654321:function:f'
    const root = path === '/concurrency' ? '/2019-09-30/functions' : functions
    const asked = action === '' ? 'lambda:GetFunctionConcurrency' : action
    const { status, type, body } = await call(method, `${root}/${encodeURIComponent(theirs)}${path}`)
    expect([status, type]).toEqual([403, 'AccessDeniedException'])
    expect(body.Message).toBe(
      `User: arn:aws:iam::123456789012:root is not authorized to perform: ${asked} on resource: ${theirs} because no resource-based policy allows the ${asked} action`,
    )
  })
})

describe('aliases', () => {
  const alias = (FunctionVersion: string, version: string, weight: number, name = 'weighted') =>
    call('POST', `${functions}/${name}/aliases`, {
      ...{ Name: 'live', FunctionVersion },
      RoutingConfig: { AdditionalVersionWeights: { [version]: weight } },
    })

  beforeAll(async () => {
    await create('weighted', { Publish: true })
  })

  it.each([2, -1])('print a weight of %d as a fraction', async (weight) => {
    expect(await alias('1', '2', weight)).toEqual(
      violation(
        `Value '{2=${weight}.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]`,
      ),
    )
  })

  it('of $LATEST with a second version are refused without a Type', async () => {
    expect(await alias('$LATEST', '1', 0.5)).toEqual(
      untyped('$LATEST is not supported for an alias pointing to more than 1 version'),
    )
  })

  it('can be read by their own ARN, and by no other', async () => {
    await call('POST', `${functions}/weighted/aliases`, { Name: 'read', FunctionVersion: '1' })
    const by = (arn: string) => call('GET', `${functions}/${encodeURIComponent(arn)}/aliases/read`)
    expect((await by(`${arnOf('weighted')}:read`)).body).toMatchObject({ Name: 'read', FunctionVersion: '1' })
    expect((await by(`${arnOf('weighted')}:1`)).status).toBe(400)
  })

  it('of a function that is not there name the version', async () => {
    expect(await alias('1', '2', 0.5, 'nobody')).toEqual(notFound(`Function not found: ${arnOf('nobody')}:1`))
  })
})

describe('reserved concurrency', () => {
  const put = (name: string, count: number) =>
    call('PUT', `/2017-10-31/functions/${name}/concurrency`, { ReservedConcurrentExecutions: count })

  it.each([1, -1])('of %d looks for the function first, and names $LATEST (FNC-5)', async (count) => {
    expect(await put('nobody', count)).toEqual(notFound(`Function not found: ${arnOf('nobody')}:$LATEST`))
  })

  it('over the pool of the account is refused without a Type (FNC-7)', async () => {
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
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, each) => [`k${each}`, 'v']))
  const tooMany = invalid('Number of tags exceeds resource tag limit.')

  it('are a new revision of the function with each change', async () => {
    await create('tagged')
    const revisions = [await revisionOf('tagged')]
    await call('POST', path('tagged'), { Tags: { a: 'b' } })
    revisions.push(await revisionOf('tagged'))
    await call('DELETE', `${path('tagged')}?tagKeys=a`)
    revisions.push(await revisionOf('tagged'))
    expect(new Set(revisions).size).toBe(3)
  })

  it('are 50 at most, at creation as later', async () => {
    expect(await create('over-tagged', { Tags: many(51) })).toEqual(tooMany)
    await create('full', { Tags: many(50) })
    expect(await call('POST', path('full'), { Tags: { more: 'v' } })).toEqual(tooMany)
    expect((await call('POST', path('full'), { Tags: { k0: 'other' } })).status).toBe(204)
  })

  it('cannot be removed without a key', async () => {
    await create('keyless')
    expect(await call('DELETE', path('keyless'))).toEqual(
      violation("Value null at 'tagKeys' failed to satisfy constraint: Member must not be null"),
    )
  })
})

describe('what is asked of lists and settings', () => {
  it('versions are ALL or none at all', async () => {
    expect(await call('GET', `${functions}?FunctionVersion=some`)).toEqual(
      violation(
        "Value 'some' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
      ),
    )
  })

  it('an architecture is one', async () => {
    expect(await create('both', { Architectures: ['x86_64', 'arm64'] })).toEqual(
      violation(
        "Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
      ),
    )
  })

  it('an architecture changes with the code, and with nothing else', async () => {
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
    [
      { Environment: { Variables: { 'NOT-SO': 'x', FINE: 'x' } } },
      violation(
        "Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
      ),
    ],
    [
      { PackageType: 'Tar' },
      violation(
        "Value 'Tar' at 'packageType' failed to satisfy constraint: Member must satisfy enum value set: [Zip, Image]",
      ),
    ],
    [
      { MemorySize: 10_241 },
      invalid("'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240"),
    ],
  ])('%j is refused', async (more, expected) => {
    expect(await create('refused', more)).toEqual(expected)
    expect((await create('largest', { MemorySize: 10_240, Environment: { Variables: { A_1: 'x' } } })).status).not.toBe(
      400,
    )
  })

  it('names of aliases and versions satisfy the model when they are read, too', async () => {
    await create('asked-for')
    const path = `${functions}/asked-for/aliases`
    for (const [query, member] of [
      ['/7', 'name'],
      ['?FunctionVersion=live', 'functionVersion'],
    ] as const) {
      const { type, body } = await call('GET', `${path}${query}`)
      expect([type, body.message]).toEqual(['ValidationException', expect.stringContaining(`at '${member}' failed`)])
    }
  })

  it('logs in JSON have levels, which an update changes one by one', async () => {
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

  it('a network is shown as it was asked for', async () => {
    const network = { SubnetIds: ['subnet-123abc'], SecurityGroupIds: ['sg-123abc'] }
    const created = await create('networked', { VpcConfig: network })
    const shown = { ...network, VpcId: 'vpc-123abc', Ipv6AllowedForDualStack: false }
    expect(created.body.VpcConfig).toEqual(shown)
    const none = { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } }
    const removed = await call('PUT', `${functions}/networked/configuration`, none)
    expect(removed.body.VpcConfig).toEqual({ ...shown, SubnetIds: [], SecurityGroupIds: [], VpcId: '' })
  })

  it.each([
    ['a file that is a folder too', ['a', 'a/b']],
    ['a name that no file system takes', ['n'.repeat(300)]],
  ])('an archive with %s is not unpacked', async (_, paths) => {
    const ZipFile = zip(paths.map((path) => ({ path, content: '' }))).toString('base64')
    const { status, type, body } = await create('impossible', { Code: { ZipFile } })
    expect([status, type, body.message]).toEqual([
      400,
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ])
  })

  it('an archive has 52,428,800 bytes at most', async () => {
    const ZipFile = Buffer.alloc(52_428_801).toString('base64')
    const { status, type, body } = await create('heavy', { Code: { ZipFile } })
    expect([status, type, body.Message]).toEqual([
      413,
      'RequestEntityTooLargeException',
      'Zipped size must be smaller than 52428800 bytes',
    ])
  })
})

describe('a new function', () => {
  it('is ready before its client can ask again, where nothing has to be waited for', async () => {
    for (let each = 0; each < 20; each += 1) {
      expect((await call('POST', functions, creation(`at-once-${each}`))).body.State).toBe('Pending')
      expect((await call('POST', `${functions}/at-once-${each}/versions`, {})).status).toBe(201)
    }
  })
})

describe('two requests at one time', () => {
  it('one creates the function, the other is told that it is there', async () => {
    const twin = (text: string) =>
      create('twins', { Code: { ZipFile: codeOf(`export const handler = () => ${text}`) } })
    const both = await Promise.all([twin('1'), twin('2')])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it('one updates the revision that both know, the other is refused', async () => {
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
