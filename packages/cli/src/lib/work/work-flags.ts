import { awsFlags } from '../aws/aws-flags.ts'
import type { Flags } from '../command/flag.ts'
import { storeFlags } from '../stores/store-flag.ts'

const anyString = { kind: 'string', noun: 'a string' } as const

/** The flags of `work` itself. */
export const workFlags = {
  ...storeFlags,
  invoke: {
    value: 'lambda|URL|FILE[#EXPORT]',
    rule: {
      about:
        'How to run functions: on AWS Lambda; behind an HTTP endpoint, with {function} for the name; or by a handler in child processes, which needs --functions. Default the files of the configuration.',
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
