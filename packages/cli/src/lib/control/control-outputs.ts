import { count, document, lines, list, members, type OutputSchema, text } from '../command/output-schema.ts'

const open = { additionalProperties: true }
const event = {
  ...members({ requestId: text, state: text, attempts: count }, { functionArn: text, acceptedAt: text }),
  ...open,
}
const message = {
  ...members({ id: count, destinationArn: text, route: text, requestId: text, sentAt: text, body: text }),
  ...open,
}
const timeline = {
  ...members({ version: text, requestId: text, entries: list({ type: 'object' }) }, { functionArn: text }),
  ...open,
}
const paused = document('The functions that are held back.', members({ paused: list(text) }))

/** By the name of the command. */
export const controlOutputs: Readonly<Record<string, OutputSchema>> = {
  events: document('A page of events.', { ...members({ events: list(event), matched: count, total: count }), ...open }),
  event: document('Everything about one event.', {
    ...members({ timeline, messages: list(message), logs: list({ type: 'object' }) }, { payload: text }),
  }),
  inbox: document('Messages of the inbox.', members({ messages: list(message), matched: count, dropped: count })),
  logs: lines('a line of output.', { ...members({ message: text }), ...open }),
  clock: document('The clock.', members({ time: text, speed: { type: 'number' }, now: text }, { nextDueAt: text })),
  faults: document('The injected faults, by name.', { type: 'object', additionalProperties: true }),
  pause: paused,
  resume: paused,
  bundle: document('The file, and what it holds.', { ...members({ contents: { type: 'object' } }, { file: text }) }),
  open: document('Where the page is served.', { ...members({ type: text, pageUrl: text }), ...open }),
}
