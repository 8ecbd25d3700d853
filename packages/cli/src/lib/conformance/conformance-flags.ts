import { awsFlags } from '../aws/aws-flags.ts'
import type { Flag, Flags } from '../command/flag.ts'
import { endpointFlag } from '../config/endpoint-flag.ts'

const url = (about: string) =>
  ({
    value: 'URL',
    group: 'Other services:',
    rule: { about, kind: 'url', noun: 'an http or https URL with a host', pattern: '^https?://[^\\s/?#]' },
  }) as const satisfies Flag
const file = (about: string) =>
  ({
    value: 'FILE',
    rule: { about, kind: 'string', noun: 'the path of a file', pattern: '\\S' },
  }) as const satisfies Flag
const role = (about: string) =>
  ({
    value: 'ARN',
    rule: { about, kind: 'string', noun: 'the ARN of a role', pattern: '^arn:' },
  }) as const satisfies Flag

/** Flags of `async-invoke conformance`. */
export const conformanceFlags = {
  endpoint: { ...endpointFlag.endpoint, rule: { ...endpointFlag.endpoint.rule, about: "Base URL of Lambda's API." } },
  minutes: {
    value: 'N',
    rule: {
      about: 'Budget in minutes where time is real.',
      ...{ kind: 'number', minimum: 0.1, maximum: 1_440, defaultValue: 15 },
    },
  },
  resume: file('File of results: a run goes on from those in it, and adds its own.'),
  area: {
    value: 'NAME',
    rule: {
      about: 'Area to run, as --list names it. Repeat it for several; without it, all.',
      kind: 'list',
      each: { kind: 'string', noun: 'an area' },
    },
  },
  json: file('Write the report as JSON, - for stdout.'),
  markdown: file('Write the report as Markdown, - for stdout.'),
  junit: file("Write the report as JUnit's XML, - for stdout."),
  title: {
    value: 'TEXT',
    rule: { about: 'Heading of the Markdown.', kind: 'string', noun: 'a heading', pattern: '\\S' },
  },
  list: { rule: { about: 'Print the scenarios and what they show, and run none.', kind: 'boolean' } },
  'print-function': {
    rule: { about: 'Print the code for --function in the language of --runtime, and run nothing.', kind: 'boolean' },
  },
  runtime: {
    value: 'NAME',
    group: 'Functions:',
    rule: {
      about: 'Runtime of the functions: nodejs… or python3….',
      ...{ kind: 'string', noun: 'nodejs… or python3…', pattern: '^(nodejs\\d|python3)', defaultValue: 'nodejs22.x' },
    },
  },
  function: {
    value: 'NAME',
    group: 'Functions:',
    rule: {
      about: 'A function of your own with the code of --print-function, where functions cannot be created.',
      ...{ kind: 'string', noun: 'the name of a function', pattern: '\\S' },
    },
  },
  role: { ...role('Execution role. Default: one that is created.'), group: 'Functions:' },
  'powerless-role': {
    ...role('Execution role that may send to no target. Default: one that is created.'),
    group: 'Functions:',
  },
  'report-host': {
    value: 'HOST',
    group: 'Functions:',
    rule: {
      about: 'Name under which functions reach this machine, such as host.docker.internal.',
      ...{ kind: 'string', noun: 'a host', pattern: '^[A-Za-z0-9.:[\\]-]+$', defaultValue: '127.0.0.1' },
    },
  },
  'sqs-endpoint': url('SQS. Default --endpoint, or the inbox of a running dev. Likewise for the others.'),
  'sns-endpoint': url('SNS.'),
  'events-endpoint': url('EventBridge.'),
  's3-endpoint': url('S3.'),
  'iam-endpoint': url('IAM.'),
  profile: awsFlags.profile,
  region: {
    ...awsFlags.region,
    rule: { ...awsFlags.region.rule, about: 'Region. Default AWS_REGION, or us-east-1.' },
  },
  aws: {
    group: awsFlags.region.group,
    rule: {
      about: 'Run against AWS itself: the account gets functions, queues, topics and roles, and pays.',
      kind: 'boolean',
    },
  },
} as const satisfies Flags
