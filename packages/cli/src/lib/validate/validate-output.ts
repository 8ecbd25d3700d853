import { about, count, kind, lines, members, type OutputSchema, text, truth } from '../command/output-schema.ts'

export const validateOutput: OutputSchema = lines(
  'a problem, or the summary at the end.',
  members(
    {
      kind: kind('problem'),
      position: about('File and line of the document.', text),
      path: about('JSON Pointer into the document.', text),
      rule: about('Keyword of JSON Schema, json, yaml, or contract.', text),
      message: text,
      value: about('The value at the path as JSON, shortened.', text),
    },
    { contract: text },
  ),
  members({ kind: kind('summary'), documents: count, invalid: count, isWhole: truth }),
)
