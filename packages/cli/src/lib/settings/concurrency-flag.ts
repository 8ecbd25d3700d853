import type { Flags } from '../command/flag.ts'

export const defaultConcurrency = 10

/** The flag of commands that call Lambda for many functions. */
export const concurrencyFlag = {
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
} as const satisfies Flags
