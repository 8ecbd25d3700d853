import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractNames } from '../src/lib/validate/contract-names.ts'
import { checkContract, contractOf } from '../src/lib/validate/contracts.ts'
import { recordOf } from './failures.ts'
import { runBuilt } from './run-built.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'async-invoke-validate-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the contracts', () => {
  const published = readdirSync(join(root, 'schemas')).filter(
    (name) => !['README.md', 'types', 's3-key'].includes(name),
  )

  it('are those of the published schemas of JSON objects', () => {
    expect(Object.keys(contractNames).sort()).toEqual(published.sort())
  })

  it.each(Object.keys(contractNames).filter((name) => name !== 'sdk-function-event-invoke-config'))(
    'recognise the valid vectors of %s, or ask for their name',
    (name) => {
      const valid = join(root, 'vectors', name, 'valid')
      const documents = readdirSync(valid).map((file) => JSON.parse(readFileSync(join(valid, file), 'utf8')) as unknown)
      expect(documents.length).toBeGreaterThan(0)
      for (const document of documents) {
        const found = contractOf(document)
        expect([name, undefined]).toContain(found)
        if (found !== undefined) expect(checkContract(found, document)).toEqual([])
      }
    },
  )
})

describe('contractOf', () => {
  const event = { 'detail-type': 'Order Placed', detail: {} }
  it.each([
    { document: { ...event, source: 'shop' }, contract: 'bus-event' },
    { document: { ...event, source: 'aws.events', 'detail-type': 'Scheduled Event' }, contract: 'bus-event' },
    { document: event, contract: 'bus-event' },
    { document: { ...event, source: 'lambda' }, contract: 'eventbridge-event' },
    {
      document: { 'detail-type': 'Lambda Function Invocation Result - Failure', detail: {} },
      contract: 'eventbridge-event',
    },
    { document: { ...event, source: 'aws.scheduler', detail: '{}' }, contract: 'schedule-event' },
    { document: { Records: [{ s3: {} }] }, contract: 's3-event' },
    // Records that lack what they must have.
    {
      document: { requestContext: { condition: 'RetriesExhausted' }, responsePayload: {} },
      contract: 'invocation-record',
    },
    { document: { requestContext: {}, requestPayload: {} }, contract: 'invocation-record' },
    {
      document: { requestContext: { condition: 'RetryAttemptsExhausted' }, KinesisBatchInfo: {} },
      contract: undefined,
    },
    { document: { requestContext: { http: {} } }, contract: undefined },
    // What a function failed with, which no contract describes.
    { document: { errorType: 'Error', errorMessage: 'boom' }, contract: undefined },
  ])('tells $document by its source or type: $contract (CON-8, SCH-2)', ({ document, contract }) => {
    expect(contractOf(document)).toBe(contract)
  })
})

describe('validate', () => {
  it('exits with 0 where every document of every file is valid', async () => {
    const [lines, pretty] = [join(folder, 'lines.ndjson'), join(folder, 'pretty.json')]
    writeFileSync(lines, [recordOf(1), '{"MaximumRetryAttempts":1}', '{"TargetArn":""}'].join('\n'))
    writeFileSync(pretty, JSON.stringify(JSON.parse(recordOf(2)), null, 2))
    const ran = await runBuilt(['validate', lines, pretty])
    expect(ran).toEqual({ code: 0, stdout: '', stderr: '4 documents, all valid\n' })
  })

  it('reports a document that is too deep to show, and goes on', async () => {
    const file = join(folder, 'deep.ndjson')
    const deep = `${'{"functions":'.repeat(100_000)}1${'}'.repeat(100_000)}`
    writeFileSync(file, [deep, recordOf(1)].join('\n'))
    const { code, stdout, stderr } = await runBuilt(['validate', file])
    expect([code, stderr]).toEqual([1, '2 documents, 1 not valid\n'])
    expect(stdout).toContain('(too deep to show)')
  })

  it('says which input cannot be read', async () => {
    const { code, stderr } = await runBuilt(['validate', '-'], { input: Buffer.from([0x1f, 0x8b]) })
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^async-invoke: cannot read stdin: /)])
  })

  it('names the alternative that a document comes closest to, alone', () => {
    const config = { MaximumRetryAttempts: '2' }
    expect(checkContract('event-invoke-config-request', config)).toEqual([
      { path: '/MaximumRetryAttempts', keyword: 'type', message: 'must be integer,null' },
    ])
    const RULE_ARN = { StringValue: 5, DataType: 'String' }
    expect(checkContract('rule-dead-letter-attributes', { RULE_ARN })).toEqual([
      { path: '/RULE_ARN/StringValue', keyword: 'type', message: 'must be string' },
    ])
    expect(checkContract('error-response', {})).toEqual([
      {
        ...{ path: '', keyword: 'anyOf' },
        message: "must have required property 'message', or must have required property 'Message'",
      },
    ])
  })

  it('names file, line, path, rule and value of each problem, and exits with 1', async () => {
    const file = join(folder, 'bad.ndjson')
    const noId = recordOf(1, {
      requestContext: { functionArn: 'a', condition: 'x'.repeat(200), approximateInvokeCount: -1 },
    })
    writeFileSync(file, [recordOf(0), noId, '{"a":', '{"a":1}'].join('\n'))
    const ran = await runBuilt(['validate', file])
    expect([ran.code, ran.stderr]).toEqual([1, '4 documents, 3 not valid\n'])
    const lines = ran.stdout.trim().split('\n')
    expect(lines[0]).toMatch(
      /bad\.ndjson:2 {2}invocation-record \/requestContext must have required property 'requestId' \(required\): \{"functionArn":"a".*…$/,
    )
    expect(lines.find((line) => line.includes('approximateInvokeCount must'))).toMatch(/ \(minimum\): -1$/)
    expect(lines.find((line) => line.includes(':3'))).toMatch(/bad\.ndjson:3 {2}document .*JSON.* \(json\): \{"a":$/)
    expect(lines.find((line) => line.includes(':4'))).toMatch(
      /bad\.ndjson:4 {2}document has the members of no contract; name one with --contract, whose help lists them: \{"a":1\}$/,
    )
  })

  const lists = (letter: string, of: string): string => `${letter}: &${letter} [${Array(10).fill(of).join(', ')}]\n`
  it.each([
    { yaml: 'version: 1.0\nfunctions: {}\n', says: '' },
    {
      yaml: 'a: *none\n',
      says: 'document Unresolved alias (the anchor must be set before the alias): none (yaml): a: *none',
    },
    { yaml: 'a: &a { b: *a }\n', says: 'document Converting circular structure to JSON (yaml): a: &a { b: *a }' },
    {
      yaml: lists('a', 'x') + lists('b', '*a') + lists('c', '*b') + lists('d', '*c'),
      says: 'document Excessive alias count indicates a resource exhaustion attack (yaml): a: &a [',
    },
  ])('says of $yaml: $says', async ({ yaml, says }) => {
    const file = join(folder, 'one.yaml')
    writeFileSync(file, yaml)
    const { code, stdout, stderr } = await runBuilt(['validate', file])
    expect([code, stderr]).toEqual(says === '' ? [0, '1 document, all valid\n'] : [1, '1 document, 1 not valid\n'])
    expect(stdout.slice(0, `${file}:1  ${says}`.length)).toBe(says === '' ? '' : `${file}:1  ${says}`)
  })

  it('reads files of YAML, several documents in one too, and names the line of a fault', async () => {
    const settings = join(folder, 'yaml', 'settings.yaml')
    mkdirSync(join(folder, 'yaml'))
    writeFileSync(
      settings,
      `version: '1.0'
functions:
  orders:
    EventInvokeConfigs:
      $LATEST: { MaximumRetryAttempts: 5, MaximumEventAge: 60 }
---
MaximumRetryAttempts: 1
`,
    )
    const ran = await runBuilt(['validate', join(folder, 'yaml')])
    expect([ran.code, ran.stderr]).toEqual([1, '2 documents, 1 not valid\n'])
    const path = 'desired-state /functions/orders/EventInvokeConfigs/$LATEST'
    const value = '{"MaximumRetryAttempts":5,"MaximumEventAge":60}'
    expect(ran.stdout).toBe(
      `${settings}:1  ${path} must NOT have additional property 'MaximumEventAge' (additionalProperties): ${value}
${settings}:1  ${path}/MaximumRetryAttempts must be <= 2 (maximum): 5
`,
    )

    writeFileSync(settings, "version: '1.0'\nfunctions: [\n")
    const broken = await runBuilt(['validate', settings])
    expect([broken.code, broken.stdout]).toEqual([
      1,
      expect.stringMatching(/settings\.yaml:\d {2}document Flow sequence .* \(yaml\): /),
    ])
  })

  it('checks stdin against the contract that is named, and prints JSON', async () => {
    const ran = await runBuilt(['validate', '-', '--contract', 'event-invoke-config-request', '--json'], {
      input: '{"MaximumRetryAttempts":3}',
    })
    expect(ran.code).toBe(1)
    expect(
      ran.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      {
        kind: 'problem',
        position: 'stdin:1',
        contract: 'event-invoke-config-request',
        path: '/MaximumRetryAttempts',
        rule: 'maximum',
        message: 'must be <= 2',
        value: '3',
      },
      { kind: 'summary', documents: 1, invalid: 1, isWhole: true },
    ])
  })

  it.each([
    { args: [], code: 2, message: 'validate needs FILE' },
    { args: ['nowhere'], code: 3, message: 'cannot read nowhere: ENOENT' },
    { args: ['-', '--contract', 'record'], code: 2, message: '--contract is not invocation-record, ' },
  ])('refuses $args: $message', async ({ args, code, message }) => {
    const ran = await runBuilt(['validate', ...args])
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([code, '', expect.stringContaining(`async-invoke: ${message}`)])
  })
})
