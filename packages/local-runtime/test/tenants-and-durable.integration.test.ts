import { readFileSync } from 'node:fs'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

// Functions whose tenants are isolated, and durable functions.

const Role = 'arn:aws:iam::123456789012:role/lambda'
const arnOf = (name: string): string => `arn:aws:lambda:us-east-1:123456789012:function:${name}`
const handlerOf = (file: string) => readFileSync(new URL(`./handlers/${file}`, import.meta.url))
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }

let runtime: LocalRuntime
let lambda: LambdaClient

beforeAll(async () => {
  runtime = await startLocalRuntime({ time: 'skip', pendingMs: 0 })
  lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  const node = zip([{ path: 'index.mjs', content: handlerOf('tenants.mjs') }]).toString('base64')
  const python = zip([{ path: 'index.py', content: handlerOf('py_tenants.py') }]).toString('base64')
  const create = async (FunctionName: string, members: object) => {
    const base = { FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: node } }
    expect((await call('POST', '/2015-03-31/functions', { ...base, ...members })).status).toBe(201)
  }
  const TenancyConfig = { TenantIsolationMode: 'PER_TENANT' }
  await create('shared', { TenancyConfig })
  await create('python', { TenancyConfig, Runtime: 'python3.13', Code: { ZipFile: python } })
  await create('plain', {})
  await create('durable', { DurableConfig: { ExecutionTimeout: 60 } })
})
afterAll(async () => {
  lambda.destroy()
  await runtime.close()
})

async function call(method: string, path: string, body?: object) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status, text } = await raw(runtime.endpoint, method, path, sent)
  return { status, body: text === '' ? undefined : JSON.parse(text) }
}

async function invoke(FunctionName: string, TenantId?: string, Qualifier?: string) {
  const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, TenantId, Qualifier }))
  return JSON.parse(Payload?.transformToString() ?? '')
}

const lacksTenant = {
  ...{ name: 'InvalidParameterValueException', $metadata: expect.objectContaining({ httpStatusCode: 400 }) },
  message:
    'The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.',
}

describe('a function with TenancyConfig', () => {
  it.each(['Event', 'RequestResponse', 'DryRun'] as const)(
    'is not invoked without a tenant: %s (TEN-1)',
    async (type) => {
      const command = new InvokeCommand({ FunctionName: 'shared', InvocationType: type })
      await expect(lambda.send(command)).rejects.toMatchObject(lacksTenant)
    },
  )

  it('is not invoked by InvokeAsync, which has no tenant (TEN-1)', async () => {
    const { status, body } = await call('POST', '/2014-11-13/functions/shared/invoke-async', {})
    expect([status, body.message]).toEqual([400, lacksTenant.message])
  })

  it('has an environment for each tenant, and the tenant in the context (TEN-1)', async () => {
    expect(await invoke('shared', 'blue')).toEqual({ tenant: 'blue', runs: 1 })
    expect(await invoke('shared', 'green')).toEqual({ tenant: 'green', runs: 1 })
    expect(await invoke('shared', 'blue')).toEqual({ tenant: 'blue', runs: 2 })
    expect(await invoke('python', 'a b/c@d')).toBe('a b/c@d')
  })

  it('runs an event for its tenant, in the environment of the tenant (TEN-1, INV-2)', async () => {
    const OnSuccess = { Destination: 'arn:aws:sqs:us-east-1:123456789012:done' }
    await call('PUT', '/2019-09-25/functions/shared/event-invoke-config', { DestinationConfig: { OnSuccess } })
    await invoke('shared', 'amber')
    await lambda.send(new InvokeCommand({ FunctionName: 'shared', InvocationType: 'Event', TenantId: 'amber' }))
    await expect.poll(() => runtime.inbox().length).toBe(1)
    expect(JSON.parse(runtime.inbox()[0]?.body ?? '').responsePayload).toEqual({ tenant: 'amber', runs: 2 })
  })

  it.each([
    { tenant: '', constraint: 'Member must have length greater than or equal to 1' },
    { tenant: 'a'.repeat(257), constraint: 'Member must have length less than or equal to 256' },
    {
      tenant: 'a,b',
      constraint: 'Member must satisfy regular expression pattern: [a-zA-Z0-9\\._:\\/=+\\-@ ]+',
    },
  ])('refuses the tenant $tenant (TEN-1)', async ({ tenant, constraint }) => {
    const headers = { 'X-Amz-Tenant-Id': tenant }
    const path = '/2015-03-31/functions/shared/invocations'
    const { status, text } = await raw(runtime.endpoint, 'POST', path, { headers })
    expect([status, text]).toEqual([400, expect.stringContaining(`'tenantId' failed to satisfy constraint`)])
    expect(JSON.parse(text).message).toContain(constraint)
  })

  it('is no destination: a record has no tenant (TEN-1)', async () => {
    const OnSuccess = { Destination: arnOf('shared') }
    await call('PUT', '/2019-09-25/functions/plain/event-invoke-config', { DestinationConfig: { OnSuccess } })
    const command = new InvokeCommand({ FunctionName: 'plain', InvocationType: 'Event' })
    const requestId = (await lambda.send(command)).$metadata.requestId ?? ''
    const timeline = async () => (await raw(runtime.endpoint, 'GET', `/_async-invoke/events/${requestId}`)).text
    await expect.poll(timeline).toContain(lacksTenant.message)
  })

  it('returns its mode, and a plain function has no tenant (TEN-1)', async () => {
    const { body } = await call('GET', '/2015-03-31/functions/shared/configuration')
    expect(body.TenancyConfig).toEqual({ TenantIsolationMode: 'PER_TENANT' })
    expect((await invoke('plain', 'blue')).tenant).toBeNull()
  })
})

describe('a durable function', () => {
  it.each(['Event', 'RequestResponse'] as const)('is not invoked without a qualifier: %s (DUR-1)', async (type) => {
    const command = new InvokeCommand({ FunctionName: 'durable', InvocationType: type })
    await expect(lambda.send(command)).rejects.toMatchObject({
      ...{ name: 'InvalidParameterValueException' },
      message: 'You cannot invoke a durable function using an unqualified ARN.',
    })
  })

  it('is refused by name with a qualifier, since its executions are not modelled (DUR-1)', async () => {
    const command = new InvokeCommand({ FunctionName: 'durable', Qualifier: '$LATEST', InvocationType: 'Event' })
    await expect(lambda.send(command)).rejects.toMatchObject({
      name: 'NotImplementedException',
      message: 'Durable executions are not implemented by async-invoke',
    })
  })
})
