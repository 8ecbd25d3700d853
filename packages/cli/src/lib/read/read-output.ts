import { about, count, kind, lines, list, members, type OutputSchema, text, truth } from '../command/output-schema.ts'

const error = members({ stack: list(text) }, { errorType: text, errorMessage: text, cause: { type: 'object' } })

const shared = about('Missing where the outcomes differ in it.', text)

const outcome = members(
  {
    kind: {
      enum: [
        'invocation-record',
        'dead-letter',
        'rule-dead-letter',
        'schedule-dead-letter',
        'stream-failure',
        'pipe-failure',
        'payload-mismatch',
        'unrecognised',
      ],
    },
    fingerprint: about('Groups outcomes of the same fault.', text),
    position: about('Where the document stands in the source.', text),
  },
  {
    ...{ functionName: text, qualifier: text, accountId: text, region: text, requestId: text },
    ...{ condition: text, reason: text, error, sourceArn: text, targetArn: text },
    undelivered: { type: 'object' },
    time: about('When the event ended, or its message was sent: ISO 8601, UTC.', text),
    attempts: about('Attempts that a record counts.', count),
    problem: about('What is wrong with a document that is not recognised.', text),
  },
)

/** Outcomes of one fault. */
export const groupSchema = members(
  { fingerprint: text, kind: text, subject: text, count },
  { condition: shared, reason: shared, error: about('Of the first outcome.', text), first: text, last: text },
)

export const readOutput: OutputSchema = lines(
  'an outcome, or the summary at the end.',
  outcome,
  members(
    {
      kind: kind('summary'),
      count,
      unrecognised: count,
      isWhole: about('False if reading was interrupted, or read a sample of a queue.', truth),
      groups: list(groupSchema),
      others: about('Outcomes beyond the groups that are counted apart.', count),
      histogram: list(members({ start: text, count })),
    },
    { undecided: about('Outcomes that --filter has no answer for.', count) },
  ),
)
