import type { DocumentSchema } from './check-document.ts'

const about = (description: string, schema: DocumentSchema): DocumentSchema => ({ ...schema, description })
const closed = (
  properties: Readonly<Record<string, DocumentSchema>>,
  required: readonly string[] = [],
): DocumentSchema => ({ type: 'object', properties, required, additionalProperties: false })
/** An object with exactly one of the members. */
const oneOf = (properties: Readonly<Record<string, DocumentSchema>>): DocumentSchema => ({
  ...closed(properties),
  minProperties: 1,
  maxProperties: 1,
})

const text: DocumentSchema = { type: 'string', minLength: 1 }
const probability: DocumentSchema = { type: 'number', minimum: 0, maximum: 1 }
const seconds: DocumentSchema = { type: 'number', minimum: 0, maximum: 31_622_400 }
const someSeconds: DocumentSchema = { type: 'number', exclusiveMinimum: 0, maximum: 31_622_400 }
const rate: DocumentSchema = { type: 'number', exclusiveMinimum: 0, maximum: 1_000_000 }
/** No run of Lambda takes longer than 900 s. */
const milliseconds: DocumentSchema = { type: 'number', minimum: 0, maximum: 900_000 }
const positiveMilliseconds: DocumentSchema = { type: 'number', exclusiveMinimum: 0, maximum: 900_000 }

const durations: DocumentSchema = {
  ...oneOf({
    uniform: about(
      'Any duration between two, with equal probability.',
      closed({ from: milliseconds, to: milliseconds }, ['from', 'to']),
    ),
    exponential: about('Exponential, by its mean.', closed({ mean: milliseconds }, ['mean'])),
    logNormal: about(
      'Log-normal, by its median and its 99th percentile.',
      closed({ p50: positiveMilliseconds, p99: positiveMilliseconds }, ['p50', 'p99']),
    ),
    percentiles: about('By percentile, such as p50 or p99.9, with straight lines between them.', {
      type: 'object',
      patternProperties: { '^p(100|\\d{1,2}(\\.\\d+)?)$': milliseconds },
      additionalProperties: false,
      minProperties: 1,
    }),
  }),
  type: ['number', 'object'],
  minimum: 0,
  maximum: 900_000,
}

const arrivals = oneOf({
  constant: about('At even distances.', closed({ perSecond: rate }, ['perSecond'])),
  poisson: about('At random, independent of each other.', closed({ perSecond: rate }, ['perSecond'])),
  bursts: about(
    'Many at once, again and again.',
    closed(
      {
        events: about('Events of a burst.', { type: 'integer', minimum: 1, maximum: 100_000_000 }),
        everySeconds: about('From one burst to the next.', someSeconds),
        firstAtSeconds: about('When the first burst comes. Default 0.', seconds),
        overSeconds: about('Time in which the events of a burst arrive. Default 0: at once.', seconds),
      },
      ['events', 'everySeconds'],
    ),
  ),
  trace: about(
    'A recorded trace: JSON Lines of times, the earliest of which is the start.',
    closed({ file: about('Path, relative to the scenario.', text) }, ['file']),
  ),
  metric: about(
    "CloudWatch's data of a metric that counts events, such as the sum of AsyncEventsReceived: output of get-metric-data or get-metric-statistics as JSON, or CSV.",
    closed(
      {
        file: about('Path, relative to the scenario.', text),
        name: about('Id or label of the metric, or column of a CSV, where there are several.', text),
        periodSeconds: about('Length of a period. Default: the shortest distance of two values.', someSeconds),
        spread: about('How the events of a period are spread over it. Default random.', { enum: ['random', 'even'] }),
      },
      ['file'],
    ),
  ),
})

const side = closed({ Destination: { type: ['string', 'null'] } })
const settings = closed({
  MaximumRetryAttempts: about('Retries after a function error, 0 to 2.', { type: ['integer', 'null'] }),
  MaximumEventAgeInSeconds: about('Seconds that an event may wait, 60 to 21600.', { type: ['integer', 'null'] }),
  DestinationConfig: about('Destinations of records.', {
    ...closed({ OnSuccess: { ...side, type: ['object', 'null'] }, OnFailure: { ...side, type: ['object', 'null'] } }),
    type: ['object', 'null'],
  }),
  DeadLetterConfig: about('Dead-letter queue or topic.', {
    ...closed({ TargetArn: { type: ['string', 'null'] } }),
    type: ['object', 'null'],
  }),
  ReservedConcurrentExecutions: about('Reserved concurrency; 0 discards all events.', { type: ['integer', 'null'] }),
})
const concurrency: DocumentSchema = { type: 'integer', minimum: 1, maximum: 1_000_000 }

const scenarioFunction = closed(
  {
    arrivals: about('Where its events come from; a list adds up.', {
      ...arrivals,
      type: ['object', 'array'],
      items: arrivals,
      minItems: 1,
    }),
    durationMs: about('How long a run takes, in milliseconds: a number, or a distribution.', durations),
    errorProbability: about('Probability that a run is a function error. Default 0.', probability),
    timeoutSeconds: about('A run that would take longer ends here, with an error.', {
      type: 'number',
      minimum: 1,
      maximum: 900,
    }),
    memoryMegabytes: about('Memory, for GB-seconds.', { type: 'integer', minimum: 128, maximum: 10_240 }),
    settings: about('Settings, under their names in the API of Lambda.', settings),
  },
  ['arrivals', 'durationMs'],
)

const outage = closed(
  {
    fromSeconds: about('When it begins, from the start.', seconds),
    forSeconds: about('How long it takes.', someSeconds),
    effect: about('What happens to attempts that begin in this time.', {
      enum: ['errors', 'systemErrors', 'throttles'],
    }),
    probability: about('Probability that it meets an attempt. Default 1.', probability),
    durationMs: about('How long the failing runs take, as until a time-out. Default: as other runs.', durations),
    functions: about('Functions that it meets. Default: all.', { type: 'array', items: text, minItems: 1 }),
  },
  ['fromSeconds', 'forSeconds', 'effect'],
)

const variant = closed({
  about: text,
  accountConcurrency: about('In place of that of the scenario.', concurrency),
  functions: about('Settings by function, each in place of its own of that name; null removes one.', {
    type: 'object',
    additionalProperties: settings,
  }),
})

/** JSON Schema of a scenario, which the emit script writes to `scenario.schema.json`. */
export const scenarioSchema: DocumentSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:async-invoke:schema:scenario:1.0',
  title: 'Scenario',
  description: 'A load on asynchronous AWS Lambda functions, what goes wrong, and the settings to compare.',
  ...closed(
    {
      $schema: about('For editors.', { type: 'string' }),
      version: about('Version of this document format.', { const: '1.0' }),
      title: text,
      about: text,
      durationSeconds: about('How long events arrive. May be missing if all arrivals are recorded.', someSeconds),
      observeSeconds: about('When the simulation ends. Default: when no event is left.', someSeconds),
      accountConcurrency: about('Concurrency of the account. Default 1000.', concurrency),
      functions: about('Functions by name.', {
        type: 'object',
        additionalProperties: scenarioFunction,
        minProperties: 1,
        maxProperties: 100,
      }),
      outages: { type: 'array', items: outage },
      duplicateProbability: about('Probability that an event is queued twice. Default 0.', probability),
      variants: about('Settings to compare on the same load, by name.', {
        type: 'object',
        additionalProperties: variant,
        minProperties: 1,
        maxProperties: 4,
      }),
    },
    ['version', 'functions'],
  ),
}
