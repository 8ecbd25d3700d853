import { count, document, lines, list, members, type OutputSchema, text, truth } from '../command/output-schema.ts'

const item = { type: 'object', required: ['id', 'lane', 'status'], properties: { id: text, lane: text, status: text } }
const lane = members(
  { lane: text, ready: count, delayed: count, leased: count, paused: truth },
  { oldestDueAgeMs: { type: 'number' }, most: count },
)
const paused = document('The lane, and whether it is held back.', members({ lane: text, paused: truth }))
const open = { additionalProperties: true }

/** By the name of the command below `queue`. */
export const queueOutputs: Readonly<Record<string, OutputSchema>> = {
  stats: document('All items, and those of each lane.', {
    ...members({ ready: count, delayed: count, leased: count }, { lanes: list(lane) }),
    ...open,
  }),
  peek: lines('an item.', { ...item, ...open }),
  find: document('The item.', { ...item, ...open }),
  pause: paused,
  resume: paused,
  purge: document('What was removed, and how many items.', members({ removed: count }, { id: text, lane: text })),
  'retry-poison': document('The ids that were given, and the items that run again.', {
    ...members({ given: count, retried: count }),
  }),
  migrate: document(
    'The version of the tables, and the steps to the last one.',
    members({ version: {}, to: {}, steps: list(text), sql: text }),
  ),
  move: document(
    'What would move, or has moved.',
    members({
      ...{ moved: truth, from: list(text), to: list(text), items: count, deliveries: count },
      lanes: list(members({ lane: text }, { from: text, to: text, items: count, leased: count })),
    }),
  ),
  doctor: document('What was examined.', { ...members({ findings: list(text) }), ...open }),
  grants: document('SQL that grants the rights.', members({ sql: text })),
}
