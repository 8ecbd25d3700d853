// The page: follows the runtime, and shows the view that the address names.
import { showClock } from './parts/clock-bar.js'
import { byId, element } from './parts/elements.js'
import { follow, send } from './parts/follow.js'
import { timeText } from './parts/format.js'
import { connectKeys } from './parts/keys.js'
import { readRoute } from './parts/route.js'
import { showStack } from './stack/stack-view.js'
import { createEventsView } from './views/events-view.js'
import { showFaults } from './views/faults-view.js'
import { showFunctions } from './views/functions-view.js'
import { showInbox } from './views/inbox-view.js'
import { showOverview } from './views/overview.js'

const main = byId('main')
const titles = {
  ...{
    overview: 'Overview',
    events: 'Events',
    functions: 'Functions',
    stack: 'Stack',
    inbox: 'Inbox',
    faults: 'Faults',
  },
}

/** State of the runtime as it came last, and when that was, for a clock that flows on. */
let health = /** @type {any} */ (undefined)
let shownView = ''
/** @type {ReturnType<typeof createEventsView> | undefined} */
let events
let refreshing = false
let again = false

/** Shows the view of the address with fresh data; one refresh at a time. */
async function refresh() {
  if (health === undefined) return
  if (refreshing) {
    again = true
    return
  }
  refreshing = true
  do {
    again = false
    await showView().catch((error) => console.warn(error))
  } while (again)
  refreshing = false
}

async function showView() {
  const route = readRoute(location.hash)
  const view = Object.hasOwn(titles, route.view) ? route.view : 'overview'
  if (view !== shownView) {
    shownView = view
    main.replaceChildren()
    main.className = view
    events = view === 'events' ? createEventsView(main) : undefined
    const title = titles[/** @type {keyof typeof titles} */ (view)]
    document.title = `${title} · async-invoke`
    main.setAttribute('aria-label', title)
    for (const link of document.querySelectorAll('nav a')) {
      if (link.getAttribute('href') === `#/${view}`) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
  }
  if (events !== undefined) return events.refresh(route.query, health)
  const root = main.firstElementChild ?? main.appendChild(element('div', {}))
  if (view === 'overview') {
    const [{ functions }, failures] = await Promise.all([send('functions'), send('events?limit=1000')])
    if (shownView === view) showOverview(root, functions, failures, health)
  } else if (view === 'functions') {
    const { functions } = await send('functions')
    if (shownView === view) showFunctions(root, functions, health, refresh)
  } else if (view === 'stack') {
    const graph = await send('graph')
    if (shownView === view) showStack(root, graph)
  } else if (view === 'inbox') {
    const inbox = await send('inbox?limit=200')
    if (shownView === view) showInbox(root, inbox, refresh)
  } else {
    const faults = await send('faults')
    if (shownView === view) showFaults(root, faults, refresh)
  }
}

/**
 * Says that the page shows a file, and hides whatever would change something.
 *
 * @param {{ file: string, createdAt?: string } | undefined} recording
 */
function showRecording(recording) {
  document.body.classList.toggle('recorded', recording !== undefined)
  const notice = byId('recording')
  notice.hidden = recording === undefined
  if (recording === undefined) return
  const { file, createdAt } = recording
  const when = createdAt === undefined ? '' : `, of ${timeText(createdAt).replace(/\.\d+$/, '')} UTC`
  notice.textContent = `A recording: ${file}${when}. Nothing here can be changed.`
}

window.addEventListener('hashchange', () => void refresh())
connectKeys(() => events)
follow(
  (state) => {
    health = state
    showRecording(state.recording)
    void showClock(byId('clock'), health)
    void refresh()
  },
  (online) => byId('offline').toggleAttribute('hidden', online),
)
