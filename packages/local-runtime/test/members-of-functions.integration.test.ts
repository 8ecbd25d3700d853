import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalRuntime, startLocalRuntime } from '../src/index.ts'
import { raw } from './raw-http.ts'
import { type Members, type MemberType, membersOf } from './sdk-model.ts'
import { zip } from './zip.ts'

// Every member that the SDK can send when it creates or changes a function is kept and returned, or refused by name.

const functions = '/2015-03-31/functions'
const zipOf = (text: string): string => zip([{ path: 'index.mjs', content: text }]).toString('base64')
const ZipFile = zipOf('export const handler = async () => 1')

let runtime: LocalRuntime

beforeAll(async () => {
  runtime = await startLocalRuntime({ pendingMs: 0 })
})
afterAll(() => runtime.close())

async function call(method: string, path: string, body?: object) {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) }
  const { status, text } = await raw(runtime.endpoint, method, path, sent)
  return { status, body: text === '' ? undefined : JSON.parse(text), text }
}

/** Values that the model accepts, by path; all others follow from the type. */
const samples: Readonly<Record<string, unknown>> = {
  Role: 'arn:aws:iam::123456789012:role/other',
  Runtime: 'nodejs22.x',
  Handler: 'index.other',
  Timeout: 7,
  MemorySize: 256,
  KMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/1',
  'Code.SourceKMSKeyArn': 'arn:aws:kms:us-east-1:123456789012:key/2',
  SourceKMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/2',
  'DeadLetterConfig.TargetArn': 'arn:aws:sqs:us-east-1:123456789012:letters',
  'EphemeralStorage.Size': 1_024,
  'TracingConfig.Mode': 'Active',
  'LoggingConfig.LogFormat': 'JSON',
  'LoggingConfig.LogGroup': 'group',
  'SnapStart.ApplyOn': 'PublishedVersions',
  'TenancyConfig.TenantIsolationMode': 'PER_TENANT',
  Architectures: ['arm64'],
  CodeSigningConfigArn: 'arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0000000000000000a',
  PackageType: 'Zip',
}

/** Log levels need JSON logs; SnapStart is for some runtimes. */
const companions: Readonly<Record<string, object>> = {
  'LoggingConfig.ApplicationLogLevel': { LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN' } },
  'LoggingConfig.SystemLogLevel': { LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' } },
  'SnapStart.ApplyOn': { Runtime: 'python3.13', SnapStart: { ApplyOn: 'PublishedVersions' } },
}

/** Members that ask for an effect of the call instead of being kept; other tests show it. */
const effects = new Set(['FunctionName', 'Publish', 'DryRun', 'RevisionId', 'Code.ZipFile', 'ZipFile', 'CodeSha256'])

/** Sentences that speak of a member without its name. */
const sentences = ['other FunctionCode parameters', 'container images', 'The Revision Id', 'Could not unzip']

interface Leaf {
  readonly path: readonly string[]
  readonly value: unknown
}

function leavesOf(members: Members, path: readonly string[] = []): readonly Leaf[] {
  return Object.entries(members).flatMap(([name, type]): readonly Leaf[] => {
    const here = [...path, name]
    if (type.kind === 'structure') return leavesOf(type.members, here)
    return [{ path: here, value: samples[here.join('.')] ?? sampleOf(type) }]
  })
}

function sampleOf(type: MemberType): unknown {
  if (type.kind === 'list') return [sampleOf(type.element)]
  if (type.kind === 'map') return { SAMPLE: sampleOf(type.value) }
  if (type.kind === 'structure')
    return Object.fromEntries(Object.entries(type.members).map(([name, member]) => [name, sampleOf(member)]))
  if (type.kind === 'number') return 5
  if (type.kind === 'boolean') return true
  return 'sample'
}

function bodyOf({ path, value }: Leaf): Record<string, unknown> {
  const companion = companions[path.join('.')]
  if (companion !== undefined) return companion as Record<string, unknown>
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value) as Record<string, unknown>
}

/** All values that a document has under a name, at any depth. */
function valuesUnder(name: string, document: unknown): readonly unknown[] {
  if (typeof document !== 'object' || document === null) return []
  return Object.entries(document).flatMap(([key, value]) => [
    ...(key === name ? [value] : []),
    ...valuesUnder(name, value),
  ])
}

async function expectNotLost(leaf: Leaf, answer: { status: number; text: string }, name: string): Promise<void> {
  const last = leaf.path.at(-1) ?? ''
  const sent = valuesUnder(last, bodyOf(leaf))[0]
  if (answer.status >= 400) {
    expect(answer.status).toBeLessThan(500)
    const named = [...leaf.path, String(sent), ...sentences].some((part) =>
      answer.text.toLowerCase().includes(part.toLowerCase()),
    )
    expect([answer.text, named]).toEqual([answer.text, true])
    return
  }
  if (effects.has(leaf.path.join('.'))) return
  const { body } = await call('GET', `${functions}/${name}`)
  expect(valuesUnder(last, body)).toContainEqual(sent)
}

const created = leavesOf(membersOf('CreateFunctionRequest'))
const titleOf = (leaves: readonly Leaf[]) => leaves.map((leaf) => ({ member: leaf.path.join('.'), leaf }))

describe('CreateFunction', () => {
  it('has all the members of the SDK in the following cases', () => {
    expect(created.length).toBeGreaterThan(40)
  })

  it.each(titleOf(created))('keeps and returns $member, or refuses it by name (FNC-10)', async ({ leaf }) => {
    const name = `created-${leaf.path.join('-')}`
    const Role = 'arn:aws:iam::123456789012:role/lambda'
    const base = { FunctionName: name, Role, Runtime: 'nodejs24.x', Handler: 'index.handler' }
    const { Code = {}, ...members } = bodyOf(leaf)
    const answer = await call('POST', functions, { ...base, Code: { ZipFile, ...(Code as object) }, ...members })
    await expectNotLost(leaf, answer, name)
  })
})

describe.each([
  { operation: 'UpdateFunctionConfiguration', at: 'configuration', base: {} },
  { operation: 'UpdateFunctionCode', at: 'code', base: { ZipFile: zipOf('export const handler = async () => 2') } },
])('$operation', ({ operation, at, base }) => {
  it.each(titleOf(leavesOf(membersOf(`${operation}Request`))))(
    'keeps and returns $member, or refuses it by name (FNC-10)',
    async ({ leaf }) => {
      const name = `updated-${at}-${leaf.path.join('-')}`
      const Role = 'arn:aws:iam::123456789012:role/lambda'
      const creation = { FunctionName: name, Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
      await call('POST', functions, creation)
      const answer = await call('PUT', `${functions}/${name}/${at}`, { ...base, ...bodyOf(leaf) })
      await expectNotLost(leaf, answer, name)
    },
  )
})

describe('a member of a later model', () => {
  it.each([
    { member: 'Later', members: { Later: 'x' } },
    { member: 'VpcConfig.Later', members: { VpcConfig: { SubnetIds: [], Later: 1 } } },
    { member: 'Layers, FileSystemConfigs', members: { Layers: ['arn'], FileSystemConfigs: [{ Arn: 'a' }] } },
  ])('is refused by its path: $member (FNC-10)', async ({ member, members }) => {
    const Role = 'arn:aws:iam::123456789012:role/lambda'
    const base = { FunctionName: 'later', Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
    const { status, body } = await call('POST', functions, { ...base, ...members })
    expect([status, body.message]).toEqual([400, `async-invoke has no ${member}`])
  })

  it.each([
    { members: { Layers: [], FileSystemConfigs: [], ImageConfig: {} } },
    { members: { CapacityProviderConfig: null, ImageConfig: { Command: [], EntryPoint: null } } },
  ])('asks for nothing where it is empty: $members (FNC-10)', async ({ members }) => {
    const Role = 'arn:aws:iam::123456789012:role/lambda'
    const FunctionName = `empty-${Object.keys(members).length}`
    const base = { FunctionName, Role, Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile } }
    expect((await call('POST', functions, { ...base, ...members })).status).toBe(201)
  })
})
