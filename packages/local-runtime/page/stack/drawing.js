// Draws the graph of a stack, column by column.
import { shape } from '../parts/elements.js'
import { hashOf } from '../parts/route.js'
import { layersOf } from './layers.js'

/**
 * @typedef {import('../../src/lib/control/graph/stack-graph.ts').GraphEdge} GraphEdge
 * @typedef {import('../../src/lib/control/graph/graph-node.ts').GraphNode} GraphNode
 */

const margin = 16
const box = { width: 184, height: 44 }
/** Room between two columns, which holds the labels of edges, and between two rows. */
const gap = { x: 108, y: 28 }
/** Longest name that a node has room for. */
const maxName = 20

/**
 * Draws the nodes with what joins them. Functions are links; everything else is hidden from screen readers, which have the list.
 *
 * @param {GraphNode[]} nodes
 * @param {readonly GraphEdge[]} edges
 */
export function drawGraph(nodes, edges) {
  // Cycles are entered at functions where no other node leads into them.
  const ids = [...nodes.filter(({ kind }) => kind === 'function'), ...nodes.filter(({ kind }) => kind !== 'function')]
  const pairs = pairsOf(edges)
  const { spots, routes, columns, rows } = layersOf(
    ids.map(({ id }) => id),
    pairs,
  )
  const width = 2 * margin + columns * box.width + (columns - 1) * gap.x
  const below = routes.some(({ isBack }) => isBack) ? rows : rows - 1
  const height = 2 * margin + rows * box.height + below * gap.y
  return shape(
    'svg',
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-label': 'Functions, with links to their events',
    },
    ...routes.map(({ link, spots, isBack }) =>
      drawPair(/** @type {Pair} */ (link), isBack ? pathBack(spots) : pathAhead(spots), isBack),
    ),
    ...nodes.map((each) => drawNode(each, cornerOf(/** @type {Spot} */ (spots.get(each.id))))),
  )
}

/**
 * @typedef {import('./layers.js').Spot} Spot
 * @typedef {{ from: string, to: string, edges: GraphEdge[] }} Pair all edges from one node to another
 * @typedef {{ line: string, tip: string, label: { x: number, y: number } }} Path
 */

/** @param {readonly GraphEdge[]} edges */
function pairsOf(edges) {
  /** @type {Map<string, Pair>} */
  const pairs = new Map()
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to])
    const pair = pairs.get(key) ?? { from: edge.from, to: edge.to, edges: [] }
    pair.edges.push(edge)
    pairs.set(key, pair)
  }
  return [...pairs.values()]
}

/** @param {Spot} spot */
function cornerOf({ column, row }) {
  return { x: margin + column * (box.width + gap.x), y: margin + row * (box.height + gap.y) }
}

/**
 * A line from the right of the first node, through the spots on the way, to the left of the last.
 *
 * @param {Spot[]} spots
 * @returns {Path}
 */
function pathAhead(spots) {
  const corners = spots.map(cornerOf)
  const middle = box.height / 2
  let line = ''
  let label = { x: 0, y: 0 }
  let tip = { x: 0, y: 0 }
  for (const [at, { x, y }] of corners.entries()) {
    const before = corners[at - 1]
    if (before === undefined) line += `M${x + box.width},${y + middle}`
    else {
      const start = before.x + box.width
      const half = (start + x) / 2
      line += `C${half},${before.y + middle} ${half},${y + middle} ${x},${y + middle}`
      if (at < corners.length - 1) line += `H${x + box.width}`
      label = { x: half, y: (before.y + y) / 2 + middle }
      tip = { x, y: y + middle }
    }
  }
  return { line, tip: `M${tip.x - 8},${tip.y - 4}L${tip.x},${tip.y}L${tip.x - 8},${tip.y + 4}Z`, label }
}

/**
 * A line that leads back, below the nodes.
 *
 * @param {Spot[]} spots
 * @returns {Path}
 */
function pathBack(spots) {
  const [from, to] = [spots.at(0), spots.at(-1)].map((spot) => {
    const { x, y } = cornerOf(/** @type {Spot} */ (spot))
    return { x: x + box.width / 2, y: y + box.height }
  })
  if (from === undefined || to === undefined) return { line: '', tip: '', label: { x: 0, y: 0 } }
  // A node that leads to itself has its line beside its middle.
  const aside = from.x === to.x && from.y === to.y ? box.width / 4 : 0
  const [start, end] = [from.x + aside, to.x - aside]
  const line = `M${start},${from.y}C${start},${from.y + gap.y} ${end},${to.y + gap.y} ${end},${to.y}`
  const label = { x: (start + end) / 2, y: (from.y + to.y) / 2 + gap.y * 0.75 }
  return { line, tip: `M${end - 4},${to.y + 8}L${end},${to.y}L${end + 4},${to.y + 8}Z`, label }
}

/**
 * @param {Pair} pair
 * @param {Path} path
 * @param {boolean} isBack
 */
function drawPair({ edges }, { line, tip, label }, isBack) {
  const isDisabled = edges.every(({ disabled }) => disabled)
  const tone = edges.some(({ kind }) => kind === 'OnFailure' || kind === 'DeadLetter')
    ? 'bad'
    : edges.some(({ kind }) => kind === 'OnSuccess')
      ? 'good'
      : 'calm'
  const texts = edges.map(({ kind, disabled }) => (disabled ? `${kind}, off` : kind))
  return shape(
    'g',
    { class: `edge ${tone}${isDisabled ? ' off' : ''}${isBack ? ' back' : ''}`, 'aria-hidden': 'true' },
    shape('path', { d: line, class: 'line' }),
    shape('path', { d: tip, class: 'tip' }),
    ...texts.map((text, at) =>
      shape('text', { x: label.x, y: label.y + 4 + (at - (texts.length - 1) / 2) * 13 }, text),
    ),
  )
}

/**
 * @param {GraphNode} node
 * @param {{ x: number, y: number }} corner
 */
function drawNode(node, { x, y }) {
  const { id, kind, name, schedule, missing } = node
  const notes = [kind, ...(schedule === undefined ? [] : [schedule]), ...(missing ? ['not served here'] : [])]
  const parts = [
    // Hidden, so that the name of a link is what it shows.
    shape('rect', { x, y, width: box.width, height: box.height, rx: 6, 'aria-hidden': 'true' }, shape('title', {}, id)),
    shape('text', { x: x + 10, y: y + 17, class: 'kind' }, shortened(notes.join(' · '), maxName + 6)),
    shape('text', { x: x + 10, y: y + 34 }, shortened(name, maxName)),
  ]
  const href = hashOfEvents(node)
  if (href === undefined)
    return shape('g', { class: `node ${kind}${missing ? ' off' : ''}`, 'aria-hidden': 'true' }, ...parts)
  return shape('a', { class: 'node function', href, 'data-key': id }, ...parts)
}

/**
 * The list of events that a node leads to: a function's, if the runtime has it.
 *
 * @param {GraphNode} node
 */
export function hashOfEvents({ kind, name, missing }) {
  return kind === 'function' && missing !== true ? hashOf('events', { function: name }) : undefined
}

/**
 * A text without its middle, if it is too long: generated names differ at their ends.
 *
 * @param {string} text
 * @param {number} max
 */
function shortened(text, max) {
  if (text.length <= max) return text
  const end = Math.floor(max / 3)
  return `${text.slice(0, max - end - 1)}…${text.slice(-end)}`
}
