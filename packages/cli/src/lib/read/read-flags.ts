import { awsFlags } from '../aws/aws-flags.ts'
import { type Flags, fileToWrite } from '../command/flag.ts'
import { filterFlag } from '../outcomes/filter-flag.ts'

/** The flags of `read`. */
export const readFlags = {
  view: {
    value: 'groups|table|cards',
    rule: {
      about: 'Form of the output.',
      kind: 'choice',
      values: {
        groups: 'outcomes of the same fault, counted, with a histogram',
        table: 'a line for each outcome',
        cards: 'several lines for each outcome',
      },
      defaultValue: 'groups',
    },
  },
  ...filterFlag,
  sample: {
    value: 'N',
    rule: {
      about: 'Messages to read from a queue, at most. Without --consume, it defaults to 1000.',
      kind: 'integer',
      minimum: 1,
      maximum: 100_000,
    },
  },
  output: {
    value: 'FILE',
    rule: {
      about: 'New file for the messages of the queue as they are, one on each line; `read` reads it again.',
      kind: 'string',
      noun: 'a file',
      pattern: fileToWrite,
    },
  },
  consume: {
    rule: {
      about: 'Delete from the queue what is safely in the file of --output. Otherwise read never deletes.',
      kind: 'boolean',
    },
  },
  yes: {
    rule: {
      about: 'Read a queue whose redrive policy may move messages away because they are read.',
      kind: 'boolean',
    },
  },
  ...awsFlags,
} as const satisfies Flags
