// The list of events: filters, virtual rows, and the selected event beside it.

import { createEventView } from '../event/event-view.js'
import { announce, element, empty, focusOnceShown } from '../parts/elements.js'
import { send } from '../parts/follow.js'
import { countText, functionText, standing, storyText, timeText } from '../parts/format.js'
import { filter, hashOf, readRoute } from '../parts/route.js'

/** Height of a row in pixels, as the style sheet has it. */
const rowHeight = 34
/** Rows of the first page, and of those that scrolling asks for. */
const [pageSize, nextSize] = [100, 1_000]
/** Rows that are drawn above and below the visible ones. */
const overscan = 8
const filterNames = ['function', 'state', 'condition', 'fingerprint', 'q']
const states = ['queued', 'running', 'waiting', 'ended', 'quarantined', 'lost']

/**
 * @typedef {import('../../src/lib/control/events/event-summary.ts').EventSummary} EventSummary
 * @typedef {import('../../src/lib/control/events/event-query.ts').EventPage} EventPage
 */

/**
 * Creates the view of events in `main`.
 *
 * @param {HTMLElement} main
 */
export function createEventsView(main) {
  /** @type {EventSummary[]} */
  let rows = []
  let [asked, selected, next] = ['', '', /** @type {string | undefined} */ (undefined)]
  let health = /** @type {any} */ ({})
  let loading = false

  const search = element('input', {
    id: 'search',
    type: 'search',
    placeholder: 'Search id, function, error',
    'aria-label': 'Search events',
  })
  const functionChoice = element('select', { 'aria-label': 'Function' })
  const chips = element('div', { class: 'chips', role: 'group', 'aria-label': 'State' })
  const active = element('div', { class: 'active' })
  const count = element('p', { class: 'aside', id: 'count', role: 'status' })
  const past = element('a', { class: 'skip', href: '#event' }, 'Skip the list')
  const spacer = element('ol', { class: 'rows' })
  const scroller = element('div', { id: 'event-list', tabindex: '0', role: 'group', 'aria-label': 'Events' }, spacer)
  const aside = element('section', { id: 'event', tabindex: '-1', 'aria-label': 'Event' })
  const list = element(
    'section',
    { class: 'list', 'aria-label': 'List of events' },
    element('div', { class: 'bar' }, search, functionChoice),
    chips,
    active,
    past,
    scroller,
    count,
  )
  main.replaceChildren(list, aside)
  const eventView = createEventView(aside)

  past.addEventListener('click', (event) => {
    event.preventDefault()
    aside.focus()
  })
  search.addEventListener('input', () => filter({ q: search.value }))
  functionChoice.addEventListener('change', () => filter({ function: functionChoice.value }))
  scroller.addEventListener('scroll', () => {
    draw()
    const last = Math.ceil((scroller.scrollTop + scroller.clientHeight) / rowHeight)
    if (last + overscan >= rows.length && next !== undefined) void more()
  })

  /**
   * @param {string | undefined} after
   * @param {number} [size]
   */
  const page = (after, size = pageSize) =>
    /** @type {Promise<EventPage>} */ (
      send(
        `events?${asked}${asked === '' ? '' : '&'}limit=${size}${after === undefined ? '' : `&after=${encodeURIComponent(after)}`}`,
      )
    )

  async function more() {
    if (loading) return
    loading = true
    const [query, last] = [asked, rows.at(-1)?.requestId]
    const answer = await page(last, nextSize).finally(() => {
      loading = false
    })
    // A refresh may have changed the rows meanwhile.
    if (query === asked && rows.at(-1)?.requestId === last) {
      rows.push(...answer.events)
      next = answer.next
      draw()
    }
  }

  /** Draws the visible rows and a few around them. */
  function draw() {
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - overscan)
    const end = Math.min(
      rows.length,
      Math.ceil((scroller.scrollTop + (scroller.clientHeight || 900)) / rowHeight) + overscan,
    )
    const focused = document.activeElement?.getAttribute('data-key')
    spacer.style.height = `${rows.length * rowHeight}px`
    spacer.replaceChildren(...rows.slice(first, end).map((event, at) => row(event, first + at)))
    if (!focused) return
    const again = spacer.querySelector(`[data-key=${JSON.stringify(focused)}]`)
    if (again instanceof HTMLElement) again.focus({ preventScroll: true })
  }

  /**
   * @param {EventSummary} event
   * @param {number} at
   */
  function row(event, at) {
    const { text, tone } = standing(event)
    const query = Object.fromEntries(new URLSearchParams(asked))
    const link = element(
      'a',
      {
        href: hashOf('events', { ...query, event: event.requestId }),
        'data-key': event.requestId,
        ...(event.requestId === selected && { 'aria-current': 'true' }),
      },
      element('span', { class: `state ${tone}` }, text),
      ' ',
      element('span', { class: 'name' }, functionText(event.functionArn ?? '').replace(':$LATEST', '')),
      ' ',
      element('span', { class: 'why' }, storyText(event, health.now)),
      ' ',
      element('time', { class: 'aside' }, timeText(event.acceptedAt ?? '', health.now).replace(/\.\d+$/, '')),
    )
    const item = element('li', { 'aria-setsize': String(rows.length), 'aria-posinset': String(at + 1) }, link)
    item.style.top = `${at * rowHeight}px`
    return item
  }

  /** @param {EventPage} answer */
  function showFilters(answer) {
    const query = new URLSearchParams(asked)
    if (document.activeElement !== search) search.value = query.get('q') ?? ''
    const all = Object.values(answer.states).reduce((sum, number) => sum + number, 0)
    const shown = [
      { state: '', number: all },
      ...states.map((state) => ({
        state,
        number: answer.states[/** @type {keyof typeof answer.states} */ (state)] ?? 0,
      })),
    ]
    const focused = document.activeElement?.getAttribute('data-state')
    chips.replaceChildren(
      ...shown
        .filter(({ state, number }) => state === '' || number > 0 || query.get('state') === state)
        .map(({ state, number }) => {
          const chip = element(
            'a',
            {
              href: hashOf('events', { ...Object.fromEntries(query), state, event: selected }),
              'data-state': state,
              ...((query.get('state') ?? '') === state && { 'aria-current': 'true' }),
            },
            `${state || 'all'} ${number.toLocaleString('en')}`,
          )
          if (focused === state) setTimeout(() => chip.focus())
          return chip
        }),
    )
    const others = ['condition', 'fingerprint'].flatMap((name) => {
      const value = query.get(name)
      return value === null
        ? []
        : [
            element(
              'a',
              {
                href: hashOf('events', { ...Object.fromEntries(query), [name]: undefined, event: selected }),
                title: 'Remove this filter',
              },
              `${name === 'fingerprint' ? 'same failure' : value} ×`,
            ),
          ]
    })
    active.replaceChildren(...others)
    const text = `${rows.length.toLocaleString('en')} of ${countText(answer.matched, 'event')}${answer.matched === answer.total ? '' : `, ${answer.total.toLocaleString('en')} in all`}`
    // A status is read aloud whenever it is written.
    if (count.textContent !== text) count.textContent = text
  }

  /** @param {string | undefined} chosen */
  async function showNames(chosen) {
    const { functions } = await send('logs')
    if (functionChoice.options.length !== functions.length + 1)
      functionChoice.replaceChildren(
        element('option', { value: '' }, 'all functions'),
        ...functions.map((/** @type {string} */ name) => element('option', { value: name }, name)),
      )
    functionChoice.value = chosen ?? ''
  }

  return {
    /**
     * @param {URLSearchParams} query
     * @param {any} state
     */
    async refresh(query, state) {
      health = state
      const filters = new URLSearchParams(
        [...query].filter(([name, value]) => filterNames.includes(name) && value !== ''),
      ).toString()
      const isNew = filters !== asked || rows.length === 0
      asked = filters
      const changed = query.get('event') !== selected
      selected = query.get('event') ?? ''
      main.classList.toggle('open', selected !== '')
      const answer = await page(undefined)
      if (filters !== asked) return
      if (isNew) {
        rows = [...answer.events]
        next = answer.next
        scroller.scrollTop = 0
      } else rows = merged(rows, answer)
      if (rows.length === answer.events.length) next = answer.next
      const visible = Math.floor(scroller.scrollTop / rowHeight)
      // What is visible below the first page may have changed too.
      if (visible > pageSize / 2) {
        const start = visible - overscan
        const { events } = await page(rows[start - 1]?.requestId)
        rows.splice(start, Math.min(events.length, rows.length - start), ...events.slice(0, rows.length - start))
      }
      showFilters(answer)
      draw()
      if (rows.length === 0)
        spacer.replaceChildren(
          element(
            'li',
            { class: 'nothing' },
            asked === ''
              ? empty('No events yet. Send one:', "async-invoke invoke NAME --payload '{}'")
              : empty('No event matches. Remove a filter.'),
          ),
        )
      await Promise.all([showNames(query.get('function') ?? undefined), eventView.show(selected, health)])
      if (changed && selected !== '') announce(aside.querySelector('h2')?.textContent ?? '')
    },
    /** @param {number} by */
    move(by) {
      const at = rows.findIndex(({ requestId }) => requestId === selected)
      const to = Math.max(0, Math.min(rows.length - 1, at + by))
      const event = rows[to]
      if (event === undefined) return
      const top = to * rowHeight
      if (top < scroller.scrollTop) scroller.scrollTop = top
      if (top + rowHeight > scroller.scrollTop + scroller.clientHeight)
        scroller.scrollTop = top + rowHeight - scroller.clientHeight
      filter({ event: event.requestId })
    },
    open() {
      if (readRoute(location.hash).query.has('event')) focusOnceShown('event')
    },
  }
}

/**
 * The rows with a fresh first page: those below it stay.
 *
 * @param {readonly EventSummary[]} rows
 * @param {EventPage} page
 */
export function merged(rows, { events, next }) {
  if (next === undefined) return [...events]
  const last = events.at(-1)?.requestId
  const at = rows.findIndex(({ requestId }) => requestId === last)
  return at < 0 ? [...events] : [...events, ...rows.slice(at + 1)]
}
