import { findNearestName } from '@async-invoke/schemas/internal'
import { type JsonObject, objectOf, ownOf } from './template-document.ts'

/**
 * Lists what CloudFormation would refuse of the values for the parameters of templates that are deployed together: a name that no
 * template declares, and a value that one of them does not allow. Each completes a sentence about the templates.
 *
 * @param templates - as `parseTemplate` returns them
 * @example
 * ```ts
 * parameterProblems([{ Parameters: { Stage: { Type: 'String' } } }], { Stagee: 'prod' })
 * // ['has no parameter Stagee; did you mean Stage?']
 * ```
 */
export function parameterProblems(
  templates: readonly Readonly<Record<string, unknown>>[],
  parameters: Readonly<Record<string, string>>,
): readonly string[] {
  const declarations = templates.map(({ Parameters }) => objectOf(Parameters))
  const names = [...new Set(declarations.flatMap((declared) => Object.keys(declared)))]
  return Object.entries(parameters).flatMap(([name, value]) => {
    if (!names.includes(name)) return [unknownParameter(name, names)]
    const allowed = declarations.map((declared) => refusalOf(objectOf(ownOf(declared, name)), name, value))
    return allowed.filter((refusal) => refusal !== undefined).slice(0, 1)
  })
}

function unknownParameter(name: string, names: readonly string[]): string {
  const nearest = findNearestName(name, names)
  const all = names.length === 0 ? 'it has none' : `its parameters are ${names.join(', ')}`
  return `has no parameter ${name}; ${nearest === undefined ? all : `did you mean ${nearest}?`}`
}

function refusalOf({ Type, AllowedValues }: JsonObject, name: string, value: string): string | undefined {
  if (!Array.isArray(AllowedValues)) return undefined
  const allowed = AllowedValues.map(String)
  const isList = Type === 'CommaDelimitedList' || String(Type).startsWith('List<')
  const values = isList ? value.split(',').map((element) => element.trim()) : [value]
  const refused = values.find((each) => !allowed.includes(each))
  if (refused === undefined) return undefined
  return `allows ${allowed.map((each) => JSON.stringify(each)).join(', ')} as ${name}, not ${JSON.stringify(refused)}`
}
