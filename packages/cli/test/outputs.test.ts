import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { Commands } from '../src/lib/command/command-list.ts'
import { commands } from '../src/lib/commands.ts'
import { outputSchema, outputs } from '../src/lib/outputs.ts'
import { checkOutput } from './check-output.ts'

function namesOf(list: Commands): readonly string[] {
  return Object.entries(list).flatMap(([name, entry]) =>
    'commands' in entry ? namesOf(entry.commands).map((each) => `${name} ${each}`) : [name],
  )
}

describe('the schema of outputs', () => {
  it('is the published file, and a schema', () => {
    const published = readFileSync(new URL('../output.schema.json', import.meta.url), 'utf8')
    expect(JSON.parse(published)).toEqual(outputSchema)
    const ajv = new Ajv2020({ allowUnionTypes: true }).addSchema(outputSchema)
    for (const name of Object.keys(outputs))
      expect(ajv.getSchema(`${outputSchema.$id}#/$defs/${encodeURIComponent(name)}`)).toBeDefined()
  })

  it('has each command', () => {
    expect(Object.keys(outputs).sort()).toEqual([...namesOf(commands)].sort())
  })

  it('is held against the output of tests, member by member', () => {
    const summary = { kind: 'summary', documents: 1, invalid: 0, isWhole: true }
    checkOutput(['validate', 'a.json', '--json'], `${JSON.stringify(summary)}\n`)
    expect(() => checkOutput(['validate'], JSON.stringify({ ...summary, more: 1 }))).toThrow('without its schema')
    expect(() => checkOutput(['validate'], JSON.stringify({ ...summary, documents: '1' }))).toThrow('must be integer')
  })
})
