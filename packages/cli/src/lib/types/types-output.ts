import { about, document, list, members, type OutputSchema, oneOf, text } from '../command/output-schema.ts'

export const typesOutput: OutputSchema = document(
  'The generated files.',
  members({
    language: text,
    files: list(
      members(
        { path: text },
        {
          text: about('What the file holds, without --out.', text),
          state: about(
            'With --out. Stale: --check found other contents, or no file.',
            oneOf('written', 'unchanged', 'stale'),
          ),
        },
      ),
    ),
  }),
)
