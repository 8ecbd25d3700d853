// The inbox: records and dead letters for services without an endpoint, with their envelopes.
import { button, element, empty, show } from '../parts/elements.js'
import { send } from '../parts/follow.js'
import { countText, functionText, indentedJson, timeText } from '../parts/format.js'
import { hashOf } from '../parts/route.js'

/**
 * @param {Element} root
 * @param {{ messages: import('../../src/lib/delivery/inbox.ts').InboxMessage[], matched: number, dropped: number }} inbox
 * @param {() => Promise<void>} refresh
 */
export function showInbox(root, { messages, matched }, refresh) {
  show(root, { matched, ids: messages.map(({ id }) => id) }, () => {
    const title = element('h2', {}, 'Inbox')
    if (messages.length === 0)
      return [
        title,
        empty(
          'Records and dead letters for services without an endpoint come here. Give a function a destination, and let it fail.',
          'async-invoke dev --sqs-endpoint URL    sends them to a queue instead',
        ),
      ]
    const clear = async () => {
      await send('inbox', { method: 'DELETE' })
      await refresh()
    }
    const shown =
      matched > messages.length
        ? `The newest ${messages.length} of ${countText(matched, 'message')}.`
        : `${countText(matched, 'message')}.`
    return [
      element(
        'div',
        { class: 'bar' },
        title,
        element('p', { class: 'aside' }, `${shown} None was sent.`),
        button('Empty the inbox', clear, { class: 'live', 'data-key': 'clear' }),
      ),
      element('ol', { class: 'messages', id: 'messages' }, ...messages.toReversed().map(view)),
    ]
  })
}

/**
 * The envelope; a bundle without payloads has none.
 *
 * @param {object | undefined} command
 */
function envelopeOf(command) {
  if (command === undefined) return []
  const text = JSON.stringify(command, null, 2)
  return [element('h3', {}, 'Envelope as sent'), element('pre', { tabindex: '0', 'aria-label': 'Envelope' }, text)]
}

/** @param {import('../../src/lib/delivery/inbox.ts').InboxMessage} message */
function view(message) {
  const { id, route, destinationArn, functionArn, condition, sentAt } = message
  const tone = condition === 'Success' ? 'good' : 'bad'
  const details = element(
    'details',
    { 'data-key': String(id) },
    element(
      'summary',
      { 'data-key': `summary-${id}` },
      element('span', { class: `state ${tone}` }, condition),
      element('span', { class: 'name' }, functionText(functionArn).replace(':$LATEST', '')),
      element('span', { class: 'why' }, `${route} for ${destinationArn}`),
      element('time', { class: 'aside' }, timeText(sentAt)),
    ),
  )
  // A body may have a megabyte: its elements are built once it is opened.
  details.addEventListener('toggle', () => details.append(...contentOf(message)), { once: true })
  return element('li', {}, details)
}

/** @param {import('../../src/lib/delivery/inbox.ts').InboxMessage} message */
function contentOf({ requestId, body, command, attributes }) {
  return [
    element('p', {}, element('a', { href: hashOf('events', { event: requestId }) }, 'Show the event')),
    ...(attributes === undefined
      ? []
      : [
          element('h3', {}, 'Attributes'),
          element('pre', { tabindex: '0', 'aria-label': 'Attributes' }, JSON.stringify(attributes, null, 2)),
        ]),
    element('h3', {}, attributes === undefined ? 'Record' : 'Payload'),
    element('pre', { tabindex: '0', 'aria-label': 'Body' }, indentedJson(body)),
    ...envelopeOf(command),
  ]
}
