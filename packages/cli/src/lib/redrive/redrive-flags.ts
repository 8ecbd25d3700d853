import { awsFlags } from '../aws/aws-flags.ts'
import { type Flags, fileToWrite } from '../command/flag.ts'
import { filterFlag } from '../outcomes/filter-flag.ts'

/** Default of the number of events that are on their way at a time. */
export const defaultConcurrency = 10
/** Default of the number of times that an event is redriven. */
export const defaultMaxRedrives = 1

/** The flags of `redrive`. */
export const redriveFlags = {
  from: {
    value: 'SOURCE',
    rule: {
      about: 'sqs:URL of a queue, s3:BUCKET/PREFIX, a file or folder, - for stdin, or inbox for that of a running dev.',
      kind: 'string',
      noun: 'a source',
      pattern: '.',
    },
  },
  to: {
    value: 'TARGET',
    rule: {
      about:
        'Name or ARN of the function for every event, with a qualifier or not; or sqs:URL of a queue that gets the payloads as messages. Default: the function of each record; of dead letters, the one whose dead-letter queue the source is.',
      kind: 'string',
      noun: 'a function or a queue',
      pattern: '.',
    },
  },
  ...filterFlag,
  edit: {
    value: 'FILE',
    rule: {
      about:
        'Change each payload: by a JSON merge patch in a .json file, or by a module whose default export takes the payload and its outcome and returns the new payload, or undefined to leave the event out.',
      kind: 'string',
      noun: 'a file',
      pattern: '.',
    },
  },
  'dry-run': { rule: { about: 'Send nothing: print what would become of each event.', kind: 'boolean' } },
  yes: {
    rule: {
      about: 'Leave out the preview and its question, and read a queue whose redrive policy may move messages away.',
      kind: 'boolean',
    },
  },
  rate: {
    value: 'N/s',
    rule: {
      about: 'Events per second, or per minute as in 100/m, at most.',
      kind: 'string',
      noun: 'a rate such as 5/s or 100/m',
      pattern: '^(?!0+(\\.0+)?/)\\d+(\\.\\d+)?/[sm]$',
    },
  },
  concurrency: {
    value: 'N',
    rule: {
      about: 'Events on their way at a time.',
      kind: 'integer',
      minimum: 1,
      maximum: 200,
      defaultValue: defaultConcurrency,
    },
  },
  'max-redrives': {
    value: 'N',
    rule: {
      about: 'How often an event is redriven; what fails again after that goes to the file of --quarantine.',
      kind: 'integer',
      minimum: 1,
      maximum: 100,
      defaultValue: defaultMaxRedrives,
    },
  },
  'stop-above': {
    value: 'PERCENT',
    rule: {
      about: 'Stop when more of the last 100 events than this are refused by Lambda or have failed again.',
      kind: 'number',
      minimum: 0,
      maximum: 100,
    },
  },
  journal: {
    value: 'FILE',
    rule: {
      about:
        'Journal of what has been sent; with it, the same command goes on where it stopped. Default async-invoke-redrive- and a hash of the source.',
      kind: 'string',
      noun: 'a file',
      pattern: fileToWrite,
    },
  },
  quarantine: {
    value: 'FILE',
    rule: {
      about:
        'File for events that fail again, one on each line. Default: the journal with .quarantine.ndjson at its end.',
      kind: 'string',
      noun: 'a file',
      pattern: fileToWrite,
    },
  },
  inexact: {
    rule: { about: 'Also send payloads whose bytes were lost on the way, as JSON.', kind: 'boolean' },
  },
  ...awsFlags,
} as const satisfies Flags
