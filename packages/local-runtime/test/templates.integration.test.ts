import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
} from '@aws-sdk/client-lambda'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type LocalRuntime, type LocalRuntimeOptions, startLocalRuntime } from '../src/index.ts'
import { Registry } from '../src/lib/registry/registry.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const accountId = '000000000000'

let services: FauxqsServer
const folders: string[] = []
const started: { readonly runtime: LocalRuntime; readonly lambda: LambdaClient }[] = []

beforeAll(async () => {
  services = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false })
})
afterEach(async () => {
  for (const { runtime, lambda } of started.splice(0)) {
    lambda.destroy()
    await runtime.close()
  }
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
afterAll(() => services.stop())

/** Writes files, objects as JSON, into a new folder. */
function write(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'async-invoke-template-'))
  folders.push(folder)
  for (const [name, content] of Object.entries(files)) put(join(folder, name), content)
  return folder
}

function put(path: string, content: string | object): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
}

async function start(template: string, options: LocalRuntimeOptions = {}) {
  const lines: string[] = []
  const changes: (readonly string[])[] = []
  const runtime = await startLocalRuntime({
    ...{ template, accountId, time: 'manual' },
    endpoints: { sqs: `http://127.0.0.1:${services.port}` },
    ...options,
    onLine: (name, line) => lines.push(`${name}: ${line}`),
    onTemplate: (notServed) => changes.push(notServed),
  })
  const lambda = new LambdaClient({ endpoint: runtime.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  started.push({ runtime, lambda })
  const event = (FunctionName: string, payload: unknown = {}) =>
    lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(payload) }))
  const call = async (FunctionName: string): Promise<unknown> => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }))
    return JSON.parse(Payload?.transformToString() ?? '')
  }
  return { runtime, lambda, lines, changes, event, call }
}

const orders = (more = ''): string => `
Transform: AWS::Serverless-2016-10-31
Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [handlers/app.ts] } }
    Properties:
      CodeUri: src/
      Handler: app.place
      Runtime: nodejs22.x
      AutoPublishAlias: live
      Environment: { Variables: { STAGE: !Ref Stage, TABLE: !GetAtt Table.Arn } }
      EventInvokeConfig: { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Type: SQS } } }
  Reprocess:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async ({ Records }) => { console.log('again ' + JSON.parse(Records[0].body).requestContext.condition) }"
      Handler: index.handler
      Runtime: nodejs22.x
      Events:
        Failed: { Type: SQS, Properties: { Queue: !GetAtt Orders.DestinationQueue.Arn } }
        Nightly: { Type: Schedule, Properties: { Schedule: rate(1 day), Input: '{ "Records": [{ "body": "{\\"requestContext\\":{\\"condition\\":\\"nightly\\"}}" }] }' } }
  Table: { Type: AWS::DynamoDB::Table }
${more}`
const app = `export const place = async (): Promise<never> => { throw new Error('no stock in ' + process.env.STAGE) }`

describe('a template', () => {
  it('is served end to end: function, OnFailure queue, reprocessing function', async () => {
    const folder = write({ 'template.yaml': orders(), 'src/handlers/app.ts': app })
    const { runtime, lambda, lines, event } = await start(folder, { templateParameters: { Stage: 'test' } })
    expect(runtime.functionNames()).toEqual(['Orders', 'Reprocess'])
    expect(runtime.notServed()).toEqual([
      'Orders (AWS::Lambda::Function) without Environment.Variables.TABLE: the ARN of Table (AWS::DynamoDB::Table) is unknown',
      'Table (AWS::DynamoDB::Table)',
    ])
    const alias = await lambda.send(new GetAliasCommand({ FunctionName: 'Orders', Name: 'live' }))
    expect(alias.FunctionVersion).toBe('1')
    await event('Orders:live')
    await expect
      .poll(async () => {
        await runtime.advanceMs(1_000)
        return lines.join('\n')
      })
      .toContain('again RetriesExhausted')
    expect(lines.join('\n')).toContain('no stock in test')
    expect(lines.join('\n')).not.toContain('again nightly')
    await runtime.advanceMs(86_400_000)
    expect(lines.join('\n')).toContain('again nightly')
  })

  it('is deployed again when its file changes', async () => {
    const queue = '  Other: { Type: AWS::SQS::Queue }\n'
    const folder = write({ 'template.yaml': orders(queue), 'src/handlers/app.ts': app })
    const { runtime, lambda, changes } = await start(folder)
    const changed = orders()
      .replace('MaximumRetryAttempts: 0', 'MaximumRetryAttempts: 1')
      .replace(/ {2}Reprocess:[\s\S]*?(?= {2}Table)/, '')
      .replace('Runtime: nodejs22.x', 'Runtime: nodejs22.x\n      Timeout: 7')
    put(join(folder, 'template.yaml'), 'Resources: [')
    put(join(folder, 'template.yaml'), changed)
    await expect.poll(() => changes.length).toBeGreaterThan(0)
    expect(runtime.functionNames()).toEqual(['Orders'])
    const { FunctionEventInvokeConfigs } = await lambda.send(
      new ListFunctionEventInvokeConfigsCommand({ FunctionName: 'Orders' }),
    )
    expect(FunctionEventInvokeConfigs).toMatchObject([{ MaximumRetryAttempts: 1 }])
    const configuration = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'Orders:live' }))
    expect(configuration).toMatchObject({ Timeout: 7, Version: '2' })
    await expect
      .poll(async () => (await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings)
      .toEqual([])
  })

  it('keeps what is served while it cannot be read', async () => {
    const faults: unknown[] = []
    const folder = write({ 'template.yaml': orders(), 'src/handlers/app.ts': app })
    const { runtime } = await start(join(folder, 'template.yaml'), { onFault: (fault) => faults.push(fault) })
    put(join(folder, 'template.yaml'), 'Resources: [')
    await expect.poll(() => faults.length).toBe(1)
    expect(String(faults[0])).toContain(join(folder, 'template.yaml'))
    expect(runtime.functionNames()).toEqual(['Orders', 'Reprocess'])
  })

  it('runs the output of sam build and the assets of a cdk.out as they are', async () => {
    const built = write({
      '.aws-sam/build/template.yaml': orders().replace('CodeUri: src/', 'CodeUri: Orders'),
      '.aws-sam/build/Orders/app.js': "exports.place = async () => 'built'",
    })
    const sam = await start(join(built, '.aws-sam/build'))
    expect(await sam.call('Orders')).toBe('built')
    const cdk = await start(
      write({
        'manifest.json': {
          artifacts: {
            Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } },
            Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Stage' } },
            Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
          },
        },
        'Shop.template.json': cdkStack({ FunctionName: 'shop' }, { 'aws:asset:path': 'asset.aa' }),
        'asset.aa/index.js': "exports.handler = async () => 'asset'",
        'assembly-Stage/manifest.json': {
          artifacts: { Prod: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Prod.template.json' } } },
        },
        'assembly-Stage/Prod.template.json': cdkStack({ FunctionName: 'prod' }, {}),
        'assembly-Stage/Prod.assets.json': {
          files: { aa: { source: { path: '../asset.bb' }, destinations: { here: { objectKey: 'aa.zip' } } } },
        },
        'asset.bb/index.js': "exports.handler = async () => 'by its key'",
      }),
    )
    expect(cdk.runtime.notServed()).toEqual([])
    expect(await cdk.call('shop')).toBe('asset')
    expect(await cdk.call('prod')).toBe('by its key')
  })

  it('reports what Lambda would refuse, in its words, and what is not on this machine', async () => {
    const folder = write({
      'template.json': {
        Resources: {
          Image: { Type: 'AWS::Lambda::Function', Properties: { PackageType: 'Image', Code: { ImageUri: 'x' } } },
          Java: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: '.', Handler: 'a.B', Runtime: 'java21' } },
          Bucket: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'b', S3Key: 'k' } } },
          Missing: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: 'nowhere', Handler: 'a.b' } },
          Old: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs14.x', Code: { ZipFile: '1' } } },
          F: {
            Type: 'AWS::Lambda::Function',
            Properties: { Role: { 'Fn::GetAtt': ['R', 'Arn'] }, Code: { ZipFile: '1' } },
          },
          R: { Type: 'AWS::IAM::Role', Properties: {} },
          C: {
            Type: 'AWS::Lambda::EventInvokeConfig',
            Properties: {
              ...{ FunctionName: { Ref: 'F' }, Qualifier: '$LATEST' },
              DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Q', 'Arn'] } } },
            },
          },
          Q: { Type: 'AWS::SQS::Queue' },
        },
      },
    })
    const { runtime } = await start(folder)
    expect(runtime.notServed()).toEqual([
      'Image (AWS::Lambda::Function): its code is an image, which needs a container',
      'Java (AWS::Lambda::Function): its runtime is java21; nodejs, python and provided runtimes run here',
      'Bucket (AWS::Lambda::Function): its code is not on this machine',
      `Missing (AWS::Lambda::Function): there is no ${join(folder, 'nowhere')}; build the template first`,
      expect.stringMatching(/^Old \(AWS::Lambda::Function\): .*nodejs14\.x/),
      "F:$LATEST (event invoke config): The function's execution role does not have permissions to call SendMessage on arn:aws:sqs:us-east-1:000000000000:Q",
    ])
  })

  it('looks through all functions no more often the more there are', async () => {
    const all = vi.spyOn(Registry.prototype, 'all')
    const looksOf = async (count: number): Promise<number> => {
      const names = Array.from({ length: count }, (_, index) => `F${index}`)
      const Properties = { CodeUri: 'src', Handler: 'app.handler', Runtime: 'nodejs22.x', AutoPublishAlias: 'live' }
      const Resources = Object.fromEntries(
        names.map((name) => [name, { Type: 'AWS::Serverless::Function', Properties }]),
      )
      const folder = write({
        'template.json': { Transform: 'AWS::Serverless-2016-10-31', Resources },
        'src/app.mjs': 'export const handler = async () => {}',
      })
      all.mockClear()
      const { runtime } = await start(folder)
      const looks = all.mock.calls.length
      expect(runtime.functionNames()).toHaveLength(count)
      return looks
    }
    const few = await looksOf(2)
    // What is prepared after a while may look once more.
    expect((await looksOf(20)) - few).toBeLessThan(5)
    all.mockRestore()
  })

  it('leaves a function to the options that declare it', async () => {
    const folder = write({
      'template.yaml': orders(),
      'src/handlers/app.ts': app,
      'own.mjs': "export const handler = async () => 'own'",
    })
    const { runtime, call } = await start(folder, { functions: { Orders: { file: join(folder, 'own.mjs') } } })
    expect(await call('Orders')).toBe('own')
    expect(runtime.notServed()).toContain(
      'Orders (AWS::Lambda::Function): the options declare a function of its name, which wins',
    )
  })

  it('removes permissions that it no longer has', async () => {
    const permission = (Action: string) => ({
      Resources: {
        F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: '1' } } },
        [Action.includes('Invoke') ? 'P' : 'Other']: {
          Type: 'AWS::Lambda::Permission',
          Properties: { FunctionName: { Ref: 'F' }, Action, Principal: 's3.amazonaws.com' },
        },
      },
    })
    const folder = write({ 'template.json': permission('lambda:InvokeFunction') })
    const { lambda, changes } = await start(folder)
    const policy = async (): Promise<string | undefined> =>
      (await lambda.send(new GetPolicyCommand({ FunctionName: 'F' }))).Policy
    expect(await policy()).toContain('lambda:InvokeFunction')
    put(join(folder, 'template.json'), permission('lambda:GetFunction'))
    await expect.poll(() => changes.length).toBe(1)
    expect(await policy()).not.toContain('lambda:InvokeFunction')
  })

  it.each([
    { path: 'missing.yaml', message: /template: .*missing\.yaml cannot be read: ENOENT/ },
    { path: '', message: /template: .* has none of manifest\.json, template\.yaml/ },
    { path: 'broken.yaml', message: /template: .*broken\.yaml cannot be read: / },
    { path: 'other.json', message: /template: .*other\.json cannot be read: it is no template: it has no Resources$/ },
    { path: 'web', message: /template: .*manifest\.json is none of the CDK: it has no artifacts$/ },
    { path: 'half', message: /template: .*manifest\.json cannot be read: .*JSON/ },
    { path: 'endless', message: /template: .*manifest\.json holds itself$/ },
    { path: 'staged.json', message: /template: .*staged\.json has no parameter Stge; did you mean Stage\?$/ },
    { path: 'bare.json', message: /template: .*bare\.json has no parameter Stge; it has none$/ },
  ])('is refused when it cannot be read: "$path"', async ({ path, message }) => {
    const staged = { Parameters: { Stage: { Type: 'String' } }, Resources: {} }
    const itself = { a: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } }
    const folder = write({
      ...{ 'broken.yaml': 'Resources: [', 'staged.json': staged, 'bare.json': { Resources: {} } },
      ...{ 'other.json': { scripts: {} }, 'web/manifest.json': { name: 'app' }, 'half/manifest.json': '{\n"' },
      'endless/manifest.json': { artifacts: itself },
    })
    const started = startLocalRuntime({ template: join(folder, path), templateParameters: { Stge: 'prod' } })
    await expect(started).rejects.toThrow(message)
  })
})

function cdkStack(properties: object, metadata: object): object {
  const Code = { S3Bucket: { 'Fn::Sub': 'cdk-assets' }, S3Key: 'aa.zip' }
  const Properties = { ...properties, Code, Handler: 'index.handler', Runtime: 'nodejs22.x' }
  const Metadata = { 'aws:cdk:path': 'Shop/F', ...metadata, 'aws:asset:property': 'Code' }
  return { Resources: { F: { Type: 'AWS::Lambda::Function', Properties, Metadata } } }
}
