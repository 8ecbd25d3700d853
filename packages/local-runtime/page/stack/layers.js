// Lays a graph out in columns, each node right of all that lead to it. Pure: nothing here touches the document.

/**
 * @typedef {{ readonly from: string, readonly to: string }} Link
 *
 * @typedef {object} Spot a place in a column: of a node, or of a link on its way past the column
 * @property {number} column
 * @property {number} row may lie between two rows: columns are centred
 *
 * @typedef {object} Route
 * @property {Link} link
 * @property {Spot[]} spots from the first node to the last
 * @property {boolean} isBack whether the link closes a cycle, and leads back to a column before
 */

/** Times that each column is sorted by its neighbours, in both directions. */
const sweeps = 4

/**
 * Lays nodes and links out. Links between nodes that are not listed are left out.
 *
 * @param {readonly string[]} ids in the order in which cycles are entered, and in which equals are placed
 * @param {readonly Link[]} links
 * @returns {{ spots: Map<string, Spot>, routes: Route[], columns: number, rows: number }}
 */
export function layersOf(ids, links) {
  const known = new Set(ids)
  const inside = links.filter(({ from, to }) => known.has(from) && known.has(to))
  const { order, back } = walk(ids, inside)
  const ahead = inside.filter((link) => !back.has(link))
  const columnOf = columnsOf(order, ahead)

  /** @type {Map<string, Spot>} */
  const spots = new Map(ids.map((id) => [id, { column: columnOf.get(id) ?? 0, row: 0 }]))
  const spotOf = (/** @type {string} */ id) => /** @type {Spot} */ (spots.get(id))
  const routes = inside.map((link) => {
    const [from, to] = [spotOf(link.from), spotOf(link.to)]
    const isBack = back.has(link)
    const between = Array.from({ length: isBack ? 0 : to.column - from.column - 1 }, (_, at) => ({
      column: from.column + at + 1,
      row: 0,
    }))
    return { link, isBack, spots: [from, ...between, to] }
  })
  const columns = sortColumns([...spots.values()], routes)
  return { spots, routes, columns: columns.length, rows: Math.max(0, ...columns.map(({ length }) => length)) }
}

/**
 * Walks the graph in depth: links that lead to a node whose walk has not ended close a cycle.
 *
 * @param {readonly string[]} ids
 * @param {readonly Link[]} links
 */
function walk(ids, links) {
  const leaving = groupBy(links, ({ from }) => from)
  const reached = new Set(links.filter(({ from, to }) => from !== to).map(({ to }) => to))
  const starts = [...ids.filter((id) => !reached.has(id)), ...ids.filter((id) => reached.has(id))]
  /** @type {Map<string, 'open' | 'done'>} */
  const states = new Map()
  /** @type {Set<Link>} */
  const back = new Set()
  /** @type {string[]} */
  const ended = []
  for (const start of starts) {
    if (states.has(start)) continue
    states.set(start, 'open')
    const path = [{ id: start, next: 0 }]
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const link = leaving.get(step.id)?.[step.next]
      step.next += 1
      if (link === undefined) {
        states.set(step.id, 'done')
        ended.push(step.id)
        path.pop()
      } else if (states.get(link.to) === 'open') back.add(link)
      else if (!states.has(link.to)) {
        states.set(link.to, 'open')
        path.push({ id: link.to, next: 0 })
      }
    }
  }
  return { order: ended.reverse(), back }
}

/**
 * The column of each node: one more than the last of those that lead to it. A node to which none leads stands just before
 * those to which it leads.
 *
 * @param {readonly string[]} order each node before those to which it leads
 * @param {readonly Link[]} ahead links without those that close a cycle
 */
function columnsOf(order, ahead) {
  const leaving = groupBy(ahead, ({ from }) => from)
  const reached = new Set(ahead.map(({ to }) => to))
  /** @type {Map<string, number>} */
  const columns = new Map()
  const columnOf = (/** @type {string} */ id) => columns.get(id) ?? 0
  for (const id of order)
    for (const { to } of leaving.get(id) ?? []) columns.set(to, Math.max(columnOf(to), columnOf(id) + 1))
  for (const id of order) {
    const next = leaving.get(id)
    if (!reached.has(id) && next !== undefined)
      columns.set(id, next.reduce((least, { to }) => Math.min(least, columnOf(to)), Number.POSITIVE_INFINITY) - 1)
  }
  return columns
}

/**
 * Sorts each column by the rows of the neighbours, so that few links cross, and gives every spot its row.
 *
 * @param {readonly Spot[]} nodes
 * @param {readonly Route[]} routes
 */
function sortColumns(nodes, routes) {
  const ahead = routes.filter(({ isBack }) => !isBack)
  const passing = ahead.flatMap(({ spots }) => spots.slice(1, -1))
  const pairs = ahead.flatMap(({ spots }) =>
    spots.slice(1).map((right, at) => ({ left: /** @type {Spot} */ (spots[at]), right })),
  )
  const byRight = groupBy(pairs, ({ right }) => right)
  const byLeft = groupBy(pairs, ({ left }) => left)
  const byColumn = groupBy([...nodes, ...passing], ({ column }) => column)
  const columns = [...byColumn].sort(([a], [b]) => a - b).map(([, spots]) => spots)
  const most = Math.max(0, ...columns.map(({ length }) => length))
  const number = (/** @type {Spot[]} */ column) => {
    for (const [at, spot] of column.entries()) spot.row = at + (most - column.length) / 2
  }
  for (const column of columns) number(column)
  const sortBy = (/** @type {Spot[]} */ column, /** @type {(spot: Spot) => Spot[]} */ neighboursOf) => {
    const wanted = new Map(column.map((spot) => [spot, meanRow(neighboursOf(spot)) ?? spot.row]))
    column.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0))
    number(column)
  }
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    for (const column of columns) sortBy(column, (spot) => (byRight.get(spot) ?? []).map(({ left }) => left))
    for (const column of columns.toReversed())
      sortBy(column, (spot) => (byLeft.get(spot) ?? []).map(({ right }) => right))
  }
  return columns
}

/** @param {readonly Spot[]} spots */
function meanRow(spots) {
  return spots.length === 0 ? undefined : spots.reduce((sum, { row }) => sum + row, 0) / spots.length
}

/**
 * @template Item, Key
 * @param {readonly Item[]} items
 * @param {(item: Item) => Key} keyOf
 */
function groupBy(items, keyOf) {
  /** @type {Map<Key, Item[]>} */
  const groups = new Map()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
