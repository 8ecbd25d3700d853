import { document, list, members, type OutputSchema, oneOf, text } from '../command/output-schema.ts'

export const initOutput: OutputSchema = document(
  'The files, and the commands that come next.',
  members({
    files: list(members({ path: text, state: oneOf('written', 'unchanged', 'planned') })),
    next: list(text),
  }),
)
