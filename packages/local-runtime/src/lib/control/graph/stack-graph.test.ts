import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FunctionRecord, FunctionSettings, VersionRecord } from '../../registry/function-record.ts'
import type { LinkSources } from './links.ts'
import { stackGraph } from './stack-graph.ts'

const home = { region: 'us-east-1', accountId: '123456789012' }
const arn = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:123456789012:${resource}`
const orders = arn('lambda', 'function:orders')
const failures = arn('sqs', 'failures')

const nothing: LinkSources = {
  ...{ home, functions: [], mappings: [], rules: [], schedules: [], subscriptions: [], notifications: [] },
}

function version(number: string, DeadLetterTargetArn?: string): VersionRecord {
  const settings: FunctionSettings = {
    ...{ Role: 'r', Handler: 'h', Description: '', Timeout: 3, MemorySize: 128 },
    ...{ Architectures: [], EphemeralStorageSize: 512, TracingMode: 'PassThrough' },
    ...(DeadLetterTargetArn !== undefined && { DeadLetterTargetArn }),
  }
  const code = { directory: '/', kind: 'local', sha256: '', sizeInBytes: 0 } as const
  return { version: number, code, settings, lastModifiedMs: 0, revisionId: '', changeId: '', state: 'Active' }
}

function functionOf(functionName: string, others: Partial<FunctionRecord> = {}): FunctionRecord {
  const parts = { latest: version('$LATEST'), published: [], nextVersion: 1, aliases: [], configs: [], tags: {} }
  return { functionName, ...parts, recursiveLoop: 'Terminate', ...others }
}

const config = (qualifier: string, settings: FunctionRecord['configs'][number]['config']) => ({
  ...{ qualifier, config: settings, lastModifiedMs: 0 },
})
const mapping = (functionName: string, others: Partial<LinkSources['mappings'][number]> = {}) => ({
  ...{ uuid: 'u', queueArn: failures, functionName, enabled: true, deleting: false, tags: {}, modifiedMs: 0 },
  ...{ batchSize: 10, windowSeconds: 0, filters: [], reportsFailures: false },
  ...others,
})
const rule = (name: string, others: Partial<LinkSources['rules'][number]> = {}) => ({
  ...{ name, arn: arn('events', `rule/${name}`), bus: 'default', enabled: true, targets: [{ Id: '1', Arn: orders }] },
  ...others,
})
const schedule = (Name: string, others: Partial<LinkSources['schedules'][number]> = {}) => ({
  ...{ Name, Arn: arn('scheduler', `schedule/default/${Name}`), GroupName: 'default' as const },
  ...{ ScheduleExpression: 'rate(1 hour)', ScheduleExpressionTimezone: 'UTC', State: 'ENABLED' as const },
  ...{ FlexibleTimeWindow: {}, ActionAfterCompletion: 'NONE' as const, CreationDate: 0, LastModificationDate: 0 },
  ...{ Target: { Arn: orders, RoleArn: 'r' } },
  ...others,
})

/** The edges of a graph as lines: `queue failures -mapping-> function orders`. */
function linesOf(sources: Partial<LinkSources>): readonly string[] {
  const { nodes, edges } = stackGraph({ ...nothing, ...sources })
  const byId = new Map(nodes.map((node) => [node.id, `${node.kind} ${node.name}`]))
  return edges.map(({ from, to, kind, qualifiers = [], disabled }) => {
    const about = [...qualifiers, ...(disabled ? ['disabled'] : [])].join(' ')
    return `${byId.get(from)} -${kind}-> ${byId.get(to)}${about && ` (${about})`}`
  })
}

describe('stackGraph', () => {
  it.each<{ readonly of: string; readonly sources: Partial<LinkSources>; readonly lines: readonly string[] }>([
    { of: 'nothing', sources: {}, lines: [] },
    {
      of: 'destinations of two qualifiers',
      sources: {
        functions: [
          functionOf('orders', {
            configs: [
              config('live', { OnFailure: failures, OnSuccess: arn('events', 'event-bus/done') }),
              config('$LATEST', { OnFailure: failures, OnSuccess: arn('lambda', 'function:next:live') }),
            ],
          }),
        ],
      },
      lines: [
        'function orders -OnSuccess-> bus done (live)',
        'function orders -OnFailure-> queue failures ($LATEST live)',
        'function orders -OnSuccess-> function next',
      ],
    },
    {
      of: 'dead-letter targets of versions',
      sources: {
        functions: [
          functionOf('orders', { latest: version('$LATEST', failures), published: [version('1', failures)] }),
        ],
      },
      lines: ['function orders -DeadLetter-> queue failures ($LATEST 1)'],
    },
    {
      of: 'a bucket and a topic as targets',
      sources: {
        functions: [
          functionOf('orders', {
            latest: version('$LATEST', arn('sns', 'letters')),
            configs: [config('$LATEST', { OnFailure: 'arn:aws:s3:::records' })],
          }),
        ],
      },
      lines: ['function orders -DeadLetter-> topic letters', 'function orders -OnFailure-> bucket records'],
    },
    {
      of: 'a queue that two aliases read, and one that is no longer read',
      sources: {
        mappings: [
          mapping('orders', { qualifier: 'live' }),
          mapping('orders', { qualifier: 'beta', enabled: false }),
          mapping('orders', { queueArn: arn('sqs', 'old'), deleting: true }),
        ],
      },
      lines: ['queue failures -mapping-> function orders (beta live)'],
    },
    {
      of: 'a disabled mapping',
      sources: { mappings: [mapping('orders', { enabled: false })] },
      lines: ['queue failures -mapping-> function orders (disabled)'],
    },
    {
      of: 'a rule with a pattern and a dead-letter queue',
      sources: {
        rules: [
          rule('placed', {
            ...{ pattern: '{}', bus: 'shop' },
            targets: [{ Id: '1', Arn: `${orders}:live`, DeadLetterConfig: { Arn: failures } }],
          }),
        ],
      },
      lines: [
        'bus shop -rule-> rule placed',
        'rule placed -DeadLetter-> queue failures',
        'rule placed -target-> function orders (live)',
      ],
    },
    {
      of: 'a disabled rule with a schedule',
      sources: { rules: [rule('hourly', { schedule: 'rate(1 hour)', enabled: false })] },
      lines: ['rule hourly -target-> function orders (disabled)'],
    },
    {
      of: 'schedules, one of them disabled',
      sources: {
        schedules: [
          schedule('nightly', { State: 'DISABLED' }),
          schedule('hourly', { Target: { Arn: orders, RoleArn: 'r', DeadLetterConfig: { Arn: failures } } }),
        ],
      },
      lines: [
        'schedule hourly -DeadLetter-> queue failures',
        'schedule hourly -target-> function orders',
        'schedule nightly -target-> function orders (disabled)',
      ],
    },
    {
      of: 'a topic with a dead-letter queue',
      sources: {
        subscriptions: [
          { topicArn: arn('sns', 'placed'), functionArn: orders, attributes: {}, deadLetterArn: failures },
        ],
      },
      lines: ['topic placed -DeadLetter-> queue failures', 'topic placed -subscription-> function orders'],
    },
    {
      of: 'a bucket that notifies twice',
      sources: {
        notifications: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'].map((event) => ({
          ...{ id: event, bucket: 'uploads', functionArn: orders, event, prefix: '', suffix: '' },
        })),
      },
      lines: ['bucket uploads -notification-> function orders'],
    },
    {
      of: 'ARNs that Lambda does not send to',
      sources: {
        functions: [functionOf('orders', { configs: [config('$LATEST', { OnFailure: 'nowhere', OnSuccess: '' })] })],
        mappings: [mapping('orders', { queueArn: arn('sqs', 'in.fifo') })],
      },
      lines: ['queue in.fifo -mapping-> function orders', 'function orders -OnFailure-> other nowhere'],
    },
  ])('lists the edges of $of', ({ sources, lines }) => expect(linesOf(sources)).toEqual(lines))

  it('names every function, rule and schedule, with what is scheduled, and functions that are not there', () => {
    const elsewhere = 'arn:aws:lambda:eu-west-1:210987654321:function:orders'
    const { nodes } = stackGraph({
      ...nothing,
      functions: [
        functionOf('orders', { configs: [config('$LATEST', { OnSuccess: elsewhere })] }),
        functionOf('alone'),
      ],
      rules: [rule('idle', { targets: [], schedule: 'rate(1 day)' })],
      schedules: [schedule('hourly')],
    })
    expect(nodes).toEqual([
      { id: arn('events', 'rule/idle'), kind: 'rule', name: 'idle', schedule: 'rate(1 day)' },
      { id: arn('scheduler', 'schedule/default/hourly'), kind: 'schedule', name: 'hourly', schedule: 'rate(1 hour)' },
      { id: arn('lambda', 'function:alone'), kind: 'function', name: 'alone' },
      { id: elsewhere, kind: 'function', name: 'orders', missing: true },
      { id: orders, kind: 'function', name: 'orders' },
    ])
  })

  it('has the same order whatever the order of its sources, and no edge without its nodes', () => {
    const name = fc.constantFrom('a', 'B', 'c-1', 'orders')
    const sources = fc.record({
      functions: fc.uniqueArray(name).map((names) => names.map((each) => functionOf(each))),
      mappings: fc
        .array(fc.record({ queue: name, to: name, enabled: fc.boolean() }))
        .map((all) => all.map(({ queue, to, enabled }) => mapping(to, { queueArn: arn('sqs', queue), enabled }))),
      schedules: fc.uniqueArray(name).map((names) => names.map((each) => schedule(each))),
    })
    fc.assert(
      fc.property(sources, ({ functions, mappings, schedules }) => {
        const graph = stackGraph({ ...nothing, functions, mappings, schedules })
        const reversed = {
          ...{ functions: functions.toReversed(), mappings: mappings.toReversed() },
          schedules: schedules.toReversed(),
        }
        expect(stackGraph({ ...nothing, ...reversed })).toEqual(graph)
        const ids = graph.nodes.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        for (const { from, to } of graph.edges) expect(ids).toEqual(expect.arrayContaining([from, to]))
        expect(new Set(graph.edges.map(({ from, to, kind }) => `${from} ${to} ${kind}`)).size).toBe(graph.edges.length)
      }),
      { numRuns: 50 },
    )
  })
})
