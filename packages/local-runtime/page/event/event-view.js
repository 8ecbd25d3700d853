// One event: its picture on a time axis, error, payload, log, record, rules, and the ways to try again.

import { announce, button, element, empty, show } from '../parts/elements.js'
import { readText, send } from '../parts/follow.js'
import {
  becauseText,
  durationText,
  entryText,
  functionText,
  indentedJson,
  messageText,
  standing,
  statementUrl,
  storyText,
  timeText,
} from '../parts/format.js'
import { filter } from '../parts/route.js'
import { commandOf, testOf } from './copies.js'
import { createPicture } from './picture.js'

/**
 * @typedef {import('@async-invoke/schemas/timeline').Timeline} Timeline
 * @typedef {import('@async-invoke/schemas/timeline').TimelineDocumentEntry} Entry
 */

/**
 * Creates the view of one event in `root`.
 *
 * @param {HTMLElement} root
 */
export function createEventView(root) {
  const picture = createPicture()
  let shown = ''

  return {
    /**
     * Shows an event; without an id, what to do next.
     *
     * @param {string} requestId
     * @param {any} health
     */
    async show(requestId, health) {
      if (requestId === '') {
        shown = ''
        show(root, 'none', () => [empty('Select an event to see what happened to it.')])
        return
      }
      /** @type {Timeline} */
      let timeline
      try {
        timeline = await send(`events/${encodeURIComponent(requestId)}`)
      } catch (error) {
        show(root, String(error), () => [empty(error instanceof Error ? error.message : String(error))])
        return
      }
      const functionName = functionText(timeline.functionArn ?? '').split(':')[0] ?? ''
      const [payload, { messages }, { events: lines }, { events }] = await Promise.all([
        readText(`payloads/${encodeURIComponent(requestId)}`),
        send(`inbox?requestId=${encodeURIComponent(requestId)}`),
        functionName === ''
          ? { events: [] }
          : send(`logs/${encodeURIComponent(functionName)}?requestId=${encodeURIComponent(requestId)}&limit=500`),
        send(`events?q=${encodeURIComponent(requestId)}&limit=1`),
      ])
      const isNew = shown !== requestId
      shown = requestId
      // A wait changes its words with the time; the rest stays, so that nothing moves under the pointer.
      const [summary] = events
      if (!isNew) updateStory(root, summary, health.now)
      show(root, { requestId, timeline, messages: messages.length, lines: lines.length }, () => [
        head(timeline, summary, payload, health),
        picture.draw(timeline, health.now),
        ...errorOf(timeline),
        payloadOf(timeline, payload),
        steps(timeline),
        logOf(lines, health.now),
        ...records(messages),
      ])
      if (isNew) root.scrollTop = 0
    },
  }
}

/**
 * @param {Element} root
 * @param {any} summary
 * @param {string} now
 */
function updateStory(root, summary, now) {
  const story = root.querySelector('.story')
  if (story !== null && summary !== undefined) story.textContent = storyText(summary, now)
}

/**
 * @param {Timeline} timeline
 * @param {any} summary
 * @param {string | undefined} payload
 * @param {any} health
 */
function head({ requestId, functionArn = '', ...timeline }, summary, payload, health) {
  const { text, tone } = standing(summary)
  const name = functionText(functionArn).replace(':$LATEST', '')
  const document = () =>
    JSON.stringify(
      { version: timeline.version, requestId, functionArn, acceptedAt: timeline.acceptedAt, entries: timeline.entries },
      null,
      2,
    )
  const editor = element('textarea', { 'aria-label': 'Payload', rows: '8', spellcheck: 'false' })
  const result = element('p', { class: 'refusal', role: 'alert' })
  const again = async (/** @type {string | undefined} */ body) => {
    try {
      const { requestId: sent } = await send(`replay/${encodeURIComponent(requestId)}`, {
        method: 'POST',
        ...(body !== undefined && { body }),
      })
      announce(`Sent again as ${sent}`)
      filter({ event: sent })
    } catch (error) {
      result.textContent = error instanceof Error ? error.message : String(error)
    }
  }
  const edit = element(
    'details',
    { class: 'edit live', 'data-key': 'edit' },
    element('summary', { 'data-key': 'edit-summary' }, 'Edit and replay'),
    editor,
    button('Send', () => again(editor.value), { class: 'primary' }),
    result,
  )
  editor.value = payload === undefined ? '' : indentedJson(payload)
  return element(
    'div',
    { class: 'head' },
    element(
      'div',
      { class: 'bar' },
      element('h2', {}, `${name} `, element('span', { class: `state ${tone}` }, text)),
      button('Close', () => filter({ event: undefined }), { class: 'close', 'data-key': 'close', title: 'Esc' }),
    ),
    element('p', { class: 'story' }, storyText(summary, health.now)),
    element('p', { class: 'aside id' }, requestId),
    element(
      'div',
      { class: 'actions' },
      button('Replay', () => again(undefined), {
        class: 'primary live',
        'data-key': 'replay',
        ...(payload === undefined && { disabled: '' }),
      }),
      copyButton('Copy as command', () => commandOf(functionArn, payload ?? '{}')),
      copyButton('Copy as test', () => testOf(functionArn, payload ?? '{}', summary.condition)),
      copyButton('Copy as vector', document),
      button('Download timeline', () => download(`${requestId}.json`, document()), { 'data-key': 'download' }),
    ),
    edit,
  )
}

/**
 * @param {string} text
 * @param {() => string} make
 */
function copyButton(text, make) {
  const created = button(
    text,
    async () => {
      // A page that came over the network without TLS has no clipboard.
      const isCopied = await Promise.resolve(navigator.clipboard?.writeText(make())).then(
        () => navigator.clipboard !== undefined,
        () => false,
      )
      created.textContent = isCopied ? 'Copied' : 'Not allowed to copy'
      announce(created.textContent)
      setTimeout(() => {
        created.textContent = text
      }, 1_500)
    },
    { 'data-key': text },
  )
  return created
}

/**
 * Saves a text as a file. A link to the control API would lack the token.
 *
 * @param {string} name
 * @param {string} text
 */
function download(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  element('a', { href, download: name }).click()
  URL.revokeObjectURL(href)
}

/** @param {Timeline} timeline */
function errorOf({ entries }) {
  const ended = entries.findLast(({ type }) => type === 'attempt-ended')
  const error =
    ended?.outcome === 'functionError' || ended?.outcome === 'throttle' || ended?.outcome === 'systemError'
      ? entries.findLast(({ errorMessage, errorType }) => errorMessage !== undefined || errorType !== undefined)
      : undefined
  if (error === undefined) return []
  const { errorType = 'Error', errorMessage = '', stack = [], timedOut, attempt } = error
  return [
    element(
      'section',
      { class: 'error', 'aria-label': 'Error' },
      element(
        'h3',
        {},
        timedOut ? 'Timeout' : errorType,
        element('span', { class: 'aside' }, ` in attempt ${attempt}`),
      ),
      element('p', { class: 'message' }, messageText(errorMessage)),
      ...(stack.length === 0
        ? []
        : [element('pre', { tabindex: '0', 'aria-label': 'Stack' }, stack.map((frame) => frame.trim()).join('\n'))]),
    ),
  ]
}

/**
 * @param {Timeline} timeline
 * @param {string | undefined} payload
 */
function payloadOf({ entries }, payload) {
  const { payloadBytes, payloadHead } = entries.find(({ type }) => type === 'accepted') ?? {}
  const bytes = payloadBytes ?? (payload === undefined ? undefined : new TextEncoder().encode(payload).length)
  const size = bytes === undefined ? '' : ` ${bytes.toLocaleString('en')} bytes`
  const text = payload === undefined ? payloadHead : indentedJson(payload)
  const cut = payload === undefined && payloadHead !== undefined && (bytes ?? 0) > 1_024 ? ', first kilobyte' : ''
  return element(
    'section',
    { 'aria-label': 'Payload' },
    element('h3', {}, 'Payload', element('span', { class: 'aside' }, size + cut)),
    text === undefined
      ? empty('The payload is not kept.')
      : element('pre', { tabindex: '0', 'aria-label': 'Payload' }, text),
  )
}

/** @param {Timeline} timeline */
function steps({ entries, acceptedAt }) {
  const items = entries.map((entry) =>
    element(
      'li',
      { class: toneOf(entry) },
      element('time', { class: 'aside' }, timeText(entry.at, acceptedAt)),
      element('span', { class: 'what' }, stepText(entry)),
      element(
        'span',
        { class: 'aside' },
        acceptedAt === undefined ? '' : `+${durationText(Math.max(0, Date.parse(entry.at) - Date.parse(acceptedAt)))}`,
      ),
      element(
        'span',
        { class: 'why' },
        becauseText(entry),
        ...(entry.rules ?? []).flatMap((id) => [
          ' ',
          element('a', { href: statementUrl(id), target: '_blank', rel: 'noreferrer', title: `Statement ${id}` }, id),
        ]),
      ),
    ),
  )
  return element(
    'section',
    { 'aria-label': 'Steps' },
    element('h3', {}, 'Steps'),
    element('ol', { id: 'timeline' }, ...items),
  )
}

/** @param {Entry} entry */
function stepText(entry) {
  const { type, limit, timedOut, errorType } = entry
  if (type !== 'attempt-ended') return entryText(entry)
  if (timedOut) return `Attempt ${entry.attempt}: timeout`
  return (
    entryText(entry) +
    (errorType === undefined ? '' : `, ${errorType}`) +
    (limit === undefined ? '' : ` by ${limit === 'reserved' ? 'reserved concurrency' : "the account's concurrency"}`)
  )
}

/** @param {Entry} entry */
function toneOf({ type, outcome, condition }) {
  if (type === 'attempt-ended') return outcome === 'success' ? 'good' : outcome === 'throttle' ? 'wait' : 'bad'
  if (type === 'ended') return condition === 'Success' ? 'good ended' : 'bad ended'
  return ['delivery-failed', 'quarantined', 'lost', 'lease-lost'].includes(type) ? 'bad' : ''
}

/**
 * @param {{ timestamp: number, message: string }[]} lines
 * @param {string} now
 */
function logOf(lines, now) {
  const items = lines.map(({ timestamp, message }) =>
    element(
      'li',
      {},
      element('time', { class: 'aside' }, timeText(new Date(timestamp).toISOString(), now)),
      element('span', { class: 'line' }, message),
    ),
  )
  return element(
    'section',
    { 'aria-label': 'Log' },
    element('h3', {}, 'Log'),
    items.length === 0
      ? empty('No attempt of this event has written a line.')
      : element('ol', { id: 'lines', tabindex: '0', 'aria-label': 'Lines' }, ...items),
  )
}

/** @param {import('../../src/lib/delivery/inbox.ts').InboxMessage[]} messages */
function records(messages) {
  return messages.map(({ id, route, destinationArn, body, command, attributes }) =>
    element(
      'section',
      { 'aria-label': `${route} for ${destinationArn}` },
      element('h3', {}, `${route} `, element('span', { class: 'aside' }, destinationArn)),
      ...(attributes === undefined
        ? []
        : [element('pre', { tabindex: '0', 'aria-label': 'Attributes' }, JSON.stringify(attributes, null, 2))]),
      element('pre', { tabindex: '0', class: 'record', 'aria-label': 'Record' }, indentedJson(body)),
      ...(command === undefined
        ? []
        : [
            element(
              'details',
              { 'data-key': `envelope-${id}` },
              element('summary', {}, 'Envelope as sent'),
              element('pre', { tabindex: '0', 'aria-label': 'Envelope' }, JSON.stringify(command, null, 2)),
            ),
          ]),
    ),
  )
}
