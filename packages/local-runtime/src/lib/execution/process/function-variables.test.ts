import { delimiter } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fixedVariables } from '../../options/environment-rules.ts'
import { type AwsAccess, buildAwsVariables } from './aws-variables.ts'
import { buildVariables } from './function-variables.ts'
import type { RunTarget } from './run-target.ts'
import { buildSearchPaths, locate, runtimeDirectory } from './search-paths.ts'

const environment = { logStreamName: '2026/02/10/[7]abc', runtimeApi: '127.0.0.1:1' }
const target = (own: Readonly<Record<string, string>>, runtime = 'nodejs24.x'): RunTarget => ({
  ...{ functionName: 'orders', version: '7', runtime, handler: 'index.handler', layers: [] },
  ...{ directory: '/code', file: undefined, hotReload: false, timeoutInSeconds: 3, memoryInMegabytes: 256 },
  ...{ environment: own, revision: '1' },
})
const build = (
  own: Readonly<Record<string, string>>,
  {
    aws = {},
    shared = {},
    runtime,
  }: { aws?: Record<string, string>; shared?: Record<string, string>; runtime?: string } = {},
): NodeJS.ProcessEnv => buildVariables(target(own, runtime), { region: 'eu-west-1', aws, shared }, environment)

const fixed: Readonly<Record<string, string>> = {
  _HANDLER: 'index.handler',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  AWS_LAMBDA_FUNCTION_NAME: 'orders',
  AWS_LAMBDA_FUNCTION_VERSION: '7',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/orders',
  AWS_LAMBDA_LOG_STREAM_NAME: '2026/02/10/[7]abc',
  AWS_LAMBDA_RUNTIME_API: '127.0.0.1:1',
  AWS_REGION: 'eu-west-1',
  LAMBDA_RUNTIME_DIR: runtimeDirectory,
  LAMBDA_TASK_ROOT: '/code',
}

describe('buildVariables (RUN-6)', () => {
  it("has Lambda's variables, the function's own, and of this machine's only search paths", () => {
    expect(build({ TABLE: 'orders', TZ: 'Europe/Oslo' })).toEqual({
      ...fixed,
      ...buildSearchPaths(target({})),
      ...{ LANG: 'en_US.UTF-8', TZ: 'Europe/Oslo', TABLE: 'orders' },
      ...{ AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR', AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000' },
    })
  })

  it.each([...fixedVariables])('ignores the values of options for %s', (name) => {
    expect(build({ [name]: 'mine' })[name]).toBe(fixed[name])
    expect(build({}, { shared: { [name]: 'ours' } })[name]).toBe(fixed[name])
  })

  it("prefers a function's own variables to those of all functions, and these to the runtime's", () => {
    const aws = { AWS_ENDPOINT_URL: 'http://runtime', AWS_ACCESS_KEY_ID: 'runtime', AWS_SESSION_TOKEN: 'runtime' }
    const shared = { AWS_ENDPOINT_URL: 'http://shared', AWS_ACCESS_KEY_ID: 'shared' }
    expect(build({ AWS_ENDPOINT_URL: 'http://own' }, { aws, shared })).toMatchObject({
      ...{ AWS_ENDPOINT_URL: 'http://own', AWS_ACCESS_KEY_ID: 'shared', AWS_SESSION_TOKEN: 'runtime' },
    })
  })

  it('has no AWS_EXECUTION_ENV in a runtime that is an operating system only', () => {
    expect(build({}, { runtime: 'provided.al2023' })).not.toHaveProperty('AWS_EXECUTION_ENV')
  })
})

describe('buildSearchPaths (RUN-6)', () => {
  const shell = { PATH: '/usr/bin', LD_LIBRARY_PATH: '/machine/lib' }
  const paths = (runtime: string, layers: readonly string[] = []) =>
    Object.fromEntries(
      Object.entries(buildSearchPaths({ runtime, directory: '/code', layers }, shell)).map(([name, value = '']) => [
        name,
        value.replaceAll(runtimeDirectory, '/runtime').split(delimiter),
      ]),
    )

  it.each([
    {
      runtime: 'nodejs22.x',
      own: {
        NODE_PATH: [
          ...[
            '/opt/nodejs/node22/node_modules',
            '/opt/nodejs/node_modules',
            '/runtime/node_modules',
            '/runtime',
            '/code',
          ],
        ],
      },
    },
    {
      runtime: 'python3.12',
      own: { PYTHONPATH: ['/opt/python/lib/python3.12/site-packages', '/opt/python', '/runtime'] },
    },
    { runtime: 'provided.al2023', own: {} },
  ])("has Lambda's paths of $runtime after this machine's", ({ runtime, own }) => {
    expect(paths(runtime)).toEqual({
      PATH: ['/usr/bin', '/opt/bin'],
      LD_LIBRARY_PATH: ['/machine/lib', '/runtime', '/runtime/lib', '/code', '/code/lib', '/opt/lib'],
      ...own,
    })
  })

  it('has the folders of layers in place of /opt, the last layer first', () => {
    const { PATH, PYTHONPATH } = paths('python3.13', ['/one', '/two'])
    expect(PATH).toEqual(['/usr/bin', '/two/bin', '/one/bin'])
    expect(PYTHONPATH?.slice(0, 2)).toEqual(['/two/python/lib/python3.13/site-packages', '/two/python'])
  })
})

describe('locate', () => {
  const files = new Set(['/one/wrapper', '/two/wrapper', '/one/only', '/code/wrapper', '/opt/real'])
  it.each([
    { path: '/opt/wrapper', found: '/two/wrapper' },
    { path: '/opt/only', found: '/one/only' },
    { path: '/opt/real', found: '/opt/real' },
    { path: '/opt/missing', found: '/opt/missing' },
    { path: '/var/task/wrapper', found: '/code/wrapper' },
    { path: 'wrapper', found: 'wrapper' },
  ])('finds $path as $found', ({ path, found }) => {
    expect(locate(path, { directory: '/code', layers: ['/one', '/two'] }, (each) => files.has(each))).toBe(found)
  })
})

describe('buildAwsVariables (RUN-6)', () => {
  const endpoint = 'http://127.0.0.1:9411'
  const access: AwsAccess = { endpoint, endpoints: {}, keys: undefined, allowAws: false }
  const shell = { AWS_ACCESS_KEY_ID: 'real', AWS_PROFILE: 'me', HOME: '/home/me', OTHER: 'x' }

  it('points every service to the runtime, with credentials that are no one’s', () => {
    expect(buildAwsVariables(access, shell)).toEqual({
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_LAMBDA: endpoint },
      ...{
        AWS_ACCESS_KEY_ID: 'async-invoke',
        AWS_SECRET_ACCESS_KEY: 'async-invoke',
        AWS_SESSION_TOKEN: 'async-invoke',
      },
    })
  })

  it('has the endpoints of services, under the names of the SDKs', () => {
    const urls = { sqs: 'http://q', sns: 'http://n', events: 'http://e', s3: 'http://s', iam: 'http://i' }
    expect(buildAwsVariables({ ...access, endpoints: urls }, shell)).toMatchObject({
      ...{
        AWS_ENDPOINT_URL_SQS: 'http://q',
        AWS_ENDPOINT_URL_SNS: 'http://n',
        AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://e',
      },
      ...{ AWS_ENDPOINT_URL_S3: 'http://s', AWS_ENDPOINT_URL_IAM: 'http://i', AWS_ENDPOINT_URL: endpoint },
    })
  })

  it('has the keys that the runtime checks signatures with', () => {
    const keys = { accessKeyId: 'id', secretAccessKey: 'secret' }
    expect(buildAwsVariables({ ...access, keys }, shell)).toMatchObject({
      ...{ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' },
    })
  })

  it('passes the credentials of this shell, and sets no general endpoint, where AWS is allowed', () => {
    expect(buildAwsVariables({ ...access, allowAws: true }, shell)).toEqual({
      ...{ AWS_ACCESS_KEY_ID: 'real', AWS_PROFILE: 'me', HOME: '/home/me', AWS_ENDPOINT_URL_LAMBDA: endpoint },
    })
  })
})
