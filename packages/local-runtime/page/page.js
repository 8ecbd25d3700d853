// Puts what the runtime says into the page, and what its reader asks for to the runtime.
import { byId, element, showList } from './elements.js'
import { ask, follow } from './follow.js'
import { functionText, timeText } from './format.js'
import { manualTimeControls } from './manual-time.js'
import { eventHead, eventRow, inboxMessage, logLine, showRelativeTimes, timelineEntry } from './views.js'

const [mostEvents, mostMessages, mostLines] = [100, 20, 200]
const states = ['all', 'waiting', 'queued', 'running', 'ended']

const logFunction = /** @type {HTMLSelectElement} */ (byId('log-function'))
const onlyEvent = /** @type {HTMLInputElement} */ (byId('log-event'))

let state = 'all'
let lastChosen = ''
/** @type {string | undefined} */
let wantedLogs
/** What is shown by now, so that only what has changed is asked for. */
const shown = { events: '', inbox: '', logs: '', timeline: '' }

const chosenEvent = () => new URLSearchParams(location.hash.slice(1)).get('event') ?? ''

const look = follow(
  async () => {
    const health = await ask('health')
    showHealth(health)
    const { changes } = health
    const event = chosenEvent()
    await Promise.all([
      whenNew('events', `${changes.events} ${state}`, showEvents),
      whenNew('timeline', `${changes.events} ${event}`, () => showTimeline(event)),
      whenNew('inbox', `${changes.inbox}`, showInbox),
      whenNew('logs', `${changes.logs} ${logFunction.value} ${onlyEvent.checked ? event : ''}`, () => showLogs(event)),
    ])
    showRelativeTimes(health.now)
  },
  (answers) => {
    byId('offline').hidden = answers
    // A runtime that comes back may be another one, which counts anew.
    if (!answers) Object.assign(shown, { events: '', inbox: '', logs: '', timeline: '' })
  },
)

/**
 * @param {keyof typeof shown} part
 * @param {string} version
 * @param {() => Promise<void>} show
 */
async function whenNew(part, version, show) {
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

/** Those that wait come first, the soonest due before the others; then the newest. */
async function showEvents() {
  const [waiting, others] = await Promise.all([
    state === 'all' || state === 'waiting' ? eventsIn('state=waiting') : [],
    state === 'all' ? eventsIn('') : state === 'waiting' ? [] : eventsIn(`state=${state}`),
  ])
  waiting.sort((a, b) => (a.until ?? '').localeCompare(b.until ?? ''))
  const shownOnce = state === 'all' ? others.filter((event) => event.state !== 'waiting') : others
  const nothing =
    state === 'all' ? 'No events yet. Those of an earlier process show when they are tried again.' : `None is ${state}.`
  showList(byId('event-list'), [...waiting, ...shownOnce], ({ requestId }) => requestId, eventRow, nothing)
  markChosen()
}

/**
 * @param {string} query
 * @returns {Promise<import('../src/lib/control/event-summary.ts').EventSummary[]>}
 */
async function eventsIn(query) {
  return (await ask(`events?limit=${mostEvents}&${query}`)).events
}

/** @param {string} requestId */
async function showTimeline(requestId) {
  if (requestId === '') return
  try {
    /** @type {import('@async-invoke/schemas/timeline').Timeline} */
    const timeline = await ask(`events/${encodeURIComponent(requestId)}`)
    byId('event-about').replaceChildren(eventHead(timeline))
    if (lastChosen !== requestId && timeline.functionArn !== undefined) {
      wantedLogs = functionText(timeline.functionArn).split(':')[0]
      chooseWantedLogs()
    }
    lastChosen = requestId
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
  const { messages } = await ask(`inbox?limit=${mostMessages}`)
  showList(byId('messages'), messages.reverse(), ({ id }) => String(id), inboxMessage, 'Empty.')
}

/** @param {string} requestId */
async function showLogs(requestId) {
  const { functions } = await ask('logs')
  const names = [...logFunction.options].map(({ value }) => value)
  if (names.join() !== functions.join()) {
    const kept = logFunction.value
    logFunction.replaceChildren(...functions.map((/** @type {string} */ name) => element('option', {}, name)))
    if (functions.includes(kept)) logFunction.value = kept
  }
  chooseWantedLogs()
  if (logFunction.value === '') return showList(byId('lines'), [], String, logLine, 'No functions yet.')
  const query = onlyEvent.checked && requestId !== '' ? `&requestId=${encodeURIComponent(requestId)}` : ''
  /** @type {{ events: import('../src/lib/execution/logs/function-logs.ts').LogLine[] }} */
  const { events } = await ask(`logs/${encodeURIComponent(logFunction.value)}?limit=${mostLines}${query}`)
  const lines = events.map((line, at) => ({ line, at: `${line.timestamp} ${at}` }))
  const list = byId('lines')
  const atEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 4
  showList(
    list,
    lines,
    ({ at }) => at,
    ({ line }) => logLine(line),
    'Nothing written yet.',
  )
  if (atEnd) list.scrollTop = list.scrollHeight
}

/** The logs shown become those of the event's function, as soon as that can be chosen. */
function chooseWantedLogs() {
  const option = [...logFunction.options].find(({ value }) => value === wantedLogs)
  if (option === undefined) return
  option.selected = true
  wantedLogs = undefined
}

function markChosen() {
  const chosen = chosenEvent()
  for (const row of byId('event-list').children) {
    const link = row.querySelector('a')
    if (row.getAttribute('data-key') === chosen) link?.setAttribute('aria-current', 'true')
    else link?.removeAttribute('aria-current')
  }
}

for (const name of states) {
  const input = element('input', { type: 'radio', name: 'state', value: name })
  input.checked = name === state
  input.addEventListener('change', () => {
    state = name
    void look()
  })
  byId('states').append(element('label', {}, input, name))
}
manualTimeControls(look)
// Scrolled by key as well: nothing in it takes the focus.
byId('lines').tabIndex = 0
window.addEventListener('hashchange', () => {
  markChosen()
  void look()
})
logFunction.addEventListener('change', () => void look())
onlyEvent.addEventListener('change', () => void look())
