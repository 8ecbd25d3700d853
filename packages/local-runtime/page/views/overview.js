// The overview: whether anything is wrong, in one look.
import { element, empty, shape, show } from '../parts/elements.js'
import { countText, durationText, functionText, messageText, timeText } from '../parts/format.js'
import { hashOf } from '../parts/route.js'

/** Groups of failures that are shown. */
const maxGroups = 8

/**
 * @typedef {import('../../src/lib/control/functions/function-state.ts').FunctionState} FunctionState
 * @typedef {import('../../src/lib/control/events/event-query.ts').EventPage} EventPage
 */

/**
 * Shows the verdict, the newest failures by fingerprint, and the functions.
 *
 * @param {Element} root
 * @param {FunctionState[]} functions with the outcomes of all events
 * @param {EventPage} page the newest events, which may be fewer than all
 * @param {any} health
 */
export function showOverview(root, functions, page, health) {
  const groups = groupsOf(page)
  show(root, { functions: functions.map(({ history: _, ...state }) => state), groups, total: page.total }, () => {
    if (functions.length === 0)
      return [
        element('h2', {}, 'No functions yet'),
        empty(
          'Serve one from a file, and send it an event:',
          "async-invoke dev --function hello=hello.mjs\nasync-invoke invoke hello --payload '{}'",
        ),
      ]
    return [verdict(functions, groups, page), failures(groups, page, health), table(functions)]
  })
}

/**
 * @param {EventPage} page
 */
function groupsOf({ events }) {
  /** @type {Map<string, { fingerprint: string, count: number, ended: number, newest: EventPage['events'][number] }>} */
  const groups = new Map()
  for (const event of events) {
    const { fingerprint } = event
    if (fingerprint === undefined) continue
    const group = groups.get(fingerprint) ?? { fingerprint, count: 0, ended: 0, newest: event }
    group.count += 1
    if (event.state === 'ended') group.ended += 1
    groups.set(fingerprint, group)
  }
  return [...groups.values()]
}

/**
 * @param {FunctionState[]} functions
 * @param {ReturnType<typeof groupsOf>} groups
 * @param {EventPage} page
 */
function verdict(functions, groups, page) {
  const seen = groups.reduce((sum, { ended }) => sum + ended, 0)
  // Outcomes count older events too, and events those of functions that are gone.
  const failed = Math.max(seen, failuresOf(functions))
  const retrying = groups.reduce((sum, { count, ended }) => sum + count - ended, 0)
  const throttles = functions.reduce((sum, state) => sum + state.throttles, 0)
  const undelivered = page.events.filter(({ failedDeliveries }) => failedDeliveries > 0).length
  const paused = functions.filter((state) => state.paused).map(({ functionName }) => functionName)
  const troubles = [
    ...(failed > 0 ? [`${countText(failed, 'event')} failed for good`] : []),
    ...(retrying > 0 ? [`${countText(retrying, 'event')} failed and will be tried again`] : []),
    ...(undelivered > 0 ? [`${countText(undelivered, 'delivery').replace('deliverys', 'deliveries')} failed`] : []),
    ...(throttles > 0 ? [countText(throttles, 'throttle')] : []),
    ...(paused.length > 0 ? [`paused: ${paused.join(', ')}`] : []),
  ]
  const tone = failed + undelivered > 0 ? 'bad' : troubles.length > 0 ? 'wait' : 'good'
  const calm = page.total === 0 ? 'No events yet' : 'Nothing is wrong'
  return element(
    'section',
    { class: `verdict ${tone}`, 'aria-label': 'State' },
    element('h2', {}, troubles.length === 0 ? calm : troubles.join(' · ')),
    element('p', {}, `${countText(page.total, 'event')} so far, of ${countText(functions.length, 'function')}.`),
  )
}

/** @param {FunctionState[]} functions */
function failuresOf(functions) {
  return functions
    .flatMap(({ outcomes }) => Object.entries(outcomes))
    .reduce((sum, [condition, count]) => (condition === 'Success' ? sum : sum + count), 0)
}

/**
 * @param {ReturnType<typeof groupsOf>} groups
 * @param {EventPage} page
 * @param {any} health
 */
function failures(groups, page, health) {
  const section = element(
    'section',
    { 'aria-labelledby': 'failures-title' },
    element('h2', { id: 'failures-title' }, 'Failures'),
  )
  const scope = page.events.length < page.total ? `the newest ${countText(page.events.length, 'event')}` : undefined
  if (groups.length === 0) {
    const none = scope === undefined ? 'No event has failed.' : `None of ${scope} has failed.`
    const invoke = "async-invoke invoke NAME --payload '{}'"
    section.append(page.total === 0 ? empty('Send an event to see it here:', invoke) : empty(none))
    return section
  }
  if (scope !== undefined) section.append(element('p', { class: 'aside' }, `Of ${scope}.`))
  const items = groups
    .slice(0, maxGroups)
    .map(({ fingerprint, count, newest }) =>
      element(
        'li',
        {},
        element(
          'a',
          { href: hashOf('events', { fingerprint, event: newest.requestId }), 'data-key': fingerprint },
          element('span', { class: 'count' }, `${count.toLocaleString('en')} ×`),
          element('span', { class: 'name' }, functionText(newest.functionArn ?? '').replace(':$LATEST', '')),
          element(
            'span',
            { class: 'what' },
            newest.timedOut ? 'Timeout' : (newest.errorType ?? newest.condition ?? 'failed'),
          ),
          element('span', { class: 'why' }, messageText(newest.errorMessage ?? newest.explanation ?? '')),
          element('time', { class: 'aside' }, timeText(newest.acceptedAt ?? '', health.now).replace(/\.\d+$/, '')),
        ),
      ),
    )
  section.append(element('ol', { class: 'groups' }, ...items))
  return section
}

/** @param {FunctionState[]} functions */
function table(functions) {
  const names = ['Function', 'Depth', 'Oldest', 'Running', 'Throttles', 'Outcomes', 'Depth so far']
  const rows = functions.map((state) =>
    element(
      'tr',
      {},
      element(
        'th',
        { scope: 'row' },
        element('a', { href: hashOf('events', { function: state.functionName }) }, state.functionName),
        ...(state.paused ? [' ', element('span', { class: 'tag' }, 'paused')] : []),
      ),
      element('td', {}, state.depth.toLocaleString('en')),
      element('td', {}, state.depth === 0 ? '–' : durationText(state.oldestAgeMs)),
      element('td', {}, `${state.running} of ${state.limit.toLocaleString('en')}`),
      element('td', state.throttles > 0 ? { class: 'wait' } : {}, state.throttles.toLocaleString('en')),
      element('td', {}, outcomesOf(state)),
      element('td', {}, state.history === undefined ? '' : depthPlot(state.history)),
    ),
  )
  const heads = names.map((name) => element('th', { scope: 'col' }, name))
  return element(
    'section',
    { 'aria-labelledby': 'functions-title' },
    element('h2', { id: 'functions-title' }, 'Functions'),
    element(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'functions-title' },
      element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows)),
    ),
  )
}

/** @param {FunctionState} state */
function outcomesOf({ functionName, outcomes }) {
  const list = element('span', { class: 'outcomes' })
  for (const [condition, count] of Object.entries(outcomes)) {
    const href = hashOf('events', { function: functionName, condition })
    list.append(
      element(
        'a',
        { href, class: condition === 'Success' ? 'good' : 'bad' },
        `${count.toLocaleString('en')} ${condition}`,
      ),
    )
  }
  return list
}

/**
 * The depth of a queue over time, and the age of its oldest event.
 *
 * @param {import('../../src/lib/control/functions/depth-history.ts').DepthHistory} history
 */
function depthPlot({ depth, ageMs }) {
  const most = Math.max(1, ...depth)
  const oldest = Math.max(0, ...ageMs)
  const [width, height] = [120, 24]
  const x = (/** @type {number} */ at) => (at / (depth.length - 1)) * width
  const line = (/** @type {readonly number[]} */ values, /** @type {number} */ top) =>
    values.map((value, at) => `${x(at).toFixed(1)},${(height - 1 - (value / top) * (height - 3)).toFixed(1)}`).join(' ')
  const label = `at most ${countText(Math.max(...depth), 'event')}, at most ${durationText(oldest)} old`
  return shape(
    'svg',
    { class: 'plot', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': label },
    shape('title', {}, label),
    shape('polygon', { points: `0,${height} ${line(depth, most)} ${width},${height}`, class: 'depth' }),
    shape('polyline', { points: line(ageMs, Math.max(1, oldest)), class: 'age' }),
  )
}
