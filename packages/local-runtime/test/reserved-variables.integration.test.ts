import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { zip } from './zip.ts'

const reserved = [
  ...['AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_NAME'],
  ...['AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE'],
  ...['AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT'],
  ...['LAMBDA_RUNTIME_DIR', 'AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
]
const messageFor = (keys: string): string =>
  `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${keys}`

const functions = '/2015-03-31/functions'
const ZipFile = zip([{ path: 'index.mjs', content: 'export const handler = async () => process.env' }]).toString(
  'base64',
)
const basics = { Role: 'arn:aws:iam::123456789012:role/r', Runtime: 'nodejs24.x', Handler: 'index.handler' }

let runtime: LocalRuntime
beforeAll(async () => {
  runtime = await startLocalRuntime({})
  await call('POST', functions, { ...basics, FunctionName: 'f', Code: { ZipFile } })
})
afterAll(() => runtime.close())

async function call(method: string, path: string, body: object) {
  const { status, headers, text } = await raw(runtime.endpoint, method, path, { body: JSON.stringify(body) })
  return { status, type: headers['x-amzn-errortype'], body: JSON.parse(text) }
}

describe('reserved environment variables', () => {
  it.each(reserved)('refuse %s when a function is created or updated', async (name) => {
    const Environment = { Variables: { MINE: '1', [name]: 'mine' } }
    const create = { ...basics, FunctionName: 'refused', Code: { ZipFile }, Environment }
    for (const [method, path, body] of [
      ['POST', functions, create],
      ['PUT', `${functions}/f/configuration`, { Environment }],
    ] as const)
      expect(await call(method, path, body)).toEqual({
        ...{ status: 400, type: 'InvalidParameterValueException' },
        body: { Type: 'User', message: messageFor(name) },
      })
  })

  it('are listed by a refusal in the order given', async () => {
    const Environment = { Variables: { LAMBDA_TASK_ROOT: '/', MINE: '1', AWS_REGION: 'x' } }
    const { body } = await call('PUT', `${functions}/f/configuration`, { Environment })
    expect(body.message).toBe(messageFor('LAMBDA_TASK_ROOT, AWS_REGION'))
  })

  it.each(['_HANDLER', '_X_AMZN_TRACE_ID'])('refuse %s as an invalid name', async (name) => {
    const { type, body } = await call('PUT', `${functions}/f/configuration`, {
      Environment: { Variables: { [name]: '' } },
    })
    expect([type, body.message]).toEqual(['ValidationException', expect.stringContaining('environment.variables')])
  })

  it('are refused for a declared function', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reserved-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const file = join(folder, 'f.mjs')
    writeFileSync(file, 'export const handler = async () => {}')
    await expect(startLocalRuntime({ functions: { f: { file, environment: { AWS_REGION: 'x' } } } })).rejects.toThrow(
      messageFor('AWS_REGION'),
    )
  })

  it("have Lambda's values in the function", async () => {
    await call('PUT', `${functions}/f/configuration`, { Environment: { Variables: { MINE: '1', PATH: '/mine' } } })
    const { body } = await call('POST', `${functions}/f/invocations`, {})
    expect(body).toMatchObject({
      ...{ MINE: '1', PATH: '/mine', AWS_REGION: 'us-east-1', AWS_LAMBDA_FUNCTION_NAME: 'f' },
      ...{ _HANDLER: 'index.handler', _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-/) },
    })
  })
})
