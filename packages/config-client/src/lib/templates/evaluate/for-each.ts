import { all, andThen, type Budget, type Evaluate, type Evaluated, listOf, requiredTextOf } from './evaluated.ts'
import { isObject, type JsonObject } from './template-document.ts'

const prefix = 'Fn::ForEach::'

export function isForEach(member: string): boolean {
  return member.startsWith(prefix)
}

/**
 * Expands the `Fn::ForEach` members of a map: one copy of each body for every element of the collection.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html
 */
export function expandForEach(map: JsonObject, evaluate: Evaluate, budget: Budget): Evaluated<JsonObject> {
  return budget(() => {
    const members: (readonly [string, unknown])[] = []
    for (const [member, value] of Object.entries(map)) {
      const expanded = isForEach(member)
        ? expandLoop(member, value, evaluate, budget)
        : { value: [[member, value] as const] }
      if ('reason' in expanded) return expanded
      for (const each of expanded.value) members.push(each)
    }
    return { value: Object.fromEntries(members) }
  })
}

function expandLoop(
  member: string,
  loop: unknown,
  evaluate: Evaluate,
  budget: Budget,
): Evaluated<readonly (readonly [string, unknown])[]> {
  const [identifier, collection, body] = Array.isArray(loop) ? loop : []
  if (typeof identifier !== 'string' || !isObject(body))
    return { reason: `${member} needs an identifier, a collection and a map` }
  const listed = andThen(andThen(evaluate(collection), listOf), (list) =>
    all(list.map((element) => andThen(evaluate(element), requiredTextOf))),
  )
  if ('reason' in listed) return { reason: `${member} cannot be expanded: ${listed.reason}` }
  const copies = listed.value.map((element) =>
    andThen(substituteDeep(body, identifier, element, budget), (copy) =>
      andThen(expandForEach(copy as JsonObject, evaluate, budget), (map) => ({ value: Object.entries(map) })),
    ),
  )
  return andThen(all(copies), (lists) => ({ value: lists.flat() }))
}

/** Replaces `${Identifier}`, `&{Identifier}` and a `Ref` of the identifier, in member names too. */
function substituteDeep(value: unknown, identifier: string, element: string, budget: Budget): Evaluated {
  return budget((): Evaluated => {
    if (typeof value === 'string') return { value: substitute(value, identifier, element) }
    if (Array.isArray(value)) return all(value.map((each) => substituteDeep(each, identifier, element, budget)))
    if (!isObject(value)) return { value }
    if (value.Ref === identifier && Object.keys(value).length === 1) return { value: element }
    const entries = Object.entries(value)
    const copies = all(entries.map(([, each]) => substituteDeep(each, identifier, element, budget)))
    return andThen(copies, (values) => ({
      value: Object.fromEntries(
        entries.map(([member], index) => [substitute(member, identifier, element), values[index]]),
      ),
    }))
  })
}

function substitute(text: string, identifier: string, element: string): string {
  return text
    .replaceAll(`\${${identifier}}`, element)
    .replaceAll(`&{${identifier}}`, element.replaceAll(/[^a-zA-Z0-9]/g, ''))
}
