import { about, count, document, list, members, type OutputSchema, oneOf, text } from '../command/output-schema.ts'

const state = oneOf('pass', 'differs', 'not-offered', 'not-run')

export const conformanceOutput: OutputSchema = document(
  'What was found at an endpoint: what --json writes into its file.',
  members({
    endpoint: about('Base URL, without credentials.', text),
    startedAt: text,
    time: oneOf('held', 'real'),
    runtime: text,
    counts: members({ pass: count, differs: count, 'not-offered': count, 'not-run': count }),
    statements: list(members({ id: text, state, helpUrl: text, scenarios: list(text) })),
    scenarios: list(
      members(
        {
          ...{ name: text, area: text, state, shows: list(text), checked: list(text) },
          differences: list(members({ ids: list(text), subject: text, expected: text, seen: text })),
        },
        { reason: about('Why it was not offered or not run.', text) },
      ),
    ),
    leftBehind: about('What the kit created and could not remove.', list(text)),
  }),
)
