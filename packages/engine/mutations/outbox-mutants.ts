// biome-ignore-all lint/suspicious/noTemplateCurlyInString: source code as strings, not templates
import { type Mutant, mutant, type Suite } from './mutant.ts'

const outbox = 'engine/src/lib/loop/outbox.ts'
const delivery = 'engine/src/lib/loop/run-delivery.ts'
const event = 'engine/src/lib/loop/run-event.ts'
const metrics = 'engine/src/lib/observe/metrics.ts'
const state = 'engine/src/lib/loop/item-state.ts'

export const outboxSuites: Readonly<Record<string, Suite>> = {
  [outbox]: { root: 'engine', tests: ['loop/outbox', 'simulate-faults'] },
  [metrics]: { root: 'engine', tests: ['simulate-faults', 'observe/metrics'] },
  [state]: { root: 'engine', tests: ['item-state', 'simulate-faults'] },
}

/** What happens to records, dead letters, timelines and metrics: the simulation compares them with the facts. */
export const outboxMutants: readonly Mutant[] = [
  mutant(outbox, "condition !== 'Success' && ", '', 'a success leaves no dead letter'),
  mutant(outbox, "condition === 'Success' ? 'OnSuccess' : 'OnFailure'", "'OnFailure'", 'a success goes to OnSuccess'),
  mutant(
    outbox,
    'body: ended.requestPayload,',
    "body: encoder.encode('{}'),",
    'a dead letter is the event itself (DLQ-1)',
  ),
  mutant(
    outbox,
    'approximateInvokeCount,\n    requestPayloadText',
    'approximateInvokeCount: 1,\n    requestPayloadText',
    'a record counts the failures',
  ),
  mutant(outbox, 'timestampMs: ended.nowMs', 'timestampMs: 0', 'a record has the time of the end'),
  mutant(
    outbox,
    '...(responseContext !== undefined && { responseContext }),\n',
    '',
    'a record has its response context',
  ),
  mutant(outbox, '...(payload !== undefined && { payload })', '', 'a dead letter has the error message'),
  mutant(
    outbox,
    "return { outcome: 'throttle' }",
    "return { outcome: 'systemError', statusCode }",
    'a dead letter names the throttle',
  ),
  mutant(outbox, 'ignoreBOM: true', 'ignoreBOM: false', 'a byte-order mark survives'),
  mutant(outbox, "return '\\u{fffd}'", "return ''", 'a response that is no UTF-8 is reported (REC-8)'),
  mutant(
    delivery,
    "return { settlement: { token, to: 'done' }, onCommitted: () => emitDelivered(engine, state, content, kept, atMs) }",
    "emitDelivered(engine, state, content, kept, atMs)\n    return { settlement: { token, to: 'done' } }",
    'a delivery is reported after its commit',
  ),
  mutant(
    delivery,
    'const ends = { onCommitted, onUnknown }',
    'onUnknown()\n    const ends = { onCommitted, onUnknown }',
    'a failed delivery counts once',
  ),
  mutant(delivery, 'failures, settledDeliveries: claim.deliveries', 'failures', 'a delivery that failed is an outcome'),
  mutant(
    event,
    'const ends = { onCommitted, onUnknown }',
    "onUnknown()\n  const ends = { onCommitted: () => engine.emitTimeline({ type: 'decided', ...timelineEventOf(resolved), decision, atMs: nowMs }), onUnknown }",
    'a metric follows its commit',
  ),
  mutant(event, "decision.condition === 'Success' ? 0 : 1", '1', 'a success drops nothing'),
  mutant(event, '(result === undefined ? 0 : 1)', '0', 'attempts are counted'),
  mutant(event, 'const attempt = event.attempts + 1', 'const attempt = event.attempts', 'attempts are numbered from 1'),
  mutant(
    event,
    '      attempt: event.attempts + 1,\n',
    '      attempt: event.failures + 1,\n',
    'a throttled attempt has a number',
  ),
  mutant(
    event,
    'dueAtMs: nowMs + decision.delayMs',
    'dueAtMs: nowMs + decision.delayMs * 2',
    'the due time is that of the retry',
  ),
  mutant(event, 'responsePayload: result?.payload', 'responsePayload: undefined', 'a record has the response'),
  mutant(
    event,
    'engine.emitMetrics(() => attemptMetrics(outcome, times, dimensionsOf(event.reference, ran)))\n',
    '',
    'an attempt has its metrics',
  ),
  mutant(event, 'payload: claim.body,', 'payload: claim.body.slice(1),', 'a function gets the payload byte for byte'),
  mutant(metrics, "outcome === 'functionError' ? 1 : 0", '0', 'a function error counts'),
  mutant(
    metrics,
    "of('Throttles', 1), of('Errors', 0)",
    "of('Throttles', 1), of('Errors', 1)",
    'a throttle is no error',
  ),
  mutant(metrics, 'atMs - acceptedAtMs', 'endedAtMs - acceptedAtMs', 'the age is that at the start'),
  mutant(
    state,
    '"failures":0,"backoff":0,"attempts":0',
    '"failures":0,"backoff":0,"attempts":1',
    'a new event has had no attempt',
  ),
  mutant(
    state,
    'body: payload.length === 0 ? emptyPayload : payload',
    'body: payload',
    'no body is {} in the queue (INV-4)',
  ),
]
