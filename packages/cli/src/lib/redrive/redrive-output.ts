import {
  about,
  count,
  kind,
  lines,
  list,
  map,
  members,
  type OutputSchema,
  text,
  truth,
} from '../command/output-schema.ts'
import { groupSchema } from '../read/read-output.ts'

const event = { kind: kind('event'), key: about('Names the event in the journal.', text) }
const target = {
  anyOf: [
    members({ functionName: text }, { qualifier: text, region: text }),
    members({ queueUrl: text }, { region: text }),
  ],
}

export const redriveOutput: OutputSchema = lines(
  'what would become of an event, the preview after them, what became of an event, or the summary at the end.',
  members(
    { ...event, send: { const: true }, target, payload: text, isExact: truth },
    { isEdited: { const: true }, requestId: about('Id of the request that failed.', text) },
  ),
  members({ ...event, send: { const: false }, reason: text }, { isLeftOut: { const: true } }),
  members(
    {
      ...{ kind: kind('preview'), sends: count, edited: count, targets: map(count), notRedriven: map(count) },
      ...{ leftOut: map(count), groups: list(groupSchema) },
    },
    { waiting: about('Messages in the queue, roughly.', count) },
  ),
  members({ ...event, outcome: text, detail: text }),
  members({
    ...{ kind: kind('summary'), sent: count, before: count, leftOut: count, refused: count, failed: count },
    repeated: about('Sent perhaps for the second time, after a kill.', count),
    quarantined: count,
    hidden: about('Messages that are hidden in the queue.', count),
    isWhole: about('False if the same command has to go on.', truth),
    journal: about('File of the journal.', text),
  }),
)
