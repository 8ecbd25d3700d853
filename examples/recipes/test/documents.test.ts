import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asEventBridgeEvent } from '@async-invoke/destinations/testing'
import { startTestRuntime, type TestRuntime } from '@async-invoke/local-runtime/testing'
import { checkDesiredState } from '@async-invoke/schemas/desired-state'
import { EventBridgeClient, TestEventPatternCommand } from '@aws-sdk/client-eventbridge'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { type Block, excerpts, inLanguage, recipes, root } from './blocks.ts'

/** CloudFormation's short forms, as their long ones. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => ({ [tag]: text }) }))

function parseYaml({ code }: Block) {
  const document = parseDocument(code, { customTags })
  expect([...document.errors, ...document.warnings].map(String)).toEqual([])
  return document.toJS()
}

describe('YAML in the recipes', () => {
  it.each(inLanguage(recipes, 'yaml'))('parses, and is a desired state where it says so: $where', (block) => {
    const document = parseYaml(block)
    if (document.version !== undefined) expect(checkDesiredState(document)).toEqual([])
  })

  it('names metrics that Lambda has (13)', () => {
    const area = JSON.parse(readFileSync(join(root, 'rules/observability.json'), 'utf8'))
    const { value } = area.statements.find(({ id }: { id: string }) => id === '13')
    const alarms = inLanguage(recipes, 'yaml').filter(({ page }) => page === 'alarms')
    const resources = alarms.flatMap((block) => Object.values(parseYaml(block).Resources ?? {}))
    const named = resources.map((resource) => (resource as { Properties: Record<string, string> }).Properties)
    const ofLambda = named.filter(({ Namespace }) => Namespace === 'AWS/Lambda').map(({ MetricName }) => MetricName)
    expect(ofLambda.length).toBeGreaterThan(0)
    expect(Object.keys(value)).toEqual(expect.arrayContaining(ofLambda))
    const [hcl] = inLanguage(recipes, 'hcl')
    for (const name of ofLambda) expect(hcl?.code).toContain(` ${name} `)
  })
})

describe('Terraform in the recipes', () => {
  const { error } = spawnSync('terraform', ['version'])

  it.for(inLanguage(recipes, 'hcl'))('parses and is formatted: $where', ({ code }, context) => {
    if (error !== undefined) return context.skip('no terraform on this machine')
    const { status, stderr } = spawnSync('terraform', ['fmt', '-check', '-'], { input: code, encoding: 'utf8' })
    expect(status, stderr).toBe(0)
  })
})

describe('the event patterns of the recipes', () => {
  let runtime: TestRuntime
  let events: EventBridgeClient
  beforeAll(async () => {
    runtime = await startTestRuntime()
    events = runtime.client(EventBridgeClient)
  })
  afterAll(() => runtime.close())

  const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders:live'
  const failure = {
    version: '1.0',
    timestamp: '2026-02-10T09:20:31.902Z',
    requestContext: { requestId: 'r-1', functionArn, condition: 'RetriesExhausted', approximateInvokeCount: 3 },
    requestPayload: { total: 129.5 },
    responseContext: { statusCode: 200, executedVersion: '7', functionError: 'Unhandled' },
    responsePayload: {
      errorType: 'PaymentDeclined',
      errorMessage: 'RequestId: r-1 Error: Task timed out after 3.00 s',
    },
  }
  const expired = {
    ...failure,
    requestContext: { ...failure.requestContext, condition: 'EventAgeExceeded' },
    responsePayload: failure.responsePayload,
  }
  const success = {
    ...failure,
    requestContext: {
      ...failure.requestContext,
      functionArn: functionArn.replace('orders', 'mail'),
      condition: 'Success',
    },
    requestPayload: { total: 1 },
    responseContext: { statusCode: 200, executedVersion: '7' },
    responsePayload: null,
  }
  const patterns = inLanguage(recipes, 'json').filter(({ page }) => page === 'eventbridge-rules')

  it.each(patterns)('match a failure and no success: $where', async ({ code: EventPattern }) => {
    const matches = async (record: object) => {
      const Event = JSON.stringify(asEventBridgeEvent(JSON.stringify(record)))
      return (await events.send(new TestEventPatternCommand({ EventPattern, Event }))).Result
    }
    expect([await matches(failure), await matches(expired)]).toContain(true)
    expect(await matches(success)).toBe(false)
  })
})

describe('commands in the recipes', () => {
  const program = join(dirname(fileURLToPath(import.meta.resolve('async-invoke/package.json'))), 'dist/main.js')
  const commands = inLanguage(recipes, 'sh').filter(({ code }) => code.includes('npx async-invoke '))

  it.each(commands)('have flags that the command has: $where', ({ code }) => {
    const [, name = ''] = /npx async-invoke (\w+)/.exec(code) ?? []
    const help = execFileSync(process.execPath, [program, 'help', name], { encoding: 'utf8' })
    const flags = code.match(/--[a-z-]+/g) ?? []
    expect(flags.filter((flag) => !help.includes(`${flag} `) && !help.includes(`${flag}\n`))).toEqual([])
  })
})

describe('READMEs of the examples', () => {
  const withoutIndent = (text: string) => text.replaceAll(/^ +/gm, '')

  it.each(inLanguage(excerpts, 'ts', 'python', 'yaml'))('show code of their files: $where', ({ code, folder }) => {
    const files = globSync(['*.{ts,yaml}', '{src,test}/*.{ts,py}'], { cwd: folder })
    const texts = files.map((file) => withoutIndent(readFileSync(join(folder, file), 'utf8')))
    expect(texts.filter((text) => text.includes(withoutIndent(code)))).not.toEqual([])
  })
})
