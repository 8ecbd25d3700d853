import { awsFlags } from '../aws/aws-flags.ts'
import type { Flags } from '../command/flag.ts'
import { configRules } from '../config/config-rules.ts'
import { sharedStoreFlags } from '../stores/store-flag.ts'

const anyString = { kind: 'string', noun: 'a string' } as const

/** The flags of `work` itself. */
export const workFlags = {
  ...sharedStoreFlags,
  bodies: {
    value: 'BUCKET[/PREFIX]',
    rule: {
      about: 'Bucket for events that fit into no message of SQS. Default none: they are refused.',
      kind: 'string',
      noun: 'the name of a bucket',
      pattern: '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/|$)',
    },
  },
  invoke: {
    value: 'lambda|URL|emulator:URL,…|FILE[#EXPORT]',
    rule: {
      about:
        'How to run functions: on AWS Lambda; behind an HTTP endpoint, with {function} for the name; by container images behind the Runtime Interface Emulator, one run at a time each; or by a handler in child processes. The last two need --functions. Default the files of the configuration.',
      ...anyString,
    },
  },
  functions: {
    value: 'NAME,…',
    rule: {
      about: 'Functions to serve; events of others wait. Default all with --invoke, or those of the configuration.',
      kind: 'string',
      noun: 'names of functions with commas between',
      pattern: '^[a-zA-Z0-9-_]{1,64}(,[a-zA-Z0-9-_]{1,64})*$',
    },
  },
  settings: {
    value: 'file|lambda',
    rule: {
      about: 'Where the settings of functions come from.',
      kind: 'choice',
      values: {
        file: 'the configuration file, or the defaults of Lambda',
        lambda:
          'the functions of these names on AWS Lambda, with their timeouts, reserved concurrency and dead-letter queues',
      },
      defaultValue: 'file',
    },
  },
  'failed-deliveries': {
    value: 'drop|keep',
    rule: { ...configRules.failedDeliveries, about: `${configRules.failedDeliveries.about} Wins over the file's.` },
  },
  'settings-refresh': {
    value: 'SECONDS',
    rule: {
      about: 'Time after which settings are read again from Lambda.',
      kind: 'number',
      minimum: 1,
      maximum: 86_400,
      defaultValue: 60,
    },
  },
  concurrency: {
    value: 'N',
    rule: {
      about: 'Events in flight at a time.',
      kind: 'integer',
      minimum: 1,
      maximum: 100_000,
      defaultValue: 50,
    },
  },
  drain: {
    value: 'SECONDS',
    rule: {
      about: 'Time for runs to end after SIGTERM or Ctrl-C; the events of others go back to the queue.',
      kind: 'number',
      minimum: 0,
      maximum: 900,
      defaultValue: 30,
    },
  },
  'health-port': {
    value: 'PORT',
    rule: {
      about: 'Port of /healthz, /readyz and /metrics; with 0 a free one, which the first line of the log names.',
      kind: 'integer',
      minimum: 0,
      maximum: 65_535,
      defaultValue: 0,
    },
  },
  'health-host': {
    value: 'ADDRESS',
    rule: {
      about: 'Address that they listen on: 0.0.0.0 for probes from other machines.',
      kind: 'string',
      noun: 'an IP address or a host name',
      pattern: '^[\\w.:-]+$',
      defaultValue: '127.0.0.1',
    },
  },
  worker: {
    value: 'NAME',
    rule: {
      about: 'Name of this worker, as metrics show it. Default host name and process id.',
      kind: 'string',
      noun: 'a name',
      pattern: '.',
    },
  },
  'log-level': {
    value: 'LEVEL',
    rule: {
      about: 'Least level of a line: error, warn, info or debug.',
      kind: 'choice',
      values: {
        error: 'faults of the worker and its services',
        warn: 'events that failed for good, too',
        info: 'every outcome and the output of functions, too',
        debug: 'every step of every event',
      },
      defaultValue: 'info',
    },
  },
} as const satisfies Flags

/** All flags of `work`. */
export const workCommandFlags = { ...workFlags, ...awsFlags } as const satisfies Flags
