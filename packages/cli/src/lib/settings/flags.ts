import { awsFlags } from '../aws/aws-flags.ts'
import type { CommandLine } from '../command/command.ts'
import type { Flag, Flags } from '../command/flag.ts'
import { templateFlags } from '../desired/desired-flags.ts'
import { simulateFlags } from '../simulate/simulate-flags.ts'

export const defaultConcurrency = 10
/** Runs that a recording of times does not tell. */
export const defaultRunMs = 1_000
export const defaultErrorProbability = 0.05

/** Values of flags, those of every command included. */
export type ValuesOf<Of extends Flags> = CommandLine<Of>['values']

export const functionOperand = {
  name: 'NAME',
  about: 'Name or ARN of the function; with a version or an alias as in orders:live.',
  isRequired: true,
} as const

export const qualifierFlag = {
  qualifier: {
    value: 'NAME',
    rule: {
      about: 'Version or alias, where NAME has none. Default $LATEST.',
      kind: 'string',
      noun: 'a version or an alias',
      pattern: '.',
    },
  },
} as const satisfies Flags

const targetFlag = (about: string) =>
  ({
    value: 'ARN|none',
    rule: { about, kind: 'string', noun: 'an ARN or none', pattern: '^(none$|arn:)' },
  }) as const satisfies Flag

/** The flags of commands that write the settings of one function. */
export const writeFlags = {
  ...qualifierFlag,
  retries: {
    value: 'N',
    rule: { about: 'Retries after a function error.', kind: 'integer', minimum: 0, maximum: 2 },
  },
  'max-age': {
    value: 'SECONDS',
    rule: { about: 'Maximum age of an event.', kind: 'integer', minimum: 60, maximum: 21_600 },
  },
  'on-success': targetFlag('Destination of records of successes: a queue, topic, function or event bus.'),
  'on-failure': targetFlag('Destination of records of failures: a queue, topic, function, event bus or bucket.'),
  'dead-letter': targetFlag('Dead-letter queue or topic of the function; it has no qualifier.'),
  ...awsFlags,
} as const satisfies Flags

/** The flags of commands that compare a document with what is stored. */
export const planFlags = {
  'delete-unlisted': {
    rule: {
      about: 'Delete settings of qualifiers that the document does not list, of the functions that it lists.',
      kind: 'boolean',
    },
  },
  concurrency: {
    value: 'N',
    rule: {
      about: 'Functions at a time. A throttled call is repeated, and the calls after it come more slowly.',
      kind: 'integer',
      minimum: 1,
      maximum: 100,
      defaultValue: defaultConcurrency,
    },
  },
  ...templateFlags,
  ...awsFlags,
} as const satisfies Flags

const group = 'Simulation:'

/** The flags of `config plan`, which can simulate its change. */
export const simulatedPlanFlags = {
  ...planFlags,
  simulate: {
    value: 'FILE',
    group,
    rule: {
      about:
        "Say what the change does to a load: a scenario, whose variants then are the stored and the planned settings; or, where the plan changes one function, a recording of its events: JSON Lines of times, or CloudWatch's data of a metric as JSON or CSV.",
      kind: 'string',
      noun: 'the path of a file',
      pattern: '^(?!-$).',
    },
  },
  'run-ms': {
    value: 'N',
    group,
    rule: {
      about: 'Duration of the runs of a recording, in milliseconds.',
      kind: 'integer',
      minimum: 0,
      maximum: 900_000,
      defaultValue: defaultRunMs,
    },
  },
  'error-probability': {
    value: 'P',
    group,
    rule: {
      about: 'Probability that a run of a recording fails.',
      kind: 'number',
      minimum: 0,
      maximum: 1,
      defaultValue: defaultErrorProbability,
    },
  },
  ...simulateFlags,
} as const satisfies Flags
