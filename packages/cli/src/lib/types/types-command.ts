import { defineCommand } from '../command/command.ts'
import { fileToWrite } from '../command/flag.ts'

const schemaFile = { kind: 'string', noun: 'a file' } as const

export const typesCommand = defineCommand({
  operands: [{ name: 'LANGUAGE', about: 'go, java, python or typescript.', isRequired: true }],
  flags: {
    payload: {
      value: '[NAME=]FILE',
      rule: {
        about: 'JSON Schema of an event, or `-` for stdin. NAME defaults to the name of the file. Repeatable.',
        kind: 'list',
        each: schemaFile,
      },
    },
    response: {
      value: '[NAME=]FILE',
      rule: {
        about: 'JSON Schema of the response to the event of the same NAME, or to the only one. Repeatable.',
        kind: 'list',
        each: schemaFile,
      },
    },
    out: {
      value: 'FILE|DIR',
      rule: {
        about: 'Where to write; only generated files are overwritten. Default stdout; Java needs a folder.',
        kind: 'string',
        noun: 'a path',
        pattern: fileToWrite,
      },
    },
    package: {
      value: 'NAME',
      rule: { about: 'Package in Go or Java. Default asyncinvoke or io.asyncinvoke.', kind: 'string', noun: 'a name' },
    },
    check: { rule: { about: 'Write nothing; exit with 1 if what is at --out is not up to date.', kind: 'boolean' } },
  },
  notes: [
    'The types are those of records, dead letters, settings and envelopes. A schema of a payload, 2020-12 or draft-07, adds its own types, and for NAME: NAMESuccessRecord and NAMEFailureRecord with typed payloads, and NAMESuccessEvent and NAMEFailureEvent of an event bus.',
    'The types accept whatever a schema accepts. What a language cannot express is any JSON, with a comment. Python needs pydantic 1.10 or 2, Java needs Jackson.',
    `Examples:
  async-invoke types typescript --payload order.schema.json --out src/order-types.ts
  async-invoke types go --payload Order=order.json --response Order=receipt.json --package orders --out internal
  async-invoke types java --package com.acme.orders --out src/main/java`,
  ],
  async run({ operands: [language = ''], values }) {
    const { types } = await import('./types.ts')
    return types(language, values)
  },
})
