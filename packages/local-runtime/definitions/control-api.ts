import { bundleFormat } from '../src/lib/control/bundle/bundle.ts'
import { eventStates } from '../src/lib/control/events/event-summary.ts'
import { nodeKinds } from '../src/lib/control/graph/graph-node.ts'
import { edgeKinds } from '../src/lib/control/graph/links.ts'

type Schema = Readonly<Record<string, unknown>>

const text = (description: string): Schema => ({ type: 'string', description })
const flag = (description: string): Schema => ({ type: 'boolean', description })
const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description })
const number = (description: string): Schema => ({ type: 'number', description })
const time = (description: string): Schema => ({ type: 'string', format: 'date-time', description })
const list = (items: Schema, description: string): Schema => ({ type: 'array', items, description })
const map = (additionalProperties: Schema, description: string): Schema => ({
  ...{ type: 'object', additionalProperties, description },
})
const to = (name: string): Schema => ({ $ref: `#/$defs/${name}` })
const anything = (description: string): Schema => ({ type: 'object', description })

/** An object; members whose names end in `?` may be missing. Readers accept members that are not listed: more may come. */
function object(description: string, members: Readonly<Record<string, Schema>>): Schema {
  const names = Object.keys(members)
  const required = names.filter((name) => !name.endsWith('?'))
  const properties = Object.fromEntries(names.map((name) => [name.replace('?', ''), members[name]]))
  return { type: 'object', description, ...(required.length > 0 && { required }), properties }
}

const clockMembers = {
  time: text('Mode of the clock: real, skip, manual; recorded for a file.'),
  speed: number('Speed relative to the clock of the machine.'),
  now: time('Time of the runtime.'),
  'nextDueAt?': time('When the next event comes due; missing if nothing waits.'),
}
const queue = map(count('Number.'), 'Items of the queue by state: ready, delayed, leased, and others.')
const faults = object('Answer of GET and PUT faults: the faults that are injected now.', {
  duplicateDelivery: number('Probability that an event is queued twice.'),
  lostEvent: number('Probability that an event is lost.'),
  throttles: count('Attempts of every event that are throttled first.'),
  systemErrors: count('Attempts after these that are system errors.'),
  failedDelivery: number('Probability that a delivery fails.'),
  settingsDelayMs: number('Milliseconds until a change of settings takes effect.'),
})
const eventInvokeConfig = {
  'MaximumRetryAttempts?': count('Retries after function errors.'),
  'MaximumEventAgeInSeconds?': count('Age in seconds at which an event is given up.'),
  'OnSuccess?': text('ARN of the destination of successes.'),
  'OnFailure?': text('ARN of the destination of failures.'),
}

/** What each answer of the control API has, by its name: the one home of their form. */
const answers = {
  health: object('Answer of GET health, and each message of GET changes.', {
    ...{ status: { const: 'ok' }, ...clockMembers, queue },
    changes: map(count('Counter.'), 'Counters that increase with every change: events, inbox, logs, switches.'),
    'recording?': object('The file, if the page is over one.', {
      file: text('Its name.'),
      'createdAt?': time('When the bundle was made.'),
    }),
  }),
  clock: object('Answer of GET clock; of POST clock without due.', {
    ...clockMembers,
    'due?': list(
      object('A moment.', { at: time('When.'), events: count('Events.') }),
      'What comes due, the first first.',
    ),
  }),
  event: object('One event of GET events.', {
    requestId: text('Request id.'),
    'functionArn?': text('Qualified ARN, as invoked.'),
    'acceptedAt?': time('When the event was accepted.'),
    state: { enum: [...eventStates], description: 'Where the event is.' },
    attempts: count('Attempts that have started, throttled ones included.'),
    throttles: count('Throttles in a row, up to now.'),
    'limit?': text('Limit that throttled the last attempt: reserved or account.'),
    'outcome?': text('Outcome of the last attempt.'),
    'until?': time('End of the wait.'),
    'endedAt?': time('When the event ended.'),
    'condition?': text('Condition of its record.'),
    'rules?': list(text('Id.'), 'Statements behind the last decision.'),
    'explanation?': text('The last decision in words.'),
    'errorType?': text("Type of the function's last error."),
    'errorMessage?': text('Its message.'),
    'timedOut?': flag('Whether it was a timeout.'),
    'fingerprint?': text('The same for failures of one fault.'),
    'payloadBytes?': count('Size of the payload.'),

    failedDeliveries: count('Deliveries that failed.'),
  }),
  events: object('Answer of GET events: a page, newest first.', {
    events: list(to('event'), 'The page.'),
    matched: count('Events that match.'),
    total: count('Events that are kept.'),
    states: map(count('Number.'), 'Events that match but for their state, by state.'),
    'next?': text('Value of after for the next page.'),
    dropped: count('Events that are no longer kept.'),
  }),
  timeline: {
    $ref: 'urn:async-invoke:schema:timeline:1.0',
    description: 'Answer of GET events/{requestId}: schemas/timeline/1.0.json.',
  },
  sent: object('Answer of POST events/{function} and of POST replay/{requestId}.', {
    requestId: text('Request id of the new event.'),
    status: { const: 202 },
  }),
  purged: object('Answer of DELETE events.', { purged: count('Events that were removed.') }),
  qualifier: object('Settings of a version or alias.', {
    qualifier: text('Name of the version or alias.'),
    version: text('Version behind it.'),
    'stored?': object('Event invoke settings as stored.', eventInvokeConfig),
    resolved: object(
      "Event invoke settings as the next attempt takes them, with Lambda's defaults.",
      eventInvokeConfig,
    ),
    pending: flag('Whether a change has not taken effect.'),
    'deadLetterTargetArn?': text('Dead-letter queue or topic.'),
    'runtime?': text('Runtime identifier.'),
    role: text('ARN of the execution role.'),
    timeoutInSeconds: count('Timeout.'),
    memoryInMegabytes: count('Memory.'),
  }),
  function: object('Answer of GET functions/{function}.', {
    functionName: text('Name.'),
    paused: flag('Whether its events are held back.'),
    depth: count('Events that have not ended.'),
    oldestAgeMs: number('Age of the oldest of them, in milliseconds.'),
    running: count('Runs now.'),
    limit: count('Runs at a time, at most.'),
    reserved: flag('Whether it has them for itself.'),
    throttles: number('Throttled attempts since the start.'),
    outcomes: map(count('Events.'), 'Ends by condition.'),
    'history?': object('Depth over time.', {
      ...{ from: time('Start of the first interval.'), to: time('End of the last.') },
      depth: list(count('Events.'), 'Depth at the end of each interval.'),
      ageMs: list(number('Milliseconds.'), 'Age of the oldest event then.'),
    }),
    qualifiers: list(to('qualifier'), 'Versions and aliases.'),
  }),
  functions: object('Answer of GET functions.', { functions: list(to('function'), 'By name.') }),
  graph: object('Answer of GET graph: who leads to whom, by settings and triggers.', {
    nodes: list(
      object('A resource.', {
        id: text('ARN, without a qualifier.'),
        kind: { enum: [...nodeKinds], description: 'What it is.' },
        name: text('Name.'),
        'schedule?': text('Expression of a schedule, or of a rule that has one.'),
        'missing?': { const: true, description: 'A function that the runtime does not have.' },
      }),
      'By kind and name.',
    ),
    edges: list(
      object('One resource leads to another.', {
        from: text('Id of a node.'),
        to: text('Id of a node.'),
        kind: { enum: [...edgeKinds], description: 'By what.' },
        'qualifiers?': list(
          text('Qualifier.'),
          'Those whose settings name the destination, otherwise those that are invoked; missing for $LATEST alone.',
        ),
        'disabled?': { const: true, description: 'All rules, schedules or mappings behind it are disabled.' },
      }),
      'In the order of their nodes.',
    ),
  }),
  paused: object('Answer of POST pause and POST resume.', { paused: list(text('Name.'), 'Functions held back.') }),
  faults,
  message: object('A message of the inbox.', {
    id: count('Increases with every message.'),
    destinationArn: text('Where it would have gone.'),
    route: { enum: ['OnSuccess', 'OnFailure', 'DeadLetter'], description: 'Why.' },
    requestId: text('Request id of the event.'),
    functionArn: text('ARN of the function.'),
    condition: text('Condition of the event.'),
    sentAt: time('When it would have been sent.'),
    body: text('The record as JSON; for a dead letter, the payload.'),
    'command?': anything("Input of the SDK's command; missing in a bundle without payloads."),
    'attributes?': anything('Attributes of a dead letter.'),
    'traceHeader?': text('Trace header.'),
  }),
  inbox: object('Answer of GET inbox.', {
    messages: list(to('message'), 'Oldest first.'),
    matched: count('Messages that match.'),
    dropped: count('Messages that are no longer kept.'),
  }),
  line: object('A log entry.', {
    functionName: text('Name of the function.'),
    logStreamName: text('Log stream.'),
    timestamp: number('Wall time, milliseconds since the epoch.'),
    message: text('One line, or several of one message.'),
    'requestId?': text('Request id of its run.'),
  }),
  names: object('Answer of GET logs.', { functions: list(text('Name.'), 'Names of the functions.') }),
  logs: object('Answer of GET logs/{function}.', {
    logGroupName: text('Log group.'),
    events: list(to('line'), 'The newest entries, oldest first.'),
    dropped: count('Entries that are no longer kept.'),
  }),
  bundle: object('Answer of GET bundle.', {
    format: { const: bundleFormat },
    version: { const: '1.0' },
    createdAt: time('Wall time.'),
    madeBy: object('Versions.', {
      localRuntime: text('Package.'),
      node: text('Node.js.'),
      platform: text('Platform.'),
    }),
    contents: object('What it holds.', {
      ...{ functions: count('Functions.'), events: count('Timelines.'), payloads: count('Payloads.') },
      ...{ payloadBytes: count('Their bytes.'), messages: count('Messages.'), logLines: count('Log entries.') },
      leftOut: map(count('Number.'), 'What the limit or the wish to have no payloads left out.'),
      replaced: map(count('Number.'), 'Environment values and credentials replaced in texts, by name.'),
    }),
    health: to('health'),
    faults: to('faults'),
    metrics: text("Prometheus's text format."),
    functions: list(to('function'), 'Functions.'),
    'graph?': to('graph'),
    timelines: list(to('timeline'), 'Newest first.'),
    payloads: map(text('As it was sent.'), 'Payloads by request id.'),
    messages: list(to('message'), 'Messages of the inbox.'),
    logs: map(list(to('line'), 'Oldest first.'), 'Log entries by function.'),
  }),
  problem: object('Answer with an error: status 400, 404, 405, 409 or 501.', { message: text('A sentence.') }),
} as const satisfies Readonly<Record<string, Schema>>

/** Name of an answer's schema. */
export type AnswerName = keyof typeof answers

/** JSON Schemas of the control API's answers, which the emit script writes to `control-api.schema.json`. */
export const answerSchemas = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:async-invoke:schema:control-api:1.0',
  title: 'Answers of the control API',
  description: 'Each answer is a definition; its description names the request.',
  $defs: answers,
}
