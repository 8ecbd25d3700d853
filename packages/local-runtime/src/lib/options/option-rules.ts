import { defaultHome } from '@async-invoke/schemas/internal'
import type { Endpoints } from '../service-clients.ts'
import { environmentNames } from './environment-rules.ts'
import { runtimeFaultRules } from './fault-rules.ts'
import { functionOptionRules, roleArn } from './function-option-rules.ts'
import type { LocalRuntimeOptions } from './local-runtime-options.ts'
import type { RulesFor } from './option-rule.ts'
import { policyRules } from './role-rules.ts'
import { unsettledRules } from './unsettled-rules.ts'
import { aNonEmptyString, aString, aUrl, maxInt32 } from './value-rules.ts'

const endpointRules = {
  sqs: { about: 'Endpoint of SQS. Without it, records for queues stay in the inbox.', ...aUrl },
  sns: { about: 'Endpoint of SNS. Without it, records for topics stay in the inbox.', ...aUrl },
  events: { about: 'Endpoint of EventBridge. Without it, records for event buses stay in the inbox.', ...aUrl },
  s3: { about: 'Endpoint of S3. Without it, records for buckets stay in the inbox.', ...aUrl },
  iam: { about: "Endpoint of IAM, the source of execution roles' policies.", ...aUrl },
} as const satisfies RulesFor<Endpoints>

const signingKeyRules = {
  accessKeyId: { about: 'Access key ID.', ...aNonEmptyString, required: true },
  secretAccessKey: { about: 'Secret access key.', ...aNonEmptyString, required: true },
} as const satisfies RulesFor<NonNullable<LocalRuntimeOptions['signingKeys']>>

/** ARN of a topic, by its form. */
const topicArn = {
  kind: 'string',
  noun: 'the ARN of a topic',
  pattern: '^arn:aws[a-zA-Z0-9-]*:sns:[a-z0-9-]+:\\d{12}:[a-zA-Z0-9_-]+$',
} as const

/**
 * The options of the runtime as data. The checks, the configuration file and its schema, the command's flags and the tables
 * in the READMEs are derived from it.
 */
export const runtimeOptionRules = {
  functions: {
    about: 'Functions to serve, in addition to those that the API creates.',
    kind: 'map',
    each: { kind: 'members', members: functionOptionRules, exactlyOneOf: ['file', 'directory'] },
  },
  template: {
    about:
      'Template whose functions, settings and triggers are served: the path of a SAM or CloudFormation template, of the folder around it, or of a `cdk.out`.',
    ...aNonEmptyString,
  },
  templateParameters: {
    about: "Values of the template's parameters, in place of their defaults. Lists are separated by commas.",
    kind: 'map',
    each: aString,
  },
  port: {
    about: 'Port to listen on; 0 picks a free one.',
    kind: 'integer',
    minimum: 0,
    maximum: 65_535,
    defaultValue: 0,
  },
  host: {
    about:
      'Address to listen on. On any other than the default, anyone who can reach the runtime can run code on this machine.',
    ...aNonEmptyString,
    defaultValue: '127.0.0.1',
  },
  region: {
    about: 'Region of the functions.',
    kind: 'string',
    noun: 'an AWS region',
    pattern: '^(eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\\d$',
    defaultValue: defaultHome.region,
  },
  accountId: {
    about: 'Account ID of the functions.',
    kind: 'string',
    noun: '12 digits',
    pattern: '^\\d{12}$',
    defaultValue: defaultHome.accountId,
  },
  time: {
    about: 'Clock that ages and waits follow.',
    kind: 'choice',
    values: {
      real: 'waits take real time',
      skip: 'time jumps to the next due moment when nothing is running',
      manual: 'only `advanceMs`, the page and the control API move time',
    },
    defaultValue: 'real',
  },
  speed: {
    about: "Speed of the clock relative to the machine's. Requires real time.",
    kind: 'number',
    minimum: 0.001,
    maximum: 100_000,
    defaultValue: 1,
  },
  endpoints: {
    about: 'Endpoints of the services that receive records, and of IAM.',
    kind: 'members',
    members: endpointRules,
  },
  environment: {
    about: "Environment variables of all functions. A function's own win.",
    kind: 'map',
    each: aString,
    names: environmentNames,
  },
  environmentFile: {
    about: 'File of environment variables of all functions, a line each: `NAME=value`. Those of `environment` win.',
    ...aNonEmptyString,
  },
  allowAws: {
    about:
      'Whether functions call AWS itself, with the credentials of this shell. Otherwise a service without an endpoint answers 501.',
    kind: 'boolean',
    defaultValue: false,
  },
  topicLimits: {
    about:
      'Maximum size in bytes of a message to an SNS topic, by ARN: its attribute `MaximumMessageSize`. Without it, the attribute is read from the endpoint of SNS, or is 262144.',
    kind: 'map',
    each: { kind: 'integer', minimum: 1_024, maximum: 1_048_576 },
    names: topicArn,
  },
  checkDestinations: {
    about: 'Whether Put and Update refuse a function, queue, topic or bucket that is known not to exist.',
    kind: 'boolean',
    defaultValue: true,
  },
  roles: {
    about:
      'Policies of execution roles, by role ARN. A role without one may do everything, unless IAM has its policies.',
    kind: 'map',
    each: { kind: 'members', members: policyRules },
    names: roleArn,
  },
  signingKeys: {
    about: 'Key pair that requests must be signed with (Signature Version 4). Without it, signatures are not checked.',
    kind: 'members',
    members: signingKeyRules,
    secret: true,
  },
  allowedOrigins: {
    about:
      'Origins whose pages may send requests, as a browser names them. Without it, only the page of the runtime may.',
    kind: 'list',
    each: { kind: 'string', noun: 'an origin such as http://localhost:3000', pattern: '^https?://[^/\\s?#@]+$' },
  },
  // AWS grants no quota of 0, but it is the only way to make an event expire while it is throttled: a function with a
  // reserved concurrency of 0 ends the event at once.
  concurrency: {
    about: 'Maximum number of concurrent runs over all functions; further runs are throttled, and with 0 every run is.',
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
    defaultValue: 1_000,
  },
  maxInFlight: {
    about: 'Maximum number of concurrent asynchronous runs and deliveries; the rest wait in the queue.',
    kind: 'integer',
    minimum: 1,
    maximum: 100_000,
    defaultValue: 50,
  },
  pendingMs: {
    about: 'Milliseconds of wall time that a new function stays `Pending`.',
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
    defaultValue: 0,
  },
  settingsDelayMs: {
    about:
      "Milliseconds on the runtime's clock until a change of event invoke settings takes effect; in AWS it takes up to minutes.",
    kind: 'integer',
    minimum: 0,
    maximum: maxInt32,
    defaultValue: 0,
  },
  backpressure: {
    about: 'Whether a throttled or backed-up function is polled more slowly.',
    kind: 'choice',
    values: { off: 'never: the documented schedule exactly', adaptive: 'by a rule of ours' },
    defaultValue: 'off',
  },
  failedDeliveries: {
    about: 'Fate of a record or dead letter whose delivery failed.',
    kind: 'choice',
    values: { drop: 'dropped, as in Lambda', keep: 'sent again after 1 s, with waits that double up to 300 s' },
    defaultValue: 'drop',
  },
  faults: {
    about: 'Faults to inject, which the page and the control API switch too.',
    kind: 'members',
    members: runtimeFaultRules,
  },
  dataDirectory: {
    about: 'Folder for functions, their code and events. Without it, nothing outlives the process.',
    ...aNonEmptyString,
  },
  acceptLoss: {
    about:
      'Whether to open a data directory from which events are missing, and go on with those that are there. Otherwise it is refused.',
    kind: 'boolean',
    defaultValue: false,
  },
  openStore: {
    about:
      'Opens the queue that this runtime shares with others; close it after the runtime. Requires real time. Each runtime claims the events of the functions in its own registry. Without it, the queue is that of the data directory, or in memory.',
    kind: 'callback',
    only: 'program',
  },
  unsettled: {
    about: 'Answers to questions about Lambda that no recording settles.',
    kind: 'members',
    members: unsettledRules,
  },
  onTimeline: { about: "Called with each entry of each event's timeline.", kind: 'callback', only: 'program' },
  onMetric: { about: 'Called with each metric sample that Lambda would publish.', kind: 'callback', only: 'program' },
  onLine: {
    about: "Called with each log line of a function: its own output and the platform's lines around its runs.",
    kind: 'callback',
    only: 'program',
  },
  onTemplate: {
    about: 'Called when a change of the template is deployed, with what the runtime does not serve of it.',
    kind: 'callback',
    only: 'program',
  },
  onFault: {
    about:
      'Called with faults of the runtime itself, which keeps running. Without it, faults go to stderr, each once a minute.',
    kind: 'callback',
    only: 'program',
  },
} as const satisfies RulesFor<LocalRuntimeOptions>

type ProgramOnly = {
  [Name in keyof typeof runtimeOptionRules]: (typeof runtimeOptionRules)[Name] extends { readonly only: 'program' }
    ? Name
    : never
}[keyof typeof runtimeOptionRules]

/** The options that can be set in a configuration file. */
export type ConfigFileOptions = Omit<LocalRuntimeOptions, ProgramOnly>
