import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { zip } from '../../local-runtime/test/zip.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const node = ['--conditions=@async-invoke/source', main]
const folder = mkdtempSync(join(tmpdir(), 'async-invoke-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const handler = join(folder, 'someone-elses.mjs')
writeFileSync(handler, 'export const main = async (event) => { throw new Error("no " + event.what) }\n')
writeFileSync(join(folder, 'broken.mjs'), 'export const handler = async () => {\n')

const run = (...args: string[]) => spawnSync(process.execPath, [...node, ...args], { encoding: 'utf8' })

/** Keys of the shell in which the commands run. */
const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }

let running: ChildProcess | undefined
let output = ''

/** Starts `dev` and resolves with its endpoint once it listens. */
function dev(...args: string[]): Promise<string> {
  return devIn(process.cwd(), ...(args.includes('--data') ? [] : ['--memory']), ...args)
}

async function devIn(cwd: string, ...args: string[]): Promise<string> {
  output = ''
  const child = spawn(process.execPath, [...node, 'dev', '--port', '0', ...args], {
    cwd,
    env: { ...process.env, ...keys },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running = child
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  await expect.poll(() => output).toMatch(/at http:\/\/127\.0\.0\.1:\d+/)
  return /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? ''
}

async function stop(): Promise<void> {
  running?.kill('SIGTERM')
  if (running?.exitCode === null) await once(running, 'exit')
}

afterEach(() => {
  running?.kill('SIGKILL')
  running = undefined
})

describe('async-invoke', () => {
  it.each([
    { args: ['--help'], status: 0, output: /Usage:/ },
    { args: ['dev', '--help'], status: 0, output: /--time real\|skip\|manual/ },
    { args: ['invoke', '--help'], status: 0, output: /--watch/ },
    { args: ['--version'], status: 0, output: /^\d+\.\d+\.\d+$/m },
    { args: [], status: 2, output: /Usage:/ },
  ])('prints $output and exits with $status for $args', ({ args, status, output }) => {
    const ran = run(...args)
    expect([ran.status, ran.stderr]).toEqual([status, ''])
    expect(ran.stdout).toMatch(output)
  })

  it.each([
    { args: ['deploy'], status: 2, message: "async-invoke: unknown command 'deploy'" },
    { args: ['constructor'], status: 2, message: "async-invoke: unknown command 'constructor'" },
    {
      args: ['dev', 'nowhere.json'],
      status: 2,
      message: 'async-invoke: configuration file not found: nowhere.json',
    },
    { args: ['invoke'], status: 2, message: 'async-invoke: invoke needs NAME: Name or ARN of the function.' },
    { args: ['dev', '--prot', '1'], status: 2, message: 'unknown flag --prot; did you mean --port?' },
    { args: ['dev', '--prot', '1'], status: 2, message: "See 'async-invoke dev --help'." },
    { args: ['invok', 'f'], status: 2, message: "unknown command 'invok'; did you mean invoke?" },
    { args: ['invoke', 'f', '--payload', '{'], status: 2, message: '--payload is not JSON: ' },
    {
      args: ['invoke', 'f', '--payload', '@nowhere.json'],
      status: 3,
      message: 'cannot read --payload nowhere.json: ENOENT',
    },
    { args: ['completion', 'tcsh'], status: 2, message: 'powershell; there is none for tcsh' },
    {
      args: ['dev', '--memory', '--function', `f=${folder}`],
      status: 3,
      message: `the handler file of f is a folder: ${folder}`,
    },
    {
      args: ['invoke', 'f', '--endpoint', 'http://127.0.0.1:9'],
      status: 3,
      message: 'async-invoke: no response from http://127.0.0.1:9; start the runtime',
    },
    {
      args: ['dev', '--memory', '--function', 'f=/nowhere/f.mjs'],
      status: 3,
      message: 'async-invoke: the handler file of f cannot be read: /nowhere/f.mjs',
    },
  ])('exits with $status for $args: $message', ({ args, status, message }) => {
    const ran = run(...args)
    expect(ran.status).toBe(status)
    expect(ran.stderr).toContain(message)
    expect(ran.stderr).not.toMatch(/\n +at /)
  })

  it('refuses a destination that the roles of the configuration file do not allow (CFG-14f)', async () => {
    const config = join(folder, 'roles.json')
    const role = 'arn:aws:iam::123456789012:role/orders'
    const functions = { orders: { file: handler, exportName: 'main', role } }
    writeFileSync(config, JSON.stringify({ functions, roles: { [role]: { Statement: [] } } }))
    const endpoint = await dev(config)
    const Destination = 'arn:aws:sqs:us-east-1:123456789012:failures'
    const body = JSON.stringify({ DestinationConfig: { OnFailure: { Destination } } })
    const path = '/2019-09-25/functions/orders/event-invoke-config'
    const answer = (await (await fetch(endpoint + path, { method: 'PUT', body })).json()) as { message: string }
    expect(answer.message).toContain(`does not have permissions to call SendMessage on ${Destination}`)
  })

  it('protects the page and the control API with a token or a signature where signatures are required', async () => {
    const endpoint = await dev('--time', 'skip', '--require-signature', '--function', `f=${handler}#main`)
    const page = /page: (\S+)/.exec(output)?.[1] ?? ''
    expect(page).toMatch(/\/_async-invoke\/\?token=[0-9a-f]{32}$/)
    expect((await fetch(page)).status).toBe(200)
    for (const path of ['', 'inbox', 'events'])
      expect((await fetch(`${endpoint}/_async-invoke/${path}`)).status).toBe(403)
    const watched = spawnSync(process.execPath, [...node, 'invoke', 'f', '--endpoint', endpoint, '--watch'], {
      encoding: 'utf8',
      env: { ...process.env, ...keys },
    })
    expect([watched.status, watched.stderr]).toEqual([1, ''])
    expect(watched.stdout).toContain('RetriesExhausted')
    await stop()
  })

  it('serves a function with skipped time, prints its timeline, and stops at a signal', async () => {
    const endpoint = await dev('--time', 'skip', '--function', `f=${handler}#main`)
    await expect.poll(() => output).toContain(`page: ${endpoint}/_async-invoke/\n`)
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
    const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials })
    await lambda.send(new InvokeCommand({ FunctionName: 'f', InvocationType: 'Event', Payload: '{"what":"stock"}' }))
    await expect.poll(() => output).toContain('RetriesExhausted, count 3')
    lambda.destroy()
    expect(output).toMatch(/^ {4}f \| \d{4}-\S+Z\t\S{36}\tERROR\tInvoke Error \t\{"errorType":/m)
    expect(output).toMatch(/\+\d\.\d{3} s {2}wait 60 s {3}\[4\.2\.5c\]/)
    expect(output).toMatch(/\+6\d\.\d{3} s {2}wait 120 s {3}\[4\.2\.5c\]/)
    expect(output).toMatch(/\+18\d\.\d{3} s {2}ended {7}RetriesExhausted, count 3 {2}\[4\.2\.5a RTY-4\]/)
    running?.kill('SIGTERM')
    const [code] = running === undefined ? [] : await once(running, 'exit')
    expect(code).toBe(0)
    expect(output).not.toContain('Warning')
  })

  it('keeps running after the reader of its output has closed the pipe', async () => {
    const endpoint = await dev('--time', 'skip', '--function', `f=${handler}#main`)
    running?.stdout?.destroy()
    for (const what of ['a', 'b', 'c']) {
      expect(run('invoke', 'f', '--endpoint', endpoint, '--payload', JSON.stringify({ what })).status).toBe(0)
      await expect
        .poll(async () => JSON.stringify(await (await fetch(`${endpoint}/_async-invoke/events?state=ended`)).json()))
        .toContain('RetriesExhausted')
    }
    expect([running?.exitCode, running?.signalCode]).toEqual([null, null])
    running?.kill('SIGTERM')
    const [code] = running === undefined ? [] : await once(running, 'exit')
    expect([code, output]).toEqual([0, expect.not.stringContaining('EPIPE')])
  })

  it('runs a function created from a zip, over restarts with a renamed data directory (FNC-14)', async () => {
    const here = mkdtempSync(join(tmpdir(), 'async-invoke-empty-'))
    onTestFinished(() => rmSync(here, { recursive: true, force: true }))
    const lambda = (endpoint: string) =>
      new LambdaClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
    const answer = async (endpoint: string) => {
      const { Payload } = await lambda(endpoint).send(new InvokeCommand({ FunctionName: 'zipped' }))
      return Buffer.from(Payload ?? []).toString()
    }
    const first = await devIn(here)
    const code = 'exports.handler = async () => require("./lib/answer.js")'
    const ZipFile = zip([
      { path: 'index.js', content: code },
      { path: 'lib/answer.js', content: 'module.exports = "from a zip"' },
    ])
    const created = {
      FunctionName: 'zipped',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile },
    } as const
    await lambda(first).send(new CreateFunctionCommand({ ...created, Role: 'arn:aws:iam::123456789012:role/r' }))
    await expect.poll(() => answer(first)).toBe('"from a zip"')
    await stop()

    // By another path, from another working directory; then renamed.
    expect(await answer(await devIn(tmpdir(), '--data', relative(tmpdir(), join(here, '.async-invoke'))))).toBe(
      '"from a zip"',
    )
    await stop()
    renameSync(join(here, '.async-invoke'), join(here, 'moved'))
    expect(await answer(await devIn(here, '--data', 'moved'))).toBe('"from a zip"')
  })

  it('runs functions from an empty folder with its defaults, with variables of all functions (RUN-6)', async () => {
    const here = mkdtempSync(join(tmpdir(), 'async-invoke-empty-'))
    onTestFinished(() => rmSync(here, { recursive: true, force: true }))
    const code = 'export const handler = async () => ['
    const variables = 'process.env.A, process.env.B, process.env.AWS_ENDPOINT_URL_SQS, process.env.AWS_ENDPOINT_URL'
    writeFileSync(join(here, 'orders.mjs'), `${code}${variables}]`)
    writeFileSync(join(here, '.env'), 'A=file\nB=file\n')
    const flags = ['--function', 'orders=orders.mjs', '--env-file', '.env', '--env', 'A=flag']
    const endpoint = await devIn(here, ...flags, '--sqs-endpoint', 'http://127.0.0.1:9324')
    const response = await fetch(`${endpoint}/2015-03-31/functions/orders/invocations`, { method: 'POST' })
    expect(await response.json()).toEqual(['flag', 'file', 'http://127.0.0.1:9324', endpoint])
    const table = await fetch(endpoint, { method: 'POST', headers: { 'X-Amz-Target': 'DynamoDB_20120810.PutItem' } })
    expect([table.status, await table.text()]).toEqual([
      501,
      expect.stringContaining('--env AWS_ENDPOINT_URL_DYNAMODB=URL'),
    ])
  })

  it('signs requests with the keys of the shell', async () => {
    const config = join(folder, 'signed.json')
    const signingKeys = { accessKeyId: 'local', secretAccessKey: 'secret' }
    writeFileSync(config, JSON.stringify({ signingKeys, functions: { f: { file: handler, exportName: 'main' } } }))
    const endpoint = await dev(config)
    const invoked = (env: Readonly<Record<string, string>>) =>
      spawnSync(process.execPath, [...node, 'invoke', 'f:$LATEST', '--qualifier', '$LATEST', '--endpoint', endpoint], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...env },
      })
    const good = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'secret' }
    expect(invoked(good)).toMatchObject({ status: 0, stderr: '' })
    expect(invoked({ ...good, AWS_SESSION_TOKEN: 'token' })).toMatchObject({ status: 0, stderr: '' })
    expect(invoked({ ...good, AWS_SECRET_ACCESS_KEY: 'other' }).stderr).toContain('InvalidSignatureException')
    expect(invoked({}).stderr).toContain('MissingAuthenticationTokenException')
  })

  it('starts with a configuration file, and follows an event to its record in the inbox', async () => {
    const Destination = 'arn:aws:sqs:us-east-1:123456789012:failures'
    const config = {
      time: 'skip',
      functions: {
        f: {
          file: 'someone-elses.mjs',
          exportName: 'main',
          eventInvokeConfigs: { $LATEST: { MaximumRetryAttempts: 1, OnFailure: Destination } },
          deadLetterTargetArn: Destination.replace('failures', 'dead-letters'),
        },
      },
    }
    const file = join(folder, 'async-invoke.config.json')
    writeFileSync(file, JSON.stringify(config))
    const endpoint = await dev(file)
    const ran = run('invoke', 'f', '--endpoint', endpoint, '--payload', '{"what": "stock"}', '--watch')
    expect([ran.status, ran.stderr]).toEqual([1, ''])
    expect(ran.stdout).toMatch(/^202 accepted as [0-9a-f-]{36}$/m)
    expect(ran.stdout).toMatch(/attempt-ended {2}1 {2}functionError\n {2}Error: no stock$/m)
    expect(ran.stdout).toMatch(/attempt-ended {2}2 {2}functionError$/m)
    const inInbox = 'in the inbox and not sent, since sqs has no endpoint'
    expect(ran.stdout).toContain(`kept  ${inInbox}  OnFailure  ${Destination}`)
    await expect.poll(() => output).toContain(`kept        OnFailure for ${Destination}: ${inInbox}`)
    expect(`${ran.stdout}${output}`).not.toContain('delivered')
    expect(ran.stdout).toContain(`in the inbox, for ${Destination}:\n{"version":"1.0",`)
    expect(ran.stdout).toContain('"requestPayload":{"what": "stock"}')
    expect(ran.stdout).toMatch(/:dead-letters:\n\{"what": "stock"\}\n {2}RequestID .*\n {2}ErrorCode {5}200\n {2}Error/)
    const bodies = run('inbox', '--bodies', '--endpoint', endpoint).stdout
    writeFileSync(join(folder, 'bodies.ndjson'), bodies)
    const groups = run('read', join(folder, 'bodies.ndjson'), '--quiet').stdout
    expect(groups.match(/^ {7}1 {2}\S+ {2}\S+/gm)?.sort()).toEqual([
      '       1  (dead-letter)  handler-error',
      '       1  f:$LATEST  handler-error',
    ])
    const refused = run('invoke', 'nobody', '--endpoint', endpoint)
    expect([refused.status, refused.stderr]).toEqual([
      3,
      expect.stringMatching(
        /^async-invoke: ResourceNotFoundException: Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:\$LATEST; there are: f\n$/,
      ),
    ])
  })

  it('reports that time continues from the data directory', async () => {
    const data = join(folder, 'ahead')
    mkdirSync(data)
    writeFileSync(join(data, 'clock'), '2126-02-10T09:15:00.000Z\n')
    await dev('--data', data, '--time', 'manual')
    const line = 'time continues from 2126-02-10T09:15:00.000Z, as stored in the data directory'
    await expect.poll(() => output).toContain(line)
  })

  it('reports a port that is taken, and suggests another one', async () => {
    const endpoint = await dev('--function', `f=${handler}#main`)
    const taken = run('dev', '--memory', '--port', new URL(endpoint).port, '--function', `f=${handler}#main`)
    expect(taken.status).toBe(3)
    expect(taken.stderr).toMatch(/port \d+ is taken by another process; choose another one with --port, or --port 0/)
  })
})

describe('the AWS CLI, unmodified', () => {
  const aws = (endpoint: string, ...args: string[]) =>
    spawnSync('aws', ['--endpoint-url', endpoint, '--region', 'us-east-1', 'lambda', ...args], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH,
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 'b',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    })
  const version = awsVersion()

  it("invokes, configures and gets Lambda's errors", async (context) => {
    if (version === undefined) return context.skip('no AWS CLI on this machine')
    const endpoint = await dev(
      '--time',
      'skip',
      '--function',
      `error=${handler}#main`,
      '--function',
      `broken=${join(folder, 'broken.mjs')}`,
    )
    const out = join(folder, 'response.json')
    // Version 2 expects base64 unless this flag is set; version 1 does not know the flag.
    const binary = version.startsWith('aws-cli/1') ? [] : ['--cli-binary-format', 'raw-in-base64-out']
    const invoke = (name: string, payload: string, ...more: string[]) =>
      aws(endpoint, 'invoke', '--function-name', name, ...binary, '--payload', payload, ...more, out)
    const event = ['--invocation-type', 'Event']

    expect(JSON.parse(invoke('error', '{ "key": "value" }', ...event).stdout)).toEqual({ StatusCode: 202 })
    const put = [
      'put-function-event-invoke-config',
      '--function-name',
      'error',
      '--maximum-event-age-in-seconds',
      '3600',
    ]
    expect(JSON.parse(aws(endpoint, ...put, '--maximum-retry-attempts', '0').stdout)).toMatchObject({
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST',
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 3600,
      DestinationConfig: { OnSuccess: {}, OnFailure: {} },
    })
    expect(aws(endpoint, ...put, '--maximum-retry-attempts', '5').stderr).toContain('maximumRetryAttempts')
    expect(invoke('error', '{', ...event).stderr).toContain('(InvalidRequestContentException)')
    expect(invoke('nobody', '{}', ...event).stderr).toContain(
      '(ResourceNotFoundException) when calling the Invoke operation: Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody:$LATEST',
    )
    const broken = JSON.parse(invoke('broken', '{}').stdout)
    expect(broken).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' })
    const layer = ['publish-layer-version', '--layer-name', 'any', '--content', 'S3Bucket=any,S3Key=any']
    expect(aws(endpoint, ...layer).stderr).toContain('PublishLayerVersion is not implemented by async-invoke')
    expect(JSON.parse(invoke('error', '{}', ...event).stdout)).toEqual({ StatusCode: 202 })
  })
})

function awsVersion(): string | undefined {
  try {
    return execFileSync('aws', ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}
