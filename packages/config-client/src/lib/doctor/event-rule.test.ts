import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diagnose } from './diagnose.ts'

const found = (pattern: unknown) => diagnose({ functions: [], eventRules: [{ name: 'results', pattern }] })
/** The parts that the findings name. */
const parts = (pattern: unknown) =>
  found(pattern).map(({ severity, rule, subject, statement, evidence }) => {
    expect([severity, rule, subject]).toEqual(['error', 'rule-never-matches', 'results'])
    return [evidence.slice(0, evidence.indexOf(' is ')), statement]
  })

const success = 'Lambda Function Invocation Result - Success'
const failure = 'Lambda Function Invocation Result - Failure'
const source = ['lambda']
const functionArn = 'arn:aws:lambda:us-east-1:123456789012:function:orders'
const condition = (...words: unknown[]) => ({ detail: { requestContext: { condition: words } } })

describe('diagnose of event rules', () => {
  it.each([
    { pattern: { source: ['aws.lambda'], 'detail-type': [failure] }, path: 'source' },
    { pattern: { source: ['Lambda'] }, path: 'source' },
    { pattern: { source: ['aws.lambda'], ...condition('RetriesExhausted') }, path: 'source' },
    { pattern: { source: ['aws.lambda'], detail: { responsePayload: { errorType: ['Error'] } } }, path: 'source' },
    {
      pattern: { source: [{ prefix: 'aws.' }], 'detail-type': [{ prefix: 'Lambda Function Invocation Result' }] },
      path: 'source',
    },
    { pattern: { source: [{ 'anything-but': 'lambda' }], 'detail-type': [failure] }, path: 'source' },
    { pattern: { source, 'detail-type': [failure.replace('-', '–')] }, path: 'detail-type' },
    { pattern: { 'detail-type': ['Lambda Function Invocation Result'] }, path: 'detail-type' },
    { pattern: { source, 'detail-type': [failure.toLowerCase()] }, path: 'detail-type' },
    { pattern: { 'detail-type': [failure.toUpperCase()] }, path: 'detail-type' },
    { pattern: { 'detail-type': ['Lambda Function Invocation Result-Failure'] }, path: 'detail-type' },
    {
      pattern: { 'detail-type': [{ suffix: 'Lambda Function Invocation Result - failure' }] },
      path: 'detail-type',
    },
    { pattern: { source, 'detail-type': [{ wildcard: '*Result – *' }] }, path: 'detail-type' },
    { pattern: { source, 'detail-type': [{ 'anything-but': [success, failure] }] }, path: 'detail-type' },
    { pattern: { source, 'detail-type': [{ 'anything-but': { prefix: 'Lambda' } }] }, path: 'detail-type' },
  ])('reports $path, which matches no record, in $pattern (DST-4)', ({ pattern, path }) => {
    expect(parts(pattern)).toEqual([[path, 'DST-4']])
    expect(parts(JSON.stringify(pattern))).toEqual([[path, 'DST-4']])
  })

  it.each([
    { resources: [functionArn] },
    { resources: [`${functionArn}-1`, functionArn] },
    { resources: [{ suffix: ':function:orders' }] },
    { resources: [{ wildcard: 'arn:aws:lambda:*:function:orders' }] },
    { resources: [{ 'equals-ignore-case': functionArn }] },
    { resources: [{ prefix: 'aws:lambda:' }] },
    { resources: ['orders'] },
    { resources: ['arn:aws:sqs:us-east-1:123456789012:orders'] },
  ])('reports a function without its qualifier in $resources (REC-1)', (members) => {
    expect(parts({ source, ...members })).toEqual([['resources', 'REC-1']])
    const detail = { requestContext: { functionArn: members.resources } }
    expect(parts({ source, detail })).toEqual([['detail.requestContext.functionArn', 'REC-1']])
  })

  it.each([
    { word: 'RetryAttemptsExhausted', remedy: 'Use "RetriesExhausted".' },
    { word: 'MaximumRecordAgeExceeded', remedy: 'Use "EventAgeExceeded".' },
    { word: 'retriesExhausted', remedy: 'Use one of them, spelled like this.' },
    { word: 'Failure', remedy: 'Use one of them, spelled like this.' },
    { word: { prefix: 'RetryAttempts' }, remedy: 'Use one of them, spelled like this.' },
  ])('reports the condition $word, which records do not have (TRM-1)', ({ word, remedy }) => {
    expect(parts({ source, ...condition(word) })).toEqual([['detail.requestContext.condition', 'TRM-1']])
    expect(found(condition(word))[0]?.remedy).toBe(remedy)
  })

  it.each([
    { path: 'detail.responseContext.statusCode', detail: { responseContext: { statusCode: ['200'] } } },
    { path: 'detail.responseContext.functionError', detail: { responseContext: { functionError: ['unhandled'] } } },
    { path: 'detail.requestContext.functionName', detail: { requestContext: { functionName: ['orders'] } } },
    { path: 'detail.requestContext.requestId', detail: { requestContext: { requestId: [1] } } },
    { path: 'detail.requestContext', detail: { requestContext: [{ exists: true }] } },
    { path: 'detail.requestContext.condition', detail: { requestContext: { condition: [{ exists: false }] } } },
    { path: 'detail.version', detail: { version: [1], requestContext: {} } },
    { path: 'detail.errorMessage', detail: { errorMessage: ['x'] } },
    {
      path: 'detail.requestContext.approximateInvokeCount',
      detail: { requestContext: { approximateInvokeCount: ['3'] } },
    },
  ])('reports $path, which no record has with such a value (6)', ({ path, detail }) => {
    expect(parts({ source, detail }).map(([reported]) => reported)).toEqual([path])
  })

  it.each([
    { pattern: { source, 'detail-type': [success], ...condition('RetriesExhausted') } },
    { pattern: { source, 'detail-type': [failure], ...condition('Success') } },
    { pattern: { 'detail-type': [success], detail: { responseContext: { functionError: ['Unhandled'] } } } },
    { pattern: { 'detail-type': [success], ...condition({ 'anything-but': 'Success' }) } },
  ])('reports parts that exclude each other in $pattern (DST-5)', ({ pattern }) => {
    expect(found(pattern)).toMatchObject([{ statement: 'DST-5' }])
    expect(found(pattern)[0]?.evidence).toMatch(/ is .*, and .* is .*, but no record has them together$/)
  })

  it('reports a function without its qualifier in a pattern that names nothing else (REC-1)', () => {
    expect(parts({ resources: [functionArn] })).toEqual([['resources', 'REC-1']])
    expect(parts({ resources: [`${functionArn}:$LATEST`] })).toEqual([])
    expect(parts({ resources: ['arn:aws:s3:::bucket'] })).toEqual([])
    expect(parts({ source: ['my.app'], resources: [functionArn] })).toEqual([])
  })

  it('reports every part that never matches', () => {
    const pattern = { source: ['aws.lambda'], 'detail-type': [failure.replace('-', '—')], ...condition('Failed') }
    expect(parts(pattern).map(([path]) => path)).toEqual(['source', 'detail-type', 'detail.requestContext.condition'])
  })

  it('reports $or if none of its alternatives matches, at any depth', () => {
    const never = [{ 'detail-type': [failure.toLowerCase()] }, { resources: [functionArn] }]
    expect(parts({ source, $or: never })).toEqual([['$or', 'DST-4']])
    expect(parts({ $or: [{ source: ['aws.lambda'], 'detail-type': [failure] }] })).toEqual([['$or', 'DST-4']])
    const detail = {
      $or: [{ requestContext: { condition: ['Failed'] } }, { responseContext: { statusCode: ['404'] } }],
    }
    expect(parts({ source, detail })).toEqual([['detail.$or', 'DST-4']])
    expect(parts({ source, $or: [...never, { 'detail-type': [success] }] })).toEqual([])
  })

  it.each([
    { pattern: { source: 'lambda', 'detail-type': [failure] }, path: 'source' },
    { pattern: { source, 'detail-type': failure }, path: 'detail-type' },
    {
      pattern: { source, detail: { requestContext: { condition: 'RetriesExhausted' } } },
      path: 'detail.requestContext.condition',
    },
    { pattern: { source, detail: { responsePayload: 'x' } }, path: 'detail.responsePayload' },
    {
      pattern: { source, detail: { responseContext: { statusCode: 200 } } },
      path: 'detail.responseContext.statusCode',
    },
    { pattern: { source, account: null }, path: 'account' },
  ])('reports $path, which is no list, in $pattern', ({ pattern, path }) => {
    expect(parts(pattern)).toEqual([[path, 'DST-4']])
    expect(found(pattern)[0]?.evidence).toContain('EventBridge takes a list of values there')
  })

  it.each([
    { numeric: ['>', 200, '<', 100], isFound: true },
    { numeric: ['>', 1, '<', 1], isFound: true },
    { numeric: ['>=', 1, '<', 1], isFound: true },
    { numeric: ['>=', 1, '<=', 1], isFound: false },
    { numeric: ['>', 1, '<=', 3], isFound: false },
    { numeric: ['=', 3], isFound: false },
    { numeric: 'x', isFound: false },
  ])('finds that no number matches $numeric: $isFound', ({ numeric, isFound }) => {
    const pattern = { source, detail: { requestContext: { approximateInvokeCount: [{ numeric }] } } }
    expect(parts(pattern)).toEqual(isFound ? [['detail.requestContext.approximateInvokeCount', '6']] : [])
  })

  it.each([
    { source, 'detail-type': [failure] },
    { source },
    { source: ['aws.lambda', 'lambda'], 'detail-type': [failure] },
    { 'detail-type': [{ prefix: 'Lambda Function Invocation Result' }] },
    { 'detail-type': [{ prefix: { 'equals-ignore-case': 'LAMBDA FUNCTION INVOCATION RESULT' } }] },
    { 'detail-type': [{ wildcard: 'Lambda Function Invocation Result - *' }] },
    { 'detail-type': [{ 'equals-ignore-case': failure.toUpperCase() }] },
    { source, 'detail-type': [{ 'anything-but': success }] },
    { source, resources: [`${functionArn}:$LATEST`] },
    { source, resources: [`${functionArn}:live`, functionArn] },
    { source, resources: [{ prefix: functionArn }] },
    { source, resources: [{ wildcard: `${functionArn}:*` }] },
    { source, resources: [{ suffix: ':live' }] },
    { source, resources: ['arn:aws:events:us-east-1:123456789012:event-bus/orders'] },
    { source, resources: [{ 'Fn::GetAtt': ['Orders', 'Arn'] }] },
    { source: { Ref: 'Source' }, 'detail-type': [failure] },
    { source, ...condition('RetryAttemptsExhausted', 'RetriesExhausted') },
    { source, ...condition({ 'anything-but': ['Success'] }) },
    { source, ...condition('RecursiveInvocation') },
    { source, ...condition({ 'not-yet-invented': 1 }) },
    { source, detail: { requestContext: { approximateInvokeCount: [{ numeric: ['>', 1] }] } } },
    { source, detail: { responseContext: { functionError: [{ exists: false }], statusCode: [200] } } },
    { source, detail: { responseContext: { statusCode: [{ exists: false }] } } },
    { source, detail: { $or: [{ deliveryError: { errorCode: [{ exists: false }] } }] } },
    { source, detail: { requestPayload: { orderId: [{ prefix: 'A-' }] }, deliveryError: { statusCode: [400] } } },
    { source: ['aws.lambda'], 'detail-type': ['AWS API Call via CloudTrail'] },
    { source: ['aws.lambda'], detail: { eventName: ['Invoke20150331'] } },
    { source: [{ 'anything-but': 'lambda' }] },
    { source: ['aws.tag'], resources: [functionArn] },
    { source: ['aws.s3'] },
    { source: ['orders'], detail: { requestPayload: ['x'] } },
    'not a pattern',
    null,
  ])('finds nothing in %j (DST-4)', (pattern) => {
    expect(found(pattern)).toEqual([])
    expect(found(JSON.stringify(pattern))).toEqual([])
  })

  describe('with patterns that are made from events', () => {
    const vectors = new URL('../../../../../vectors/eventbridge-event/valid/', import.meta.url)
    const events = readdirSync(vectors)
      .map((file): unknown => JSON.parse(readFileSync(new URL(file, vectors), 'utf8')))
      .filter((event) => JSON.stringify(event).includes('"source":"lambda"'))

    /** Every leaf, as a list of one matcher. */
    const patternOf = (event: unknown): unknown =>
      typeof event === 'object' && event !== null && !Array.isArray(event)
        ? Object.fromEntries(Object.entries(event).map(([member, value]) => [member, patternOf(value)]))
        : [event].flat()

    it('finds nothing, whichever members a pattern leaves out', () => {
      expect(events.length).toBeGreaterThan(1)
      const anyPart = (pattern: unknown): fc.Arbitrary<unknown> =>
        typeof pattern === 'object' && pattern !== null && !Array.isArray(pattern)
          ? fc
              .subarray(Object.entries(pattern), { minLength: 1 })
              .chain((members) => fc.record(Object.fromEntries(members.map(([name, inner]) => [name, anyPart(inner)]))))
          : fc.constant(pattern)
      const patterns = fc.constantFrom(...events).chain((event) => anyPart(patternOf(event)))
      fc.assert(
        fc.property(patterns, (pattern) => {
          expect(found({ ...Object(pattern), source })).toEqual([])
        }),
      )
    })

    it('finds nothing in a pattern for records without a member that other records have (REC-4)', () => {
      const records = new URL('../../../../../vectors/invocation-record/valid/', import.meta.url)
      const leaves = readdirSync(records).map((file) =>
        leavesOf(JSON.parse(readFileSync(new URL(file, records), 'utf8'))).map((path) => path.join('.')),
      )
      const missing = [...new Set(leaves.flat())].filter((path) => leaves.some((own) => !own.includes(path)))
      expect(missing).toEqual(expect.arrayContaining(['responseContext.statusCode', 'deliveryError.errorCode']))
      for (const path of missing) {
        const detail = path
          .split('.')
          .reduceRight<object>((below, member) => ({ [member]: below }), [{ exists: false }])
        expect(found({ source, detail })).toEqual([])
      }
    })

    /** The path of every leaf, by its members. */
    const leavesOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([member, below]) => leavesOf(below, [...path, member]))
        : [path]
  })

  it.each([
    { open: '{"$or":[', close: ']}' },
    { open: '{"detail-type":[{"anything-but":', close: '}]}' },
    { open: '{"detail":', close: '}' },
  ])('finds nothing in a pattern that nests $open without end', ({ open, close }) => {
    const pattern = `${open.repeat(20_000)}{"source":["lambda"]}${close.repeat(20_000)}`
    expect(found(`{"source":["lambda"],"x":${pattern}}`)).toEqual([])
    expect(found(JSON.parse(pattern))).toEqual([])
  })

  it('decides a hostile wildcard by its length', () => {
    const pattern = { source, 'detail-type': [{ wildcard: `${'*a'.repeat(100_000)}\\*` }] }
    expect(parts(pattern)).toEqual([['detail-type', 'DST-4']])
  })
})
