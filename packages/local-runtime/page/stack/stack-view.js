// The stack: who leads to whom, as a picture and as a list.
import { element, empty, show } from '../parts/elements.js'
import { drawGraph, hashOfEvents } from './drawing.js'

/**
 * @typedef {import('../../src/lib/control/graph/stack-graph.ts').StackGraph} StackGraph
 * @typedef {import('../../src/lib/control/graph/stack-graph.ts').GraphEdge} GraphEdge
 * @typedef {import('../../src/lib/control/graph/graph-node.ts').GraphNode} GraphNode
 */

/** Each kind of edge in a sentence, between its ends. */
const verbs = /** @type {Record<GraphEdge['kind'], string>} */ ({
  rule: 'has its events matched by',
  target: 'invokes',
  subscription: 'has the subscriber',
  notification: 'notifies',
  mapping: 'is read by',
  OnSuccess: 'sends records of successes to',
  OnFailure: 'sends records of failures to',
  DeadLetter: 'sends dead letters to',
})

/**
 * Shows the graph of the runtime.
 *
 * @param {Element} root
 * @param {StackGraph} graph
 */
export function showStack(root, graph) {
  show(root, graph, () => {
    const byId = new Map(graph.nodes.map((node) => [node.id, node]))
    const joined = new Set(graph.edges.flatMap(({ from, to }) => [from, to]))
    const alone = graph.nodes.filter(({ id }) => !joined.has(id))
    const about = 'By triggers and settings; calls that the code of a function makes are not shown.'
    const head = element(
      'div',
      { class: 'bar' },
      element('h2', {}, 'Stack'),
      ...(graph.edges.length > 0 ? [element('p', { class: 'aside' }, about)] : []),
    )
    if (graph.edges.length === 0)
      return [
        head,
        empty(
          'Nothing leads to a function or from one yet. Serve a template, give a function a destination, or read a queue:',
          [
            'async-invoke dev --template template.yaml',
            'aws lambda put-function-event-invoke-config --function-name NAME --destination-config OnFailure={Destination=ARN}',
            'aws lambda create-event-source-mapping --function-name NAME --event-source-arn ARN',
          ].join('\n'),
        ),
        ...others(alone),
      ]
    const drawn = graph.nodes.filter(({ id }) => joined.has(id))
    return [
      head,
      element(
        'div',
        { class: 'scroll graph', tabindex: '0', role: 'group', 'aria-label': 'Picture of the stack' },
        drawGraph(drawn, graph.edges),
      ),
      element(
        'section',
        { 'aria-labelledby': 'leads-title' },
        element('h2', { id: 'leads-title' }, 'Who leads to whom'),
        element(
          'ol',
          { class: 'leads' },
          ...graph.edges.flatMap((edge) => {
            const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
            return from === undefined || to === undefined ? [] : [lead(from, edge, to)]
          }),
        ),
      ),
      ...others(alone),
    ]
  })
}

/**
 * An edge in a sentence.
 *
 * @param {GraphNode} from
 * @param {GraphEdge} edge
 * @param {GraphNode} to
 */
function lead(from, { kind, qualifiers = [], disabled }, to) {
  const notes = [
    ...(qualifiers.length > 0 ? [qualifiers.join(', ')] : []),
    ...(to.missing ? ['not served here'] : []),
    ...(disabled ? ['disabled'] : []),
  ]
  return element(
    'li',
    {},
    ...named(from),
    ` ${verbs[kind] ?? 'leads to'} `,
    ...named(to),
    ...notes.flatMap((note) => [' ', element('span', { class: 'tag' }, note)]),
  )
}

/**
 * The kind and the name of a node; that of a function leads to its events.
 *
 * @param {GraphNode} node
 */
function named(node) {
  const href = hashOfEvents(node)
  const name = href === undefined ? element('b', {}, node.name) : element('a', { href }, node.name)
  const about = node.schedule === undefined ? [] : [` (${node.schedule})`]
  return [`${node.kind} `, name, ...about]
}

/**
 * Nodes without edges.
 *
 * @param {GraphNode[]} nodes
 */
function others(nodes) {
  if (nodes.length === 0) return []
  return [
    element(
      'section',
      { 'aria-labelledby': 'alone-title' },
      element('h2', { id: 'alone-title' }, 'On their own'),
      element('ul', { class: 'leads' }, ...nodes.map((node) => element('li', {}, ...named(node)))),
    ),
  ]
}
