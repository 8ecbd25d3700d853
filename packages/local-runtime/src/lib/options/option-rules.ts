import type { Endpoints } from '../service-clients.ts'
import { functionOptionRules, roleArn } from './function-option-rules.ts'
import type { LocalRuntimeOptions } from './local-runtime-options.ts'
import type { RulesFor } from './option-rule.ts'
import { policyRules } from './role-rules.ts'
import { unsettledRules } from './unsettled-rules.ts'
import { aNonEmptyString, aUrl, maxInt32 } from './value-rules.ts'

const endpointRules = {
  sqs: { about: 'Endpoint of SQS; without one its records are kept in the inbox.', ...aUrl },
  sns: { about: 'Endpoint of SNS; without one its records are kept in the inbox.', ...aUrl },
  events: { about: 'Endpoint of EventBridge; without one its records are kept in the inbox.', ...aUrl },
  s3: { about: 'Endpoint of S3; without one its records are kept in the inbox.', ...aUrl },
  iam: { about: 'Endpoint of IAM, from which the policies of execution roles are read.', ...aUrl },
} as const satisfies RulesFor<Endpoints>

const signingKeyRules = {
  accessKeyId: { about: 'Id of the key.', ...aNonEmptyString, required: true },
  secretAccessKey: { about: 'Secret of the key.', ...aNonEmptyString, required: true },
} as const satisfies RulesFor<NonNullable<LocalRuntimeOptions['signingKeys']>>

/**
 * The options of the runtime as data: meaning, values, default, and who may give them. Checks, the configuration file and
 * its schema, the flags of the command and the tables of the READMEs follow from it.
 */
export const runtimeOptionRules = {
  functions: {
    about: 'Functions to serve beside those that the API creates.',
    kind: 'map',
    each: { kind: 'members', members: functionOptionRules, exactlyOneOf: ['file', 'directory'] },
  },
  port: {
    about: 'Port to listen on; 0 takes any free one.',
    kind: 'integer',
    minimum: 0,
    maximum: 65_535,
    defaultValue: 0,
  },
  host: {
    about: 'Address to listen on. Everyone who reaches another one than the default can run code here.',
    ...aNonEmptyString,
    defaultValue: '127.0.0.1',
  },
  region: {
    about: 'Region of the functions.',
    kind: 'string',
    noun: 'an AWS region',
    pattern: '^(eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\\d$',
    defaultValue: 'us-east-1',
  },
  accountId: {
    about: 'Account of the functions.',
    kind: 'string',
    noun: '12 digits',
    pattern: '^\\d{12}$',
    defaultValue: '123456789012',
  },
  time: {
    about: 'Time that ages and waits follow.',
    kind: 'choice',
    values: {
      real: 'waits take their time',
      skip: 'when nothing runs, time jumps to the next due moment',
      manual: 'time moves by `advanceMs`, the page or the control API',
    },
    defaultValue: 'real',
  },
  speed: {
    about: 'How many times as fast as the time of the machine; with real time only.',
    kind: 'number',
    minimum: 0.001,
    maximum: 100_000,
    defaultValue: 1,
  },
  endpoints: {
    about: 'Endpoints of services that records go to, and of IAM.',
    kind: 'members',
    members: endpointRules,
  },
  checkDestinations: {
    about: 'Whether Put and Update refuse a function, queue, topic or bucket that is seen not to exist.',
    kind: 'boolean',
    defaultValue: true,
  },
  roles: {
    about: 'Policies of execution roles by their ARNs; a role without one may do everything, unless IAM knows it.',
    kind: 'map',
    each: { kind: 'members', members: policyRules },
    names: roleArn,
  },
  signingKeys: {
    about: 'Keys with which requests must be signed (Signature Version 4); without them no signature is checked.',
    kind: 'members',
    members: signingKeyRules,
    secret: true,
  },
  // 0 is no quota that AWS gives, but the one way to an event that expires throttled: with a reservation of 0 it ends at once.
  concurrency: {
    about: 'Runs at one time over all functions; one more is throttled, and with 0 every run is.',
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
    defaultValue: 1_000,
  },
  maxInFlight: {
    about: 'Asynchronous runs and deliveries at one time; more wait in the queue.',
    kind: 'integer',
    minimum: 1,
    maximum: 100_000,
    defaultValue: 50,
  },
  pendingMs: {
    about: 'Milliseconds of wall time for which a new function is `Pending`.',
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
    defaultValue: 0,
  },
  dataDirectory: {
    about: 'Folder for functions, their code and events; without one nothing outlives the process.',
    ...aNonEmptyString,
  },
  unsettled: {
    about: 'Answers to questions about Lambda that no recording settles.',
    kind: 'members',
    members: unsettledRules,
  },
  onTimeline: { about: 'Called with each entry of the timeline of each event.', kind: 'callback', only: 'program' },
  onMetric: { about: 'Called with each metric sample that Lambda would publish.', kind: 'callback', only: 'program' },
  onLine: {
    about: 'Called with each line that a function writes, and with those of the platform around its runs.',
    kind: 'callback',
    only: 'program',
  },
  onFault: {
    about: 'Called with faults of the runtime itself, which goes on; unless given, they are written to stderr.',
    kind: 'callback',
    only: 'program',
  },
} as const satisfies RulesFor<LocalRuntimeOptions>

type ProgramOnly = {
  [Name in keyof typeof runtimeOptionRules]: (typeof runtimeOptionRules)[Name] extends { readonly only: 'program' }
    ? Name
    : never
}[keyof typeof runtimeOptionRules]

/** The options that a configuration file can say. */
export type ConfigFileOptions = Omit<LocalRuntimeOptions, ProgramOnly>
