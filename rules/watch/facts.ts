/**
 * What a service model says, as facts: under each kind the owners, and under each owner names with a value.
 *
 * - `operation`: an operation; `http` is its method and path.
 * - `error`: an operation, and the errors that it may answer.
 * - `member`: a structure, and its members with their kind and whether they are required.
 * - `value`: an enumeration and its values.
 * - `bound`: a shape, with its bounds and pattern.
 */
export type Facts = Readonly<Record<FactKind, FactsOfKind>>

export const factKinds = ['operation', 'error', 'member', 'value', 'bound'] as const
export type FactKind = (typeof factKinds)[number]

export type FactsOfKind = Readonly<Record<string, Readonly<Record<string, string>>>>

/** One model of the service. It says nothing of the kinds that it does not cover. */
export interface ServiceModel {
  /** Package or file, with its version. */
  readonly source: string
  readonly covers: readonly FactKind[]
  readonly facts: Facts
}

/** Facts in the making. */
export interface FactSheet {
  add(kind: FactKind, owner: string, name: string, value: string): void
  facts(): Facts
}

/**
 * Collects facts, and returns them in alphabetical order.
 *
 * @example
 * ```ts
 * const sheet = factSheet()
 * sheet.add('value', 'Runtime', 'nodejs24.x', '')
 * sheet.facts().value // { Runtime: { 'nodejs24.x': '' } }
 * ```
 */
export function factSheet(): FactSheet {
  const kinds = new Map<FactKind, Map<string, Map<string, string>>>()
  const sorted = <T>(map: ReadonlyMap<string, T> | undefined): [string, T][] =>
    [...(map ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
  const ofKind = (kind: FactKind): FactsOfKind =>
    Object.fromEntries(sorted(kinds.get(kind)).map(([owner, names]) => [owner, Object.fromEntries(sorted(names))]))
  return {
    add(kind, owner, name, value) {
      const owners = kinds.get(kind) ?? new Map<string, Map<string, string>>()
      const names = owners.get(owner) ?? new Map<string, string>()
      kinds.set(kind, owners.set(owner, names.set(name, value)))
    },
    facts: () => ({
      ...{ operation: ofKind('operation'), error: ofKind('error'), member: ofKind('member') },
      ...{ value: ofKind('value'), bound: ofKind('bound') },
    }),
  }
}

/** The value of a member. @example memberValue('string', true) // 'string, required' */
export function memberValue(kind: string, required: boolean): string {
  return required ? `${kind}, required` : kind
}
