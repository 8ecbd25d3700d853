import { runtimeOptionRules } from '@async-invoke/local-runtime/internal/option-rules'
import type { Flags } from '../command/flag.ts'
import { configRules } from '../config/config-rules.ts'
import { storeFlags } from '../stores/store-flag.ts'

const { timeoutInSeconds, exportName } = runtimeOptionRules.functions.each.members

const { sqs, sns, events, s3, iam } = runtimeOptionRules.endpoints.members

const anyString = { kind: 'string', noun: 'a string' } as const

/** The flags of `dev`. */
export const devFlags = {
  function: {
    value: 'NAME=FILE[#EXPORT]',
    rule: {
      about: `Function to serve, and the file of its handler. EXPORT defaults to \`${exportName.defaultValue}\`. Repeatable.`,
      kind: 'list',
      each: anyString,
    },
  },
  template: { value: 'PATH', rule: configRules.template },
  parameter: {
    value: 'NAME=VALUE',
    rule: {
      about: "Parameter of the template, in place of its default. Repeatable. Wins over the file's.",
      kind: 'list',
      each: anyString,
    },
  },
  port: { value: 'PORT', rule: configRules.port },
  host: { value: 'ADDRESS', rule: configRules.host },
  time: { value: Object.keys(configRules.time.values).join('|'), rule: configRules.time },
  speed: { value: 'N', rule: configRules.speed },
  timeout: {
    value: 'SECONDS',
    rule: { ...timeoutInSeconds, about: `${timeoutInSeconds.about} Applies to functions given by --function.` },
  },
  data: { value: 'DIR', rule: configRules.dataDirectory },
  store: {
    value: storeFlags.store.value,
    rule: {
      ...storeFlags.store.rule,
      about:
        'Queue to share with other runtimes and workers. Each claims the events of its own functions. Requires real time.',
    },
  },
  'accept-loss': { rule: configRules.acceptLoss },
  region: { value: 'REGION', rule: configRules.region },
  'account-id': { value: 'ID', rule: configRules.accountId },
  backpressure: { value: Object.keys(configRules.backpressure.values).join('|'), rule: configRules.backpressure },
  'failed-deliveries': {
    value: Object.keys(configRules.failedDeliveries.values).join('|'),
    rule: configRules.failedDeliveries,
  },
  'env-file': { value: 'FILE', rule: configRules.environmentFile },
  'sqs-endpoint': { value: 'URL', rule: sqs },
  'sns-endpoint': { value: 'URL', rule: sns },
  'events-endpoint': { value: 'URL', rule: events },
  's3-endpoint': { value: 'URL', rule: s3 },
  'iam-endpoint': { value: 'URL', rule: iam },
  env: {
    value: 'NAME[=VALUE]',
    rule: {
      about:
        'Environment variable of all functions; without a value, that of this shell. Repeatable. Wins over the file.',
      kind: 'list',
      each: anyString,
    },
  },
  'allow-origin': {
    value: 'ORIGIN',
    rule: {
      about:
        'Origin whose pages may send requests, such as http://localhost:3000. Repeatable. Without it, only the page of the runtime may.',
      kind: 'list',
      each: anyString,
    },
  },
  fault: {
    value: 'NAME=N',
    rule: {
      about: `Fault to inject: ${Object.keys(configRules.faults.members).join(', ')}. Repeatable.`,
      kind: 'list',
      each: anyString,
    },
  },
  'allow-aws': { rule: configRules.allowAws },
  memory: { rule: configRules.memory },
  quiet: { rule: { about: 'Leave out the output of functions.', kind: 'boolean' } },
  raw: {
    rule: {
      about: 'Pass control sequences that functions print on to the terminal, which otherwise gets none.',
      kind: 'boolean',
    },
  },
  'require-signature': {
    rule: {
      about: 'Refuse requests not signed with AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of this shell.',
      kind: 'boolean',
    },
  },
} as const satisfies Flags
