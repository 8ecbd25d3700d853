import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runtimeOptionRules } from '../src/internal-option-rules.ts'
import { describeOption, type OptionRules } from '../src/internal-options.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const readme = read('../README.md')
const source =
  read('../src/lib/options/local-runtime-options.ts') +
  read('../src/lib/service-clients.ts') +
  read('../src/lib/faults/runtime-faults.ts')
const { functions, endpoints, faults } = runtimeOptionRules

/** The TSDoc of each member of an interface, on one line. */
function docsOf(name: string): Readonly<Record<string, string>> {
  const body = new RegExp(`^export interface ${name} \\{\\n(.*?)^\\}`, 'ms').exec(source)?.[1] ?? ''
  const members = body.matchAll(/\/\*\*(?<doc>(?:(?!\*\/).)*)\*\/\s+readonly (?<member>\w+)/gs)
  return Object.fromEntries(
    [...members].map(({ groups }) => [groups?.member, groups?.doc?.replaceAll(/\s+(\* )?/g, ' ').trim()]),
  )
}

const table = (rules: OptionRules): string =>
  ['| option |  |', '| --- | --- |']
    .concat(Object.entries(rules).map(([name, rule]) => `| \`${name}\` | ${describeOption(rule)} |`))
    .join('\n')

describe('the documentation of the options', () => {
  it.each<{ name: string; rules: OptionRules }>([
    { name: 'LocalRuntimeOptions', rules: runtimeOptionRules },
    { name: 'FunctionOptions', rules: functions.each.members },
    { name: 'Endpoints', rules: endpoints.members },
    { name: 'RuntimeFaults', rules: faults.members },
  ])('gives meanings, bounds and defaults of the rules in the docstrings of $name', ({ name, rules }) => {
    const docs = docsOf(name)
    expect(Object.keys(docs)).toEqual(Object.keys(rules))
    for (const [member, rule] of Object.entries(rules)) {
      const { about, defaultValue } = rule
      const doc = docs[member] ?? ''
      expect(doc.slice(0, about.length), member).toBe(about)
      if ('minimum' in rule) expect(doc, member).toContain(`From ${rule.minimum} to ${rule.maximum}.`)
      expect(/@defaultValue `(.*?)`/.exec(doc)?.[1], member).toBe(
        defaultValue === undefined ? undefined : `${defaultValue}`,
      )
    }
  })

  it('lists every rule in the tables of the README', () => {
    expect(readme).toContain(table(runtimeOptionRules))
    expect(readme).toContain(table(functions.each.members))
    expect(readme).toContain(table(endpoints.members))
    expect(readme).toContain(table(faults.members))
  })
})
