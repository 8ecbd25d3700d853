import type { Flags } from '../command/flag.ts'
import { storeAddressPattern } from './store-address.ts'

/** The flag of commands that use a queue. */
export const storeFlags = {
  store: {
    value: 'postgres://…|sqs:URL,…|sqlite:FILE',
    rule: {
      about:
        'Queue: a database of PostgreSQL or queues of Amazon SQS, for any number of processes, or a file, for one at a time. Default DATABASE_URL.',
      kind: 'string',
      noun: 'postgres://…, sqs:URL or sqlite:FILE',
      pattern: storeAddressPattern,
    },
  },
} as const satisfies Flags

/** The flag of a command that also takes several databases which share the functions of a queue. */
export const sharedStoreFlags = {
  store: {
    value: `${storeFlags.store.value}|NAME=postgres://…`,
    rule: {
      about: `${storeFlags.store.rule.about} Repeatable, with names: databases that share the functions of a queue.`,
      kind: 'list',
      each: {
        kind: 'string',
        noun: 'postgres://…, sqs:URL, sqlite:FILE or NAME=postgres://…',
        pattern: `${storeAddressPattern}|^[^=:/]+=postgres(ql)?://`,
      },
    },
  },
} as const satisfies Flags
