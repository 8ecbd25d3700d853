import { type FactKind, type Facts, type FactsOfKind, factKinds, type ServiceModel } from './facts.ts'

/** One fact that two models do not share. */
export interface Difference {
  readonly kind: FactKind
  readonly change: 'added' | 'removed' | 'changed'
  readonly owner: string
  readonly name: string
  readonly before?: string
  readonly after?: string
}

/**
 * Compares a model with the facts that are known, kind by kind, within what the model covers.
 *
 * @example
 * ```ts
 * compareModels(known, model)
 * // [{ kind: 'value', change: 'added', owner: 'Runtime', name: 'nodejs26.x', after: '' }]
 * ```
 */
export function compareModels(known: Facts, model: ServiceModel): readonly Difference[] {
  return factKinds
    .filter((kind) => model.covers.includes(kind))
    .flatMap((kind) => compareKind(kind, known[kind], model.facts[kind]))
}

function compareKind(kind: FactKind, known: FactsOfKind, found: FactsOfKind): readonly Difference[] {
  const owners = [...new Set([...Object.keys(known), ...Object.keys(found)])].sort()
  return owners.flatMap((owner) => {
    const [before = {}, after = {}] = [known[owner], found[owner]]
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
    return names.flatMap((name) => difference(kind, owner, name, before[name], after[name]))
  })
}

function difference(
  kind: FactKind,
  owner: string,
  name: string,
  before: string | undefined,
  after: string | undefined,
): readonly Difference[] {
  if (before === after) return []
  if (before === undefined) return [{ kind, change: 'added', owner, name, ...(after === undefined ? {} : { after }) }]
  if (after === undefined) return [{ kind, change: 'removed', owner, name, before }]
  return [{ kind, change: 'changed', owner, name, before, after }]
}

/**
 * The known facts after a model was accepted: its own in what it covers, ours in the rest.
 *
 * @example acceptModel(known, modelOfSdk(folder)).bound // known.bound: the SDK has no bounds
 */
export function acceptModel(known: Facts, { covers, facts }: ServiceModel): Facts {
  const of = (kind: FactKind): FactsOfKind => (covers.includes(kind) ? facts : known)[kind]
  return {
    ...{ operation: of('operation'), error: of('error'), member: of('member'), value: of('value') },
    bound: of('bound'),
  }
}
