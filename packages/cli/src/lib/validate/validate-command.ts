import { defineCommand } from '../command/command.ts'
import { contractNames } from './contract-names.ts'

export const validateCommand = defineCommand({
  operands: [
    { name: 'FILE', about: 'File or folder of documents, or - for stdin.', isRequired: true, isRepeatable: true },
  ],
  flags: {
    contract: {
      value: 'NAME',
      rule: {
        about: 'Contract of all documents. Without it, each is recognised by its members.',
        kind: 'choice',
        values: contractNames,
      },
    },
  },
  notes: [
    'A file holds one document, or several: one on each line, or one after the other; in .yaml and .yml, documents of YAML. With --json, each problem is a line, and a line with the kind "summary" comes last.',
    'The exit code is 1 if a document is not valid, not JSON or YAML, or of no known contract.',
    `Examples:
  async-invoke validate records.ndjson
  async-invoke validate --contract desired-state settings.yaml`,
  ],
  async run(line) {
    const { validate } = await import('./validate.ts')
    return validate(line.operands, line.values)
  },
})
