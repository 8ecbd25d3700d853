import type { FunctionHome } from '@async-invoke/schemas'
import type { EventSourceMapping } from '../../registry/event-source-mappings.ts'
import type { FunctionRecord } from '../../registry/function-record.ts'
import type { Rule } from '../../triggers/events/rule.ts'
import type { StoredSchedule } from '../../triggers/schedules/schedules.ts'
import type { StoredTriggers } from '../../triggers/triggers.ts'
import { type EdgeEnd, endOfArn, endOfFunction, type GraphNode, nodeOfFunction, nodeOfName } from './graph-node.ts'

/** Why one node leads to another: by a resource, or by a setting of a function or of a trigger. */
export const edgeKinds = [
  'rule',
  'target',
  'subscription',
  'notification',
  'mapping',
  'OnSuccess',
  'OnFailure',
  'DeadLetter',
] as const

export type EdgeKind = (typeof edgeKinds)[number]

/** One setting that leads from one node to another. */
export interface Link {
  readonly from: GraphNode
  readonly to: GraphNode
  readonly kind: EdgeKind
  /** Of the function whose setting it is, otherwise of the one that is invoked; `undefined` for `$LATEST`. */
  readonly qualifier?: string | undefined
  readonly disabled?: boolean
}

export interface LinkSources extends StoredTriggers {
  readonly home: FunctionHome
  readonly functions: readonly FunctionRecord[]
  readonly mappings: readonly EventSourceMapping[]
}

/** Every setting that leads from one node to another. */
export function linksOf(sources: LinkSources): readonly Link[] {
  const { home, functions, mappings, rules, schedules, subscriptions, notifications } = sources
  return [
    ...functions.flatMap((record) => linksOfFunction(record, home)),
    ...mappings.filter(({ deleting }) => !deleting).map((mapping) => linkOfMapping(mapping, home)),
    ...rules.flatMap((rule) => linksOfRule(rule, home)),
    ...schedules.flatMap((schedule) => linksOfSchedule(schedule, home)),
    ...subscriptions.flatMap(({ topicArn, functionArn, deadLetterArn }) => {
      const topic = endOfArn(topicArn, home).node
      return [
        invocation('subscription', topic, endOfFunction(functionArn, home)),
        ...deadLetters(topic, deadLetterArn, home),
      ]
    }),
    ...notifications.map(({ bucket, functionArn }) =>
      invocation('notification', nodeOfName('s3', bucket, home), endOfFunction(functionArn, home)),
    ),
  ]
}

export function nodeOfRule({ arn, name, schedule }: Rule): GraphNode {
  return { id: arn, kind: 'rule', name, ...(schedule !== undefined && { schedule }) }
}

export function nodeOfSchedule({ Arn, Name, ScheduleExpression }: StoredSchedule): GraphNode {
  return { id: Arn, kind: 'schedule', name: Name, schedule: ScheduleExpression }
}

/** Destinations are settings of a qualifier, a dead-letter target one of a version. */
function linksOfFunction({ functionName, configs, latest, published }: FunctionRecord, home: FunctionHome): Link[] {
  const from = nodeOfFunction(functionName, home)
  const leadTo = (kind: EdgeKind, arn: string | undefined, qualifier: string): Link[] =>
    arn ? [{ from, to: endOfArn(arn, home).node, kind, qualifier }] : []
  return [
    ...configs.flatMap(({ qualifier, config }) => [
      ...leadTo('OnSuccess', config.OnSuccess, qualifier),
      ...leadTo('OnFailure', config.OnFailure, qualifier),
    ]),
    ...[latest, ...published].flatMap(({ version, settings }) =>
      leadTo('DeadLetter', settings.DeadLetterTargetArn, version),
    ),
  ]
}

function linkOfMapping({ queueArn, functionName, qualifier, enabled }: EventSourceMapping, home: FunctionHome): Link {
  return invocation(
    'mapping',
    endOfArn(queueArn, home).node,
    { node: nodeOfFunction(functionName, home), qualifier },
    !enabled,
  )
}

function linksOfRule(rule: Rule, home: FunctionHome): Link[] {
  const node = nodeOfRule(rule)
  const disabled = !rule.enabled
  const bus = nodeOfName('eventbridge', rule.bus, home)
  return [
    ...(rule.pattern === undefined ? [] : [{ from: bus, to: node, kind: 'rule' as const, disabled }]),
    ...rule.targets.flatMap(({ Arn, DeadLetterConfig }) => [
      invocation('target', node, endOfArn(Arn, home), disabled),
      ...deadLetters(node, DeadLetterConfig?.Arn, home, disabled),
    ]),
  ]
}

function linksOfSchedule(schedule: StoredSchedule, home: FunctionHome): Link[] {
  const node = nodeOfSchedule(schedule)
  const disabled = schedule.State === 'DISABLED'
  const { Arn, DeadLetterConfig } = schedule.Target
  return [
    invocation('target', node, endOfArn(Arn, home), disabled),
    ...deadLetters(node, DeadLetterConfig?.Arn, home, disabled),
  ]
}

function invocation(kind: EdgeKind, from: GraphNode, { node, qualifier }: EdgeEnd, disabled = false): Link {
  return { from, to: node, kind, qualifier, disabled }
}

function deadLetters(from: GraphNode, arn: string | undefined, home: FunctionHome, disabled = false): Link[] {
  return arn === undefined ? [] : [{ from, to: endOfArn(arn, home).node, kind: 'DeadLetter', disabled }]
}
