// The clock at the top: now, next due, and the controls of manual time with what is due when.
import { announce, button, element, shape, show } from './elements.js'
import { send } from './follow.js'
import { countText, secondsOf, timeText, untilText } from './format.js'

const width = 96
/** When the state arrived, on the browser's clock, so that a flowing clock goes on between messages. */
let arrivedMs = 0
let flowing = false

/**
 * Shows the clock, and what comes due where time is manual.
 *
 * @param {Element} parent
 * @param {any} health
 */
export async function showClock(parent, health) {
  const isManual = health.time === 'manual'
  arrivedMs = performance.now()
  const due = isManual ? (await send('clock')).due : []
  const { now, time, speed, nextDueAt } = health
  const flows = !isManual && time !== 'recorded'
  show(parent, { due, time, nextDueAt, now: isManual ? now : '' }, () => [
    element('time', { id: 'now', datetime: now }, `${timeText(now).slice(0, 19)} UTC`),
    element('span', { class: 'tag' }, modeText(time, speed)),
    ...(time === 'recorded' ? [] : [element('span', { class: 'aside', id: 'next-due' }, nextText(nextDueAt, now))]),
    ...(isManual ? controls(due, now) : []),
  ])
  if (flows && !flowing) setInterval(() => tick(health), 1_000)
  flowing ||= flows
  parent.setAttribute('data-now', now)
}

/**
 * Lets a clock that flows go on; the state comes only with changes.
 *
 * @param {any} health
 */
function tick({ speed }) {
  const clock = document.getElementById('clock')
  const shown = document.getElementById('now')
  const from = Date.parse(clock?.getAttribute('data-now') ?? '')
  if (shown === null || Number.isNaN(from)) return
  const now = new Date(from + (performance.now() - arrivedMs) * speed).toISOString()
  shown.textContent = `${timeText(now).slice(0, 19)} UTC`
}

/**
 * @param {string} time
 * @param {number} speed
 */
function modeText(time, speed) {
  if (time === 'manual') return 'held'
  if (time === 'recorded') return time
  if (time === 'skip') return 'skips waits'
  return speed === 1 ? 'real time' : `${speed} times as fast`
}

/**
 * @param {string | undefined} nextDueAt
 * @param {string} now
 */
function nextText(nextDueAt, now) {
  return nextDueAt === undefined ? 'nothing is due' : `next due ${untilText(nextDueAt, now)}`
}

/**
 * @param {{ at: string, events: number }[]} due
 * @param {string} now
 */
function controls(due, now) {
  const form = element(
    'form',
    { id: 'advance-by' },
    element('input', {
      name: 'amount',
      'aria-label': 'Amount',
      value: '3m',
      size: '5',
      required: '',
      pattern: '\\d+(\\.\\d+)?\\s*[smhd]?',
      title: 'such as 90s, 3m, 6h',
      'data-key': 'amount',
    }),
    element('button', { 'data-key': 'advance' }, 'Advance'),
  )
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void advance({ advanceSeconds: secondsOf(String(new FormData(form).get('amount'))) })
  })
  return [
    button('Next due', () => advance({ advanceToNextDue: true }), { id: 'advance-next', 'data-key': 'next' }),
    form,
    button('To the end', () => advance({ advanceToEnd: true }), { id: 'advance-end', 'data-key': 'end' }),
    ...(due.length > 0 ? [duePlot(due, now)] : []),
  ]
}

/** @param {object} goal */
async function advance(goal) {
  try {
    const { now, nextDueAt } = await send('clock', { method: 'POST', body: JSON.stringify(goal) })
    announce(`It is ${timeText(now)}. ${nextText(nextDueAt, now)}`)
  } catch (error) {
    announce(error instanceof Error ? error.message : String(error))
  }
}

/**
 * What is due when: a line for each moment, as high as it has events.
 *
 * @param {{ at: string, events: number }[]} due
 * @param {string} now
 */
function duePlot(due, now) {
  const from = Date.parse(now)
  const span = Math.max(1, Date.parse(due.at(-1)?.at ?? now) - from)
  const most = Math.max(...due.map(({ events }) => events))
  const total = due.reduce((sum, { events }) => sum + events, 0)
  const label = `${countText(total, 'event')} due, the last ${untilText(due.at(-1)?.at ?? now, now)}`
  return shape(
    'svg',
    { class: 'due', viewBox: `0 0 ${width} 24`, width, height: 24, role: 'img', 'aria-label': label },
    shape('title', {}, label),
    shape('line', { x1: 0, x2: width, y1: 23, y2: 23, class: 'axis' }),
    ...due.map(({ at, events }) => {
      const x = 2 + ((Date.parse(at) - from) / span) * (width - 4)
      return shape('line', { x1: x, x2: x, y1: 23, y2: 20 - (events / most) * 18, class: 'mark' })
    }),
  )
}
