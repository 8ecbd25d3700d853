import type { JsonObject } from '../evaluate/template-document.ts'

/** A function of a configuration, by its name there. */
export interface ServerlessFunction {
  readonly name: string
  /** Its members, or an unreadable value. */
  readonly members: JsonObject
}

/** The names that the framework gives to the resources of a function. */
export interface LogicalIds {
  readonly function: string
  readonly settings: string
  readonly alias: string
}

export function logicalIdsOf({ name, members }: ServerlessFunction): LogicalIds {
  const normal = normalized(name)
  const alias = aliasMembers[aliasMemberOf(members)]
  return {
    function: `${normal}LambdaFunction`,
    settings: `${normal}LambdaEvConf`,
    alias: `${normal}${alias}LambdaAlias`,
  }
}

/** The name of a function as the start of a logical id. */
export function normalized(name: string): string {
  const plain = name.replaceAll('-', 'Dash').replaceAll('_', 'Underscore')
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`
}

/** The members of a function that give it an alias, and the part of the alias's logical id. The first decides. */
const aliasMembers = { durableConfig: 'Durable', provisionedConcurrency: 'ProvConc', snapStart: 'SnapStart' } as const

/** The member of a function that decides its qualifier. */
export function aliasMemberOf(members: JsonObject): keyof typeof aliasMembers {
  const names = Object.keys(aliasMembers) as (keyof typeof aliasMembers)[]
  return names.find((member) => !isFalsy(members[member])) ?? 'provisionedConcurrency'
}

/** The framework leaves out what JavaScript takes for false. */
export function isFalsy(value: unknown): boolean {
  return value === undefined || value === null || value === false || value === 0 || value === ''
}
