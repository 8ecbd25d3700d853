// Builds the parts of the page.
import { element } from './elements.js'
import {
  becauseText,
  durationText,
  entryText,
  functionText,
  indentedJson,
  reasonText,
  standing,
  timeText,
  untilText,
} from './format.js'

/** Characters of a body that are shown; copying takes all of them. */
const maxShown = 100_000

/** @param {import('../src/lib/control/events/event-summary.ts').EventSummary} event */
export function eventRow(event) {
  const { requestId, functionArn, acceptedAt, attempts, until } = event
  const { text, tone } = standing(event)
  const name = functionArn === undefined ? 'accepted by an earlier process' : functionText(functionArn)
  const attempted = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  const when = element('span', { class: 'when' })
  if (until !== undefined) when.append(element('b', { 'data-until': until }), ' ', moment(until))
  else if (acceptedAt !== undefined) when.append(moment(acceptedAt))
  const id = element('span', { class: 'id' }, `${attempted}, ${requestId.slice(0, 8)}`)
  const reason = reasonText(event)
  const link = element('a', { href: `#event=${encodeURIComponent(requestId)}`, class: reason === '' ? '' : 'reasoned' })
  link.append(element('span', { class: `state ${tone}` }, text), element('span', { class: 'name' }, name))
  if (reason === '') link.append(id, when)
  else link.append(when, element('span', { class: 'why' }, reason), id)
  return element('li', {}, link)
}

/** @param {import('@async-invoke/schemas/timeline').Timeline} timeline */
export function eventHead({ requestId, functionArn, acceptedAt }) {
  const facts = element('dl', { class: 'facts' })
  const fact = (/** @type {string} */ name, /** @type {string} */ value) =>
    facts.append(element('dt', {}, name), element('dd', {}, value))
  fact('request id', requestId)
  fact('function', functionArn ?? 'unknown: accepted by an earlier process; entries since this one started:')
  if (acceptedAt !== undefined) fact('accepted', timeText(acceptedAt))
  return facts
}

/**
 * @param {import('@async-invoke/schemas/timeline').TimelineDocumentEntry} entry
 * @param {string | undefined} acceptedAt
 */
export function timelineEntry(entry, acceptedAt) {
  const sinceMs = Date.parse(entry.at) - Date.parse(acceptedAt ?? entry.at)
  const failed = entry.type === 'delivery-failed' || entry.outcome === 'functionError'
  const row = element(
    'li',
    { class: failed ? 'bad' : entry.type },
    element('time', { datetime: entry.at }, timeText(entry.at, acceptedAt)),
    element('span', { class: 'what' }, entryText(entry)),
    element('span', { class: 'since' }, `+${durationText(Math.max(0, sinceMs))}`),
  )
  const reason = becauseText(entry)
  if (reason !== '') row.append(element('span', { class: 'why' }, reason))
  return row
}

/** @param {import('../src/lib/delivery/inbox.ts').InboxMessage} message */
export function inboxMessage(message) {
  const { requestId, destinationArn, route, condition, sentAt, body, attributes } = message
  const summary = element(
    'summary',
    {},
    element('span', { class: `state ${route === 'OnSuccess' ? 'good' : 'bad'}` }, route),
    element('span', { class: 'name' }, destinationArn),
    element('span', { class: 'id' }, condition),
    element('span', { class: 'when' }, moment(sentAt)),
  )
  const details = element('details', {}, summary)
  // A body may have megabytes, so it is inserted when the message is opened.
  details.addEventListener('toggle', () => fill(details), { once: true })
  const fill = (/** @type {HTMLElement} */ into) => {
    const shown = indentedJson(body)
    const copy = element('button', { type: 'button' }, 'Copy body')
    copy.addEventListener('click', () => copyBody(copy, body))
    const link = element('a', { href: `#event=${encodeURIComponent(requestId)}` }, 'Timeline')
    into.append(element('p', { class: 'actions' }, copy, link, element('span', { class: 'id' }, requestId)))
    if (attributes !== undefined) into.append(element('pre', {}, JSON.stringify(attributes, null, 2)))
    into.append(element('pre', { tabindex: '0' }, shown.slice(0, maxShown)))
    if (shown.length > maxShown)
      into.append(element('p', { class: 'empty' }, `${shown.length - maxShown} more characters: copy the body`))
  }
  return details
}

/** @param {import('../src/lib/execution/logs/function-logs.ts').LogLine} line */
export function logLine({ timestamp, message, requestId }) {
  const at = new Date(timestamp).toISOString()
  return element(
    'li',
    {},
    element('time', { datetime: at, title: `${timeText(at)}, wall time` }, at.slice(11, 23)),
    element('span', { class: 'id' }, requestId?.slice(0, 8) ?? ''),
    element('span', { class: 'line' }, message),
  )
}

/**
 * Updates the texts that depend on the runtime's current time, and nothing else.
 *
 * @param {string} now
 */
export function showRelativeTimes(now) {
  for (const each of document.querySelectorAll('[data-until]')) {
    const text = untilText(each.getAttribute('data-until') ?? '', now)
    if (each.textContent !== text) each.textContent = text
  }
  for (const each of document.querySelectorAll('[data-at]')) {
    const text = timeText(each.getAttribute('data-at') ?? '', now)
    if (each.textContent !== text) each.textContent = text
  }
}

/** @param {string} iso */
function moment(iso) {
  return element('time', { datetime: iso, 'data-at': iso })
}

/**
 * Copies a string to the clipboard and shows the result on the button.
 *
 * @param {HTMLButtonElement} button
 * @param {string} text
 */
async function copyBody(button, text) {
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'The browser blocked copying'
  }
}
