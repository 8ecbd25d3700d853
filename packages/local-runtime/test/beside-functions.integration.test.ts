import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

// What deploy tools read and write beside a function, with responses as in recordings of AWS.

const Role = 'arn:aws:iam::123456789012:role/lambda'
const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const ZipFile = zip([{ path: 'index.mjs', content: 'export const handler = async () => 1' }]).toString('base64')

let runtime: LocalRuntime

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'skip', pendingMs: 0 })
})
afterAll(() => runtime.close())

async function callAt(endpoint: string, method: string, path: string, body?: object) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status, headers, text } = await raw(endpoint, method, path, sent)
  return { status, type: headers['x-amzn-errortype'], body: text === '' ? undefined : JSON.parse(text) }
}
const call = (method: string, path: string, body?: object) => callAt(runtime.endpoint, method, path, body)

const functions = '/2015-03-31/functions'

/** Creates a function with version 1 and the alias `live`. */
async function create(FunctionName: string): Promise<void> {
  const settings = { FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
  await call('POST', functions, settings)
  await call('POST', `${functions}/${FunctionName}/versions`, {})
  await call('POST', `${functions}/${FunctionName}/aliases`, { Name: 'live', FunctionVersion: '1' })
}
const revisionOf = async (name: string): Promise<string> =>
  (await call('GET', `${functions}/${encodeURIComponent(name)}/configuration`)).body.RevisionId

const refusal = (status: number, type: string, body: object) => ({ status, type, body })
const notFound = (Message: string) => refusal(404, 'ResourceNotFoundException', { Type: 'User', Message })
const absent = notFound('The resource you requested does not exist.')
const invalid = (message: string) => refusal(400, 'InvalidParameterValueException', { Type: 'User', message })
const conflict = (message: string) => refusal(409, 'ResourceConflictException', { Type: 'User', message })
const violation = (message: string) =>
  refusal(400, 'ValidationException', { message: `1 validation error detected: ${message}` })
const gone = { status: 204, type: undefined, body: undefined }

describe('the policy of a function', () => {
  const policyPath = (name: string, query = ''): string => `${functions}/${name}/policy${query}`
  const invoke = { StatementId: 's3', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' }
  const add = (name: string, members: object = {}, query = '') =>
    call('POST', policyPath(name, query), { ...invoke, ...members })
  const policyOf = async (name: string, query = '') => {
    const { status, body } = await call('GET', policyPath(name, query))
    return status === 200 ? { policy: JSON.parse(body.Policy), revision: body.RevisionId } : { status }
  }

  it.each([
    {
      principal: 's3.amazonaws.com',
      members: { SourceArn: 'arn:aws:s3:::bucket' },
      statement: { Principal: { Service: 's3.amazonaws.com' } },
      condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::bucket' } },
    },
    { principal: '123456789012', members: {}, statement: { Principal: { AWS: 'arn:aws:iam::123456789012:root' } } },
    {
      principal: 'arn:aws:iam::123456789012:user/ci',
      members: {},
      statement: { Principal: { AWS: 'arn:aws:iam::123456789012:user/ci' } },
    },
    {
      principal: '*',
      members: {
        ...{ Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE', PrincipalOrgID: 'o-1234567890' },
        ...{ SourceAccount: '123456789012', SourceArn: 'arn:aws:s3:::bucket' },
      },
      statement: { Principal: '*', Action: 'lambda:InvokeFunctionUrl' },
      condition: {
        StringEquals: {
          'lambda:FunctionUrlAuthType': 'NONE',
          'aws:PrincipalOrgID': 'o-1234567890',
          'AWS:SourceAccount': '123456789012',
        },
        ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::bucket' },
      },
    },
    {
      principal: '*',
      members: { EventSourceToken: 'amzn1.ask.skill.x' },
      statement: { Principal: '*' },
      condition: { StringEquals: { 'lambda:EventSourceToken': 'amzn1.ask.skill.x' } },
    },
  ])('has a statement for $principal with $members (FNC-25)', async ({ principal, members, statement, condition }) => {
    const name = `grants-${Math.random().toString(36).slice(2)}`
    await create(name)
    const added = await add(name, { Principal: principal, ...members })
    const composed = {
      ...{ Sid: 's3', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arnOf(name) },
      ...statement,
      ...(condition && { Condition: condition }),
    }
    expect({ ...added, body: JSON.parse(added.body.Statement) }).toEqual({ status: 201, body: composed })
    const document = { Version: '2012-10-17', Id: 'default', Statement: [composed] }
    expect(await policyOf(name)).toEqual({ policy: document, revision: await revisionOf(name) })
  })

  it('belongs to a version or alias alone, and changes its revision (FNC-25)', async () => {
    await create('qualified')
    const before = [await revisionOf('qualified'), await revisionOf('qualified:1')]
    await add('qualified', {}, '?Qualifier=1')
    await add('qualified', {}, '?Qualifier=live')
    const after = [await revisionOf('qualified'), await revisionOf('qualified:1')]
    expect([after[0] === before[0], after[1] === before[1]]).toEqual([true, false])
    expect(await policyOf('qualified')).toEqual({ status: 404 })
    const ofAlias = await policyOf('qualified', '?Qualifier=live')
    expect(ofAlias.policy.Statement[0].Resource).toBe(`${arnOf('qualified')}:live`)
    const alias = await call('GET', `${functions}/qualified/aliases/live`)
    expect(ofAlias.revision).toBe(alias.body.RevisionId)
    // A new alias of the same name starts without the policy.
    await call('DELETE', `${functions}/qualified/aliases/live`)
    await call('POST', `${functions}/qualified/aliases`, { Name: 'live', FunctionVersion: '1' })
    expect(await policyOf('qualified', '?Qualifier=live')).toEqual({ status: 404 })
  })

  it('is refused for another revision, and changed with the current one (FNC-25)', async () => {
    await create('revised')
    const stale = {
      ...{ status: 412, type: 'PreconditionFailedException' },
      body: {
        Type: 'User',
        message:
          'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
      },
    }
    expect(await add('revised', { RevisionId: 'other' })).toEqual(stale)
    expect((await add('revised', { RevisionId: await revisionOf('revised') })).status).toBe(201)
    const remove = (revision: string) => call('DELETE', policyPath('revised', `/s3?RevisionId=${revision}`))
    expect(await remove('other')).toEqual(stale)
    expect(await remove(await revisionOf('revised'))).toEqual(gone)
    expect(await call('GET', policyPath('revised'))).toEqual(absent)
  })

  it('loses one statement at a time, in the order of adding (FNC-25)', async () => {
    await create('several')
    for (const StatementId of ['b', 'a', 'c']) await add('several', { StatementId })
    await call('DELETE', policyPath('several', '/b'))
    const { policy } = await policyOf('several')
    expect(policy.Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(['a', 'c'])
  })

  it('has at most 20,480 bytes (FNC-25)', async () => {
    await create('long')
    let refused = await add('long', { StatementId: 's0' })
    for (let n = 1; refused.status === 201; n += 1)
      refused = await add('long', { StatementId: `s${n}`, SourceArn: `arn:aws:s3:::${'b'.repeat(2_000)}` })
    expect(refused.type).toBe('PolicyLengthExceededException')
    expect(refused.body.message).toMatch(/^The final policy size \(2\d{4}\) is bigger than the limit \(20480\)\.$/)
    expect(JSON.stringify((await policyOf('long')).policy).length).toBeLessThanOrEqual(20_480)
  })

  const names = '([a-zA-Z0-9-_]+)'
  it.each([
    {
      what: 'a statement id with a dot',
      request: () => add('refusing', { StatementId: 'example.com' }),
      answer: violation(
        `Value 'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ${names}`,
      ),
    },
    {
      what: 'an unknown principal',
      request: () => add('refusing', { Principal: 'invalid.nonaws.com' }),
      answer: invalid('The provided principal was invalid. Please check the principal and try again.'),
    },
    {
      what: '$LATEST',
      request: () => add('refusing', {}, '?Qualifier=%24LATEST'),
      answer: invalid('We currently do not support adding policies for $LATEST.'),
    },
    {
      what: 'two qualifiers',
      request: () => add('refusing:live', {}, '?Qualifier=1'),
      answer: invalid('The derived qualifier from the function name does not match the specified qualifier.'),
    },
    {
      what: 'a missing function',
      request: () => add('nobody'),
      answer: notFound(`Function not found: ${arnOf('nobody')}`),
    },
    {
      what: 'a missing version',
      request: () => add('refusing', {}, '?Qualifier=42'),
      answer: notFound(`Function not found: ${arnOf('refusing')}:42`),
    },
    {
      what: 'a qualifier that no alias can have',
      request: () => add('refusing', {}, '?Qualifier=valid-with-%24-but'),
      answer: notFound(`Function not found: ${arnOf('refusing')}:valid-with-$-but`),
    },
    {
      what: 'a missing alias',
      request: () => add('refusing', {}, '?Qualifier=other'),
      answer: notFound(`Cannot find alias arn: ${arnOf('refusing')}:other`),
    },
    {
      what: 'a statement id again',
      request: async () => [await add('refusing'), await add('refusing')][1],
      answer: conflict(
        'The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.',
      ),
    },
    {
      what: 'the removal of a statement that it lacks',
      request: () => call('DELETE', policyPath('refusing', '/non-existent')),
      answer: notFound('Statement non-existent is not found in resource policy.'),
    },
    {
      what: 'a removal where there is no policy',
      request: () => call('DELETE', policyPath('refusing', '/s3?Qualifier=1')),
      answer: notFound('No policy is associated with the given resource.'),
    },
    {
      what: 'a removal from a missing function',
      request: () => call('DELETE', policyPath('nobody', '/s3')),
      answer: notFound(`No policy found for: ${arnOf('nobody')}`),
    },
    {
      what: 'the policy of a missing function',
      request: () => call('GET', policyPath('nobody')),
      answer: notFound(`Function not found: ${arnOf('nobody')}`),
    },
    {
      what: 'the policy of a missing version',
      request: () => call('GET', policyPath('refusing', '?Qualifier=42')),
      answer: absent,
    },
  ])('refuses $what (FNC-25)', async ({ request, answer }) => {
    await create('refusing')
    expect(await request()).toEqual(answer)
  })
})

describe('code signing', () => {
  const configs = '/2020-04-22/code-signing-configs'
  const publishers = { SigningProfileVersionArns: ['arn:aws:signer:us-east-1:123456789012:/signing-profiles/test'] }
  const ofFunction = (name: string): string => `/2020-06-30/functions/${name}/code-signing-config`
  const unknown = 'arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0000000000000000a'
  const createConfig = async () =>
    (await call('POST', configs, { AllowedPublishers: publishers, Description: 'signed' })).body.CodeSigningConfig
  const at = (arn: string): string => `${configs}/${encodeURIComponent(arn)}`

  it('is absent from a new function (FNC-11)', async () => {
    await create('unsigned')
    expect(await call('GET', ofFunction('unsigned'))).toEqual({ status: 200, body: {} })
  })

  it('is created, changed, given to a function, taken away and deleted (FNC-27)', async () => {
    await create('signed')
    const config = await createConfig()
    expect(config).toEqual({
      ...{ CodeSigningConfigId: expect.stringMatching(/^csc-[a-z0-9]{17}$/), Description: 'signed' },
      CodeSigningConfigArn: expect.stringContaining(`:code-signing-config:${config.CodeSigningConfigId}`),
      ...{ AllowedPublishers: publishers, CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Warn' } },
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+0000$/),
    })
    const { CodeSigningConfigArn } = config
    const enforced = { UntrustedArtifactOnDeployment: 'Enforce' }
    const updated = await call('PUT', at(CodeSigningConfigArn), { CodeSigningPolicies: enforced })
    expect(updated.body.CodeSigningConfig).toMatchObject({ Description: 'signed', CodeSigningPolicies: enforced })
    const given = { CodeSigningConfigArn, FunctionName: 'signed' }
    expect(await call('PUT', ofFunction('signed'), { CodeSigningConfigArn })).toEqual({ status: 200, body: given })
    expect(await call('GET', ofFunction('signed'))).toEqual({ status: 200, body: given })
    const users = await call('GET', `${at(CodeSigningConfigArn)}/functions`)
    expect(users.body.FunctionArns).toEqual([arnOf('signed')])
    expect((await call('DELETE', at(CodeSigningConfigArn))).type).toBe('ResourceConflictException')
    expect(await call('DELETE', ofFunction('signed'))).toEqual(gone)
    expect(await call('DELETE', ofFunction('signed'))).toEqual(gone)
    expect(await call('GET', ofFunction('signed'))).toEqual({ status: 200, body: {} })
    expect(await call('DELETE', at(CodeSigningConfigArn))).toEqual(gone)
    expect((await call('GET', at(CodeSigningConfigArn))).status).toBe(404)
  })

  it('has tags (FNC-27)', async () => {
    const { CodeSigningConfigArn } = await createConfig()
    const tags = `/2017-03-31/tags/${encodeURIComponent(CodeSigningConfigArn)}`
    expect(await call('POST', tags, { Tags: { team: 'orders' } })).toEqual(gone)
    expect((await call('GET', tags)).body).toEqual({ Tags: { team: 'orders' } })
    expect(await call('DELETE', `${tags}?tagKeys=team`)).toEqual(gone)
    expect((await call('GET', tags)).body).toEqual({ Tags: {} })
  })

  it('survives a restart with the policies of its functions (FNC-25, FNC-27)', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'async-invoke-beside-'))
    onTestFinished(() => rmSync(dataDirectory, { recursive: true, force: true }))
    const first = await startLocalRuntime({ dataDirectory, pendingMs: 0 })
    const stored = await callAt(first.endpoint, 'POST', configs, { AllowedPublishers: publishers })
    await first.close()
    const second = await startLocalRuntime({ dataDirectory })
    const found = await callAt(second.endpoint, 'GET', at(stored.body.CodeSigningConfig.CodeSigningConfigArn))
    await second.close()
    expect(found.body).toEqual(stored.body)
  })

  const missing = refusal(404, 'ResourceNotFoundException', {
    Message: `The Lambda code signing configuration ${unknown} can not be found.`,
  })
  const missingForFunction = refusal(404, 'CodeSigningConfigNotFoundException', {
    Type: 'User',
    Message: `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${unknown}.`,
  })
  it.each([
    { method: 'GET', path: at(unknown), body: undefined, answer: missing },
    { method: 'PUT', path: at(unknown), body: {}, answer: missing },
    { method: 'DELETE', path: at(unknown), body: undefined, answer: missing },
    { method: 'GET', path: `${at(unknown)}/functions`, body: undefined, answer: missing },
    { method: 'PUT', path: ofFunction('nobody'), body: { CodeSigningConfigArn: unknown }, answer: missingForFunction },
    ...['GET', 'DELETE'].map((method) => ({
      ...{ method, path: ofFunction('nobody'), body: undefined },
      answer: notFound(`Function not found: ${arnOf('nobody')}`),
    })),
  ])('refuses $method $path (FNC-27)', async ({ method, path, body, answer }) => {
    expect(await call(method, path, body)).toEqual(answer)
  })
})

describe('provisioned concurrency', () => {
  const at = (name: string, qualifier: string): string =>
    `/2019-09-30/functions/${name}/provisioned-concurrency?Qualifier=${encodeURIComponent(qualifier)}`
  const list = (name: string) => call('GET', `/2019-09-30/functions/${name}/provisioned-concurrency?List=ALL`)
  const put = (name: string, qualifier: string, ProvisionedConcurrentExecutions: unknown) =>
    call('PUT', at(name, qualifier), { ProvisionedConcurrentExecutions })
  const none = refusal(404, 'ProvisionedConcurrencyConfigNotFoundException', {
    ...{ Type: 'User', message: 'No Provisioned Concurrency Config found for this function' },
  })

  it('is in progress, then ready, listed, and deleted (FNC-26)', async () => {
    await create('warm')
    const config = (allocated: number, Status: string) => ({
      RequestedProvisionedConcurrentExecutions: 5,
      AvailableProvisionedConcurrentExecutions: allocated,
      AllocatedProvisionedConcurrentExecutions: allocated,
      ...{ Status, LastModified: expect.stringMatching(/\+0000$/) },
    })
    expect(await put('warm', 'live', 5)).toEqual({ status: 202, body: config(0, 'IN_PROGRESS') })
    expect((await call('GET', at('warm', 'live'))).body).toEqual(config(5, 'READY'))
    expect((await list('warm')).body.ProvisionedConcurrencyConfigs).toEqual([
      { FunctionArn: `${arnOf('warm')}:live`, ...config(5, 'READY') },
    ])
    const { AccountLimit } = (await call('GET', '/2016-08-19/account-settings')).body
    expect(AccountLimit.ConcurrentExecutions - AccountLimit.UnreservedConcurrentExecutions).toBe(5)
    expect(await put('warm', '1', 1)).toEqual(conflict('Version is pointed by a Provisioned Concurrency alias'))
    expect(await call('DELETE', at('warm', 'live'))).toEqual(gone)
    expect(await call('DELETE', at('warm', 'live'))).toEqual(gone)
    expect(await call('GET', at('warm', 'live'))).toEqual(none)
    await put('warm', '1', 1)
    expect(await put('warm', 'live', 1)).toEqual(
      conflict("Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version"),
    )
    await call('DELETE', at('warm', '1'))
    expect((await list('warm')).body.ProvisionedConcurrencyConfigs).toEqual([])
  })

  it('fits into the reservation of the function and the concurrency of the account (FNC-26)', async () => {
    await create('fits')
    expect((await put('fits', 'live', 2_000)).body.message).toBe(
      "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].",
    )
    expect((await put('fits', 'live', 901)).body.message).toBe(
      "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    )
    await call('PUT', '/2017-10-31/functions/fits/concurrency', { ReservedConcurrentExecutions: 3 })
    expect((await put('fits', 'live', 4)).body.message).toBe(
      'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
    )
    expect((await put('fits', 'live', 3)).status).toBe(202)
  })

  const unpublished = 'The function resource provided must be an alias or a published version.'
  it.each([
    { method: 'GET', name: 'cold', qualifier: '1', answer: none },
    { method: 'GET', name: 'cold', qualifier: '$LATEST', answer: invalid(unpublished) },
    { method: 'DELETE', name: 'cold', qualifier: '$LATEST', answer: invalid(unpublished) },
    {
      ...{ method: 'PUT', name: 'cold', qualifier: '$LATEST' },
      answer: invalid('Provisioned Concurrency Configs cannot be applied to unpublished function versions.'),
    },
    ...['GET', 'PUT', 'DELETE'].flatMap((method) => [
      ...['cold', 'nobody'].map((name) => ({
        ...{ method, name, qualifier: 'noalias' },
        answer: notFound(`Cannot find alias arn: ${arnOf(name)}:noalias`),
      })),
      { method, name: 'cold', qualifier: '10', answer: notFound(`Function not found: ${arnOf('cold')}:10`) },
    ]),
  ])('refuses $method for $name:$qualifier (FNC-26)', async ({ method, name, qualifier, answer }) => {
    await create('cold')
    const body = method === 'PUT' ? { ProvisionedConcurrentExecutions: 1 } : undefined
    expect(await call(method, at(name, qualifier), body)).toEqual(answer)
  })

  it('has at least one environment (FNC-26)', async () => {
    await create('cold')
    expect(await put('cold', '1', 0)).toEqual(
      violation(
        "Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1",
      ),
    )
  })
})

describe('the URL of a function', () => {
  const at = (name: string, query = ''): string => `/2021-10-31/functions/${name}/url${query}`

  it('is created, read, changed, listed and deleted (FNC-28)', async () => {
    await create('reached')
    const created = await call('POST', at('reached'), { AuthType: 'NONE', Cors: { AllowOrigins: ['*'], MaxAge: 60 } })
    const url = {
      ...{ FunctionUrl: expect.stringMatching(/^https:\/\/[a-z0-9]{32}\.lambda-url\.us-east-1\.on\.aws\/$/) },
      ...{ FunctionArn: arnOf('reached'), AuthType: 'NONE', Cors: { AllowOrigins: ['*'], MaxAge: 60 } },
      CreationTime: expect.stringMatching(/Z$/),
    }
    expect(created).toEqual({ status: 201, body: url })
    const whole = { ...url, LastModifiedTime: expect.stringMatching(/Z$/), InvokeMode: 'BUFFERED' }
    expect((await call('GET', at('reached'))).body).toEqual(whole)
    await call('POST', at('reached', '?Qualifier=live'), { AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM' })
    expect(
      (await call('GET', '/2021-10-31/functions/reached/urls')).body.FunctionUrlConfigs.map(
        ({ FunctionArn, InvokeMode }: Record<string, string>) => [FunctionArn, InvokeMode],
      ),
    ).toEqual([
      [arnOf('reached'), 'BUFFERED'],
      [`${arnOf('reached')}:live`, 'RESPONSE_STREAM'],
    ])
    const changed = await call('PUT', at('reached'), { AuthType: 'AWS_IAM' })
    const { InvokeMode: _, ...withoutMode } = whole
    expect(changed).toEqual({ status: 200, body: { ...withoutMode, AuthType: 'AWS_IAM' } })
    expect(await call('POST', at('reached'), { AuthType: 'NONE' })).toEqual(
      conflict(
        `Failed to create function url config for [functionArn = ${arnOf('reached')}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
      ),
    )
    expect(await call('DELETE', at('reached'))).toEqual(gone)
    expect(await call('GET', at('reached'))).toEqual(absent)
  })

  const missing = notFound('Function does not exist')
  it.each([
    { method: 'POST', path: at('nobody'), answer: missing },
    { method: 'PUT', path: at('nobody'), answer: missing },
    { method: 'GET', path: at('nobody'), answer: absent },
    { method: 'DELETE', path: at('nobody'), answer: absent },
    { method: 'GET', path: '/2021-10-31/functions/nobody/urls', answer: missing },
    { method: 'POST', path: at('hidden', '?Qualifier=other'), answer: missing },
    { method: 'PUT', path: at('hidden', '?Qualifier=other'), answer: missing },
    { method: 'GET', path: at('hidden', '?Qualifier=other'), answer: absent },
    { method: 'PUT', path: at('hidden'), answer: absent },
    { method: 'GET', path: at('hidden'), answer: absent },
    { method: 'DELETE', path: at('hidden'), answer: absent },
    ...['1', '$LATEST'].flatMap((qualifier) =>
      ['POST', 'PUT', 'GET', 'DELETE'].map((method) => ({
        ...{ method, path: at('hidden', `?Qualifier=${encodeURIComponent(qualifier)}`) },
        answer: violation(
          `Value '${qualifier}' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: ((?!^\\d+$)^[0-9a-zA-Z-_]+$)`,
        ),
      })),
    ),
  ])('refuses $method $path (FNC-28)', async ({ method, path, answer }) => {
    await create('hidden')
    const body = method === 'POST' || method === 'PUT' ? { AuthType: 'NONE' } : undefined
    expect(await call(method, path, body)).toEqual(answer)
  })
})

describe('runtime management', () => {
  const at = (name: string, query = ''): string => `/2021-07-20/functions/${name}/runtime-management-config${query}`

  it('is automatic until it is changed, for each version (FNC-11)', async () => {
    await create('managed')
    const automatic = { FunctionArn: arnOf('managed'), UpdateRuntimeOn: 'Auto' }
    expect(await call('GET', at('managed'))).toEqual({ status: 200, body: automatic })
    const RuntimeVersionArn = `arn:aws:lambda:us-east-1::runtime:${'a'.repeat(64)}`
    const manual = { FunctionArn: `${arnOf('managed')}:1`, UpdateRuntimeOn: 'Manual', RuntimeVersionArn }
    const changed = await call('PUT', at('managed', '?Qualifier=1'), { UpdateRuntimeOn: 'Manual', RuntimeVersionArn })
    expect(changed).toEqual({ status: 200, body: manual })
    expect((await call('GET', at('managed', '?Qualifier=1'))).body).toEqual(manual)
    expect((await call('GET', at('managed'))).body).toEqual(automatic)
    expect((await call('PUT', at('managed'), { UpdateRuntimeOn: 'Manual' })).status).toBe(400)
    expect((await call('GET', at('nobody'))).status).toBe(404)
  })
})

describe('reads of what this runtime has none of', () => {
  const uuid = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
  it.each([
    { path: '/2015-03-31/event-source-mappings', answer: { EventSourceMappings: [], NextMarker: null } },
    {
      path: `/2015-03-31/event-source-mappings?FunctionName=any&EventSourceArn=arn`,
      answer: { EventSourceMappings: [], NextMarker: null },
    },
    { path: '/2018-10-31/layers', answer: { Layers: [], NextMarker: null } },
    { path: '/2018-10-31/layers/any/versions', answer: { LayerVersions: [], NextMarker: null } },
    { path: '/2025-11-30/capacity-providers', answer: { CapacityProviders: [], NextMarker: null } },
    { path: '/2025-12-01/functions/plain/durable-executions', answer: { DurableExecutions: [], NextMarker: null } },
  ])('answers GET $path with an empty list (FNC-11)', async ({ path, answer }) => {
    await create('plain')
    expect(await call('GET', path)).toEqual({ status: 200, body: answer })
  })

  it.each([
    { method: 'GET', path: `/2015-03-31/event-source-mappings/${uuid}`, answer: absent },
    { method: 'PUT', path: `/2015-03-31/event-source-mappings/${uuid}`, answer: absent },
    { method: 'DELETE', path: `/2015-03-31/event-source-mappings/${uuid}`, answer: absent },
    { method: 'GET', path: '/2018-10-31/layers/any/versions/1', answer: absent },
    {
      ...{ method: 'GET', path: '/2018-10-31/layers/any/versions/1/policy' },
      answer: notFound('Layer version arn:aws:lambda:us-east-1:123456789012:layer:any:1 does not exist.'),
    },
  ])('refuses $method $path (FNC-11)', async ({ method, path, answer }) => {
    expect(await call(method, path)).toEqual(answer)
  })
})
