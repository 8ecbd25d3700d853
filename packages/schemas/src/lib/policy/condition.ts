import type { RolePolicyStatement } from './policy-document.ts'
import { every, negate, some, type Ternary } from './ternary.ts'
import { matchesWildcard } from './wildcard.ts'

/**
 * Condition keys of a request and their values; `null` for a key that the request does not have. The value of any other
 * key is unknown.
 */
export type AccessContext = Readonly<Record<string, string | null>>

type Matches = (pattern: string, value: string) => boolean

const equals: Matches = (pattern, value) => pattern === value
const equalsIgnoringCase: Matches = (pattern, value) => pattern.toLowerCase() === value.toLowerCase()

/** Operators without their `Not`, in lower case. Any other operator is not decided. */
const operators = new Map<string, Matches>([
  ['stringequals', equals],
  ['stringequalsignorecase', equalsIgnoringCase],
  ['stringlike', matchesWildcard],
  ['arnequals', matchesArn],
  ['arnlike', matchesArn],
  ['bool', equalsIgnoringCase],
])

const operatorSyntax = /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/

/**
 * Decides the conditions of a statement for a request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function holdsCondition({ Condition = {} }: RolePolicyStatement, context: AccessContext): Ternary {
  const known = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]))
  return every(
    Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, expected]) => {
        const values = [expected].flat().map(String)
        return holds(operator.toLowerCase(), known.get(key.toLowerCase()), values)
      }),
    ),
  )
}

function holds(operator: string, value: string | null | undefined, expected: readonly string[]): Ternary {
  const [, quantifier, name = '', ifExists] = operatorSyntax.exec(operator) ?? []
  if (value === undefined) return undefined
  if (name === 'null') return expected.some((each) => each.toLowerCase() === String(value === null))
  const positive = name.replace('not', '')
  if (value === null) {
    if (ifExists !== undefined || quantifier !== undefined)
      return ifExists !== undefined || quantifier === 'forallvalues'
    return positive !== name
  }
  const matches = operators.get(positive)
  if (matches === undefined) return undefined
  const matched = some(expected.map((pattern) => (pattern.includes('${') ? undefined : matches(pattern, value))))
  return positive === name ? matched : negate(matched)
}

/** Compares the six parts of two ARNs one by one: a wildcard does not reach into the next part. */
function matchesArn(pattern: string, value: string): boolean {
  const [patterns, values] = [partsOfArn(pattern), partsOfArn(value)]
  return patterns.length === values.length && patterns.every((each, at) => matchesWildcard(each, values[at] ?? ''))
}

function partsOfArn(arn: string): readonly string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), parts.slice(5).join(':')]
}
