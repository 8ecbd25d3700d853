import { latestVersion } from '../../registry/function-record.ts'
import { groupBy } from '../events/group-by.ts'
import { type GraphNode, nodeKinds, nodeOfFunction } from './graph-node.ts'
import { type EdgeKind, edgeKinds, type Link, type LinkSources, linksOf, nodeOfRule, nodeOfSchedule } from './links.ts'

/** One node leads to another. No two edges have the same ends and the same kind. */
export interface GraphEdge {
  /** Id of a node. */
  readonly from: string
  readonly to: string
  readonly kind: EdgeKind
  /**
   * Sorted qualifiers of the function: those whose settings these are, otherwise those that are invoked. Missing for `$LATEST`
   * alone.
   */
  readonly qualifiers?: readonly string[]
  /** True if every rule, schedule or mapping behind it is disabled. */
  readonly disabled?: true
}

/** Who leads to whom, as settings and triggers have it. */
export interface StackGraph {
  /** Sorted by kind and name. */
  readonly nodes: readonly GraphNode[]
  /** Sorted as their ends are. */
  readonly edges: readonly GraphEdge[]
}

/** Draws up the graph of a stack: every function, rule and schedule, and what leads to them or from them. */
export function stackGraph(sources: LinkSources): StackGraph {
  const { home, functions, rules, schedules } = sources
  const links = linksOf(sources)
  const served = functions.map(({ functionName }) => nodeOfFunction(functionName, home))
  const named = [...served, ...rules.map(nodeOfRule), ...schedules.map(nodeOfSchedule)]
  const byId = new Map([...links.flatMap(({ from, to }) => [from, to]), ...named].map((node) => [node.id, node]))
  const here = new Set(served.map(({ id }) => id))
  const nodes = Array.from(byId.values(), (node) =>
    node.kind === 'function' && !here.has(node.id) ? { ...node, missing: true as const } : node,
  ).sort(inOrder((node) => [nodeKinds.indexOf(node.kind), node.name, node.id]))

  const places = new Map(nodes.map(({ id }, place) => [id, place]))
  const placesOf = ({ from, to, kind }: Link) => [
    places.get(from.id) ?? 0,
    places.get(to.id) ?? 0,
    edgeKinds.indexOf(kind),
  ]
  const edges = groupBy([...links].sort(inOrder(placesOf)), (link) => placesOf(link).join())
  return { nodes, edges: [...edges.values()].flatMap(edgeOf) }
}

/** The edge of all links with the same ends and the same kind. */
function edgeOf(links: readonly Link[]): GraphEdge[] {
  const qualifiers = [...new Set(links.map(({ qualifier = latestVersion }) => qualifier))].sort()
  return links.slice(0, 1).map(({ from, to, kind }) => ({
    ...{ from: from.id, to: to.id, kind },
    ...(qualifiers.join() !== latestVersion && { qualifiers }),
    ...(links.every(({ disabled }) => disabled) && { disabled: true as const }),
  }))
}

/** Compares by the first key that differs; texts by their code units, so that no locale changes the order. */
function inOrder<Item>(keysOf: (item: Item) => readonly (string | number)[]): (a: Item, b: Item) => number {
  return (a, b) => {
    const other = keysOf(b)
    for (const [at, key] of keysOf(a).entries()) {
      const than = other[at] ?? ''
      if (key !== than) return key < than ? -1 : 1
    }
    return 0
  }
}
