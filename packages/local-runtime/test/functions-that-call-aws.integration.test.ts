import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'

const handlers = (file: string): string => new URL(`./handlers/${file}`, import.meta.url).pathname
const noBoto3 = spawnSync('python3', ['-c', 'import boto3']).status !== 0
const folder = mkdtempSync(join(tmpdir(), 'calls-aws-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const functions = {
  node: { file: handlers('calls-aws.mjs'), timeoutInSeconds: 30 },
  variables: { file: handlers('calls-aws.mjs'), exportName: 'variables', environment: { MINE: 'own' } },
  python: { file: handlers('py_calls_aws.py'), timeoutInSeconds: 30 },
}

const open: LocalRuntime[] = []
afterAll(() => Promise.all(open.map((runtime) => runtime.close())))

async function start(options: LocalRuntimeOptions = {}) {
  const runtime = await startLocalRuntime({ functions, ...options })
  open.push(runtime)
  return async (name: string, event: object = {}) => {
    const path = `/2015-03-31/functions/${name}/invocations`
    const { text } = await raw(runtime.endpoint, 'POST', path, { body: JSON.stringify(event) })
    return JSON.parse(text)
  }
}

describe('a function with an SDK client without settings (RUN-6)', async () => {
  const invoke = await start()

  it('reaches Lambda in the runtime', async () => {
    expect(await invoke('node', { service: 'lambda' })).toEqual({ status: 200 })
  })

  it('reaches the event buses of the runtime', async () => {
    expect(await invoke('node', { service: 'events' })).toEqual({ status: 200 })
  })

  it.each([
    { service: 'sqs', call: 'SQS SendMessage', option: '--sqs-endpoint URL' },
    { service: 'sns', call: 'SNS Publish', option: '--sns-endpoint URL' },
    { service: 's3', call: 'S3 GetObject', option: '--s3-endpoint URL' },
  ])('gets an answer 501 that names $call and $option', async ({ service, call, option }) => {
    const answer = await invoke('node', { service })
    expect(answer).toMatchObject({ status: 501, name: 'NotImplementedException' })
    expect(answer.message).toContain(`${call} is not served`)
    expect(answer.message).toContain(option)
  })

  it.skipIf(noBoto3).each([
    { service: 'sts', method: 'get_caller_identity', call: 'STS GetCallerIdentity', option: 'AWS_ENDPOINT_URL_STS' },
    { service: 'dynamodb', method: 'list_tables', call: 'DynamoDB ListTables', option: 'AWS_ENDPOINT_URL_DYNAMODB' },
    { service: 's3', method: 'list_buckets', call: 'S3 GET /', option: '--s3-endpoint URL' },
    { service: 'iam', method: 'list_roles', call: 'IAM ListRoles', option: '--iam-endpoint URL' },
  ])('gets an answer 501 that names $call in Python', async ({ service, method, call, option }) => {
    const answer = await invoke('python', { service, method })
    expect(answer).toMatchObject({ status: 501, name: 'NotImplementedException' })
    expect(answer.message).toContain(`${call} is not served`)
    expect(answer.message).toContain(option)
  })

  it.skipIf(noBoto3)('reaches Lambda in the runtime from Python', async () => {
    expect(await invoke('python', { service: 'lambda', method: 'list_functions' })).toEqual({ status: 200 })
  })
})

describe('the endpoints of the runtime', () => {
  it('are those that functions use', async () => {
    const seen: string[] = []
    const sqs = createServer((request, response) => {
      seen.push(String(request.headers['x-amz-target']))
      response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0' }).end('{"MessageId":"m"}')
    })
    await new Promise<void>((resolve) => sqs.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(sqs.address() as AddressInfo).port}`
    const invoke = await start({ endpoints: { sqs: url } })
    const { AWS_ENDPOINT_URL_SQS } = await invoke('variables')
    await invoke('node', { service: 'sqs' })
    sqs.close()
    sqs.closeAllConnections()
    expect([AWS_ENDPOINT_URL_SQS, seen]).toEqual([url, ['AmazonSQS.SendMessage']])
  })
})

describe('variables of all functions', () => {
  const file = join(folder, '.env')

  it('come from the options and the file, and a function has its own', async () => {
    writeFileSync(
      file,
      // As editors on Windows write it.
      '\ufeffFROM_FILE=1\r\nBOTH="of the file"\nMINE=file\nAWS_REGION=eu-west-1\nAWS_ACCESS_KEY_ID=AKIDFILE\n',
    )
    const invoke = await start({ environmentFile: file, environment: { BOTH: 'option' }, region: 'eu-west-1' })
    expect(await invoke('variables')).toMatchObject({
      ...{ FROM_FILE: '1', BOTH: 'option', MINE: 'own', AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'AKIDFILE' },
    })
  })

  it.each([
    {
      given: { environment: { AWS_LAMBDA_FUNCTION_NAME: 'f' } },
      message: 'environment.AWS_LAMBDA_FUNCTION_NAME is set, which Lambda sets for each function',
    },
    {
      given: { environment: { A: 'a\0b' } },
      message: 'environment.A is set to a value with a null character',
    },
    {
      given: { environment: { 'A-B': 'x' } },
      message: 'the name of environment.A-B is not the name of an environment variable',
    },
    { given: { environment: { A: 1 } }, message: 'environment.A is not a string: 1' },
    {
      given: { environmentFile: join(folder, 'none') },
      message: `environmentFile cannot be read: ${join(folder, 'none')} (ENOENT)`,
    },
    { text: '_HANDLER=x', message: 'environmentFile sets _HANDLER, which Lambda sets for each function' },
    {
      text: 'AWS_REGION=eu-west-1',
      message: 'environmentFile sets AWS_REGION to eu-west-1, but the option region is us-east-1',
    },
  ])('are refused: $message', async ({ given = { environmentFile: file }, text, message }) => {
    if (text !== undefined) writeFileSync(file, text)
    await expect(startLocalRuntime(given as LocalRuntimeOptions)).rejects.toThrow(message)
  })
})

describe('allowAws', () => {
  it('leaves the general endpoint unset and passes no credentials but this shell’s', async () => {
    const invoke = await start({ allowAws: true })
    const variables = await invoke('variables')
    expect(variables.AWS_ENDPOINT_URL).toBeUndefined()
    expect(variables.AWS_ACCESS_KEY_ID).toBe(process.env.AWS_ACCESS_KEY_ID)
    expect(variables.AWS_ENDPOINT_URL_LAMBDA).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })
})

describe('signingKeys', () => {
  it('are the credentials with which functions call the runtime', async () => {
    const keys = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'secret' }
    const runtime = await startLocalRuntime({ functions, signingKeys: keys })
    open.push(runtime)
    const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
    const lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials: keys })
    const Payload = JSON.stringify({ service: 'lambda' })
    const answer = await lambda.send(new InvokeCommand({ FunctionName: 'node', Payload }))
    lambda.destroy()
    expect(answer.Payload?.transformToString()).toBe('{"status":200}')
  })
})
