// Shows the state of the runtime, and refreshes it when it or the selection changes.
import { byId, element, showList } from './elements.js'
import { follow, send } from './follow.js'
import { functionText, timeText } from './format.js'
import { connectTimeControls } from './manual-time.js'
import { eventHead, eventRow, inboxMessage, logLine, showRelativeTimes, timelineEntry } from './views.js'

const [maxEvents, maxMessages, maxLines] = [100, 20, 200]
const states = ['all', 'waiting', 'queued', 'running', 'ended']

const logFunction = /** @type {HTMLSelectElement} */ (byId('log-function'))
const onlyEvent = /** @type {HTMLInputElement} */ (byId('log-event'))

let state = 'all'
/** Event whose timeline was shown last. */
let lastEvent = ''
/**
 * Function whose logs to show as soon as it is an option.
 *
 * @type {string | undefined}
 */
let nextLogFunction
/** Version of each part that is shown, so that only changed parts are loaded. */
const shown = { events: '', inbox: '', logs: '', timeline: '' }

const selectedEvent = () => new URLSearchParams(location.hash.slice(1)).get('event') ?? ''

const refresh = follow(
  async () => {
    const health = await send('health')
    showHealth(health)
    const { changes } = health
    const event = selectedEvent()
    await Promise.all([
      ifChanged('events', `${changes.events} ${state}`, showEvents),
      ifChanged('timeline', `${changes.events} ${event}`, () => showTimeline(event)),
      ifChanged('inbox', `${changes.inbox}`, showInbox),
      ifChanged('logs', `${changes.logs} ${logFunction.value} ${onlyEvent.checked ? event : ''}`, () =>
        showLogs(event),
      ),
    ])
    showRelativeTimes(health.now)
  },
  (online) => {
    byId('offline').hidden = online
    // After a restart the runtime counts its changes from 0 again.
    if (!online) Object.assign(shown, { events: '', inbox: '', logs: '', timeline: '' })
  },
)

/**
 * @param {keyof typeof shown} part
 * @param {string} version
 * @param {() => Promise<void>} show
 */
async function ifChanged(part, version, show) {
  if (shown[part] === version) return
  await show()
  shown[part] = version
}

/** @param {{ now: string, time: string, speed: number, nextDueAt?: string, queue: Record<string, number> }} health */
function showHealth({ now, time, speed, nextDueAt, queue }) {
  byId('now').textContent = `${timeText(now)} UTC`
  byId('now').setAttribute('datetime', now)
  byId('mode').textContent = speed === 1 ? `${time} time` : `${time} time, × ${speed}`
  byId('controls').hidden = time !== 'manual'
  const facts = [
    ['ready', queue.ready],
    ['delayed', queue.delayed],
    ['leased', queue.leased],
  ].flatMap(([name, count]) => [element('dt', {}, String(name)), element('dd', {}, String(count))])
  if (nextDueAt !== undefined) {
    const due = element('dd', {}, element('time', { datetime: nextDueAt, 'data-at': nextDueAt }), ' ')
    due.append(element('b', { 'data-until': nextDueAt }))
    facts.push(element('dt', {}, 'next due'), due)
  }
  byId('queue').replaceChildren(...facts)
  document.title = queue.delayed === 0 ? 'async-invoke' : `(${queue.delayed}) async-invoke`
}

/** Shows waiting events first, in the order in which they come due, then the others, newest first. */
async function showEvents() {
  const [waiting, others] = await Promise.all([
    state === 'all' || state === 'waiting' ? eventsIn('state=waiting') : [],
    state === 'all' ? eventsIn('') : state === 'waiting' ? [] : eventsIn(`state=${state}`),
  ])
  waiting.sort((a, b) => (a.until ?? '').localeCompare(b.until ?? ''))
  const notWaiting = state === 'all' ? others.filter((event) => event.state !== 'waiting') : others
  const nothing =
    state === 'all'
      ? 'No events yet. Events accepted by an earlier process appear with their next attempt.'
      : `No ${state} events.`
  showList(byId('event-list'), [...waiting, ...notWaiting], ({ requestId }) => requestId, eventRow, nothing)
  markSelected()
}

/**
 * @param {string} query
 * @returns {Promise<import('../src/lib/control/events/event-summary.ts').EventSummary[]>}
 */
async function eventsIn(query) {
  return (await send(`events?limit=${maxEvents}&${query}`)).events
}

/** @param {string} requestId */
async function showTimeline(requestId) {
  if (requestId === '') return
  try {
    /** @type {import('@async-invoke/schemas/timeline').Timeline} */
    const timeline = await send(`events/${encodeURIComponent(requestId)}`)
    byId('event-about').replaceChildren(eventHead(timeline))
    if (lastEvent !== requestId && timeline.functionArn !== undefined) {
      nextLogFunction = functionText(timeline.functionArn).split(':')[0]
      selectNextLogFunction()
    }
    lastEvent = requestId
    const entries = timeline.entries.map((entry, at) => ({ entry, at: `${requestId} ${at}` }))
    showList(
      byId('timeline'),
      entries,
      ({ at }) => at,
      ({ entry }) => timelineEntry(entry, timeline.acceptedAt),
      '',
    )
  } catch (error) {
    byId('event-about').replaceChildren(
      element('p', { class: 'empty' }, String(error instanceof Error ? error.message : error)),
    )
    byId('timeline').replaceChildren()
  }
}

async function showInbox() {
  /** @type {{ messages: import('../src/lib/delivery/inbox.ts').InboxMessage[] }} */
  const { messages } = await send(`inbox?limit=${maxMessages}`)
  showList(byId('messages'), messages.reverse(), ({ id }) => String(id), inboxMessage, 'No messages.')
}

/** @param {string} requestId */
async function showLogs(requestId) {
  const { functions } = await send('logs')
  const names = [...logFunction.options].map(({ value }) => value)
  if (names.join() !== functions.join()) {
    const kept = logFunction.value
    logFunction.replaceChildren(...functions.map((/** @type {string} */ name) => element('option', {}, name)))
    if (functions.includes(kept)) logFunction.value = kept
  }
  selectNextLogFunction()
  if (logFunction.value === '') return showList(byId('lines'), [], String, logLine, 'No functions yet.')
  const query = onlyEvent.checked && requestId !== '' ? `&requestId=${encodeURIComponent(requestId)}` : ''
  /** @type {{ events: import('../src/lib/execution/logs/function-logs.ts').LogLine[] }} */
  const { events } = await send(`logs/${encodeURIComponent(logFunction.value)}?limit=${maxLines}${query}`)
  const lines = events.map((line, at) => ({ line, at: `${line.timestamp} ${at}` }))
  const list = byId('lines')
  const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4
  showList(
    list,
    lines,
    ({ at }) => at,
    ({ line }) => logLine(line),
    'No output yet.',
  )
  if (atEnd) list.scrollTop = list.scrollHeight
}

/** Selects the logs of {@link nextLogFunction}, once it is an option. */
function selectNextLogFunction() {
  const option = [...logFunction.options].find(({ value }) => value === nextLogFunction)
  if (option === undefined) return
  option.selected = true
  nextLogFunction = undefined
}

function markSelected() {
  const selected = selectedEvent()
  for (const row of byId('event-list').children) {
    const link = row.querySelector('a')
    if (row.getAttribute('data-key') === selected) link?.setAttribute('aria-current', 'true')
    else link?.removeAttribute('aria-current')
  }
}

for (const name of states) {
  const input = element('input', { type: 'radio', name: 'state', value: name })
  input.checked = name === state
  input.addEventListener('change', () => {
    state = name
    void refresh()
  })
  byId('states').append(element('label', {}, input, name))
}
connectTimeControls(refresh)
// Focusable, so that it can be scrolled by keyboard: nothing in it takes the focus.
byId('lines').tabIndex = 0
window.addEventListener('hashchange', () => {
  markSelected()
  void refresh()
})
logFunction.addEventListener('change', () => void refresh())
onlyEvent.addEventListener('change', () => void refresh())
