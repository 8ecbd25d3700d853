import {
  type FunctionHome,
  formatFunctionArn,
  parseArn,
  parseFunctionReference,
} from '@async-invoke/schemas/function-reference'
import { formatTargetArn, type TargetKind, targetKinds, targets } from '@async-invoke/schemas/target'

/** Kinds of nodes, in the order of a graph; `other` is an ARN of no service that Lambda sends to. */
export const nodeKinds = ['bus', 'rule', 'schedule', 'topic', 'bucket', 'queue', 'function', 'other'] as const

export type NodeKind = (typeof nodeKinds)[number]

/** A resource that leads to others, or that others lead to. */
export interface GraphNode {
  /** ARN, without a qualifier. */
  readonly id: string
  readonly kind: NodeKind
  readonly name: string
  /** Expression of a schedule, or of a rule that has one. */
  readonly schedule?: string
  /** True for a function that this runtime does not have. */
  readonly missing?: true
}

/** One end of an edge. The qualifier is the function's; `undefined` for `$LATEST`. */
export interface EdgeEnd {
  readonly node: GraphNode
  readonly qualifier?: string | undefined
}

const kindOfTarget: Readonly<Record<TargetKind, NodeKind>> = {
  ...{ sqs: 'queue', sns: 'topic', lambda: 'function', eventbridge: 'bus', s3: 'bucket' },
}

/** The end that an ARN names. */
export function endOfArn(arn: string, home: FunctionHome): EdgeEnd {
  const { service, resource = arn } = parseArn(arn) ?? {}
  const target = targetKinds.find((kind) => targets[kind].service === service)
  if (target === 'lambda') return endOfFunction(arn, home)
  const name = target === undefined ? arn : resource.slice(targets[target].prefix.length)
  return { node: { id: arn, kind: target === undefined ? 'other' : kindOfTarget[target], name } }
}

/** The end that the name or ARN of a function names. */
export function endOfFunction(nameOrArn: string, home: FunctionHome): EdgeEnd {
  const reference = parseFunctionReference(nameOrArn)
  if (reference === undefined) return { node: { id: nameOrArn, kind: 'other', name: nameOrArn } }
  const { functionName, qualifier, ...place } = reference
  return { node: nodeOfFunction(functionName, { ...home, ...place }), qualifier }
}

export function nodeOfFunction(functionName: string, home: FunctionHome): GraphNode {
  return { id: formatFunctionArn(home, functionName), kind: 'function', name: functionName }
}

/** The node of a bus or bucket of this account. */
export function nodeOfName(target: 'eventbridge' | 's3', name: string, home: FunctionHome): GraphNode {
  return { id: formatTargetArn(target, home, name), kind: kindOfTarget[target], name }
}
