import { every, matchesParts, negate, some, type Ternary } from '@async-invoke/schemas/internal'
import type { Members, Shape } from './record-shape.ts'

/** A place in a pattern, and what it accepts there. */
export interface PatternPart {
  /** `detail.requestContext.condition` */
  readonly path: string
  readonly accepts: unknown
}

/**
 * Lists the parts of an event pattern that no event of a shape matches. A part that is unknown, such as a matcher that is
 * new or an intrinsic function of a template, may match.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function mismatches(pattern: unknown, shape: Members): readonly PatternPart[] {
  return mismatchesAt('', pattern, { shape, isPresent: true })
}

/** An object of the event. What is in one that may be missing may be missing too, whether it is required there or not. */
interface Inside {
  readonly shape: Members
  readonly isPresent: boolean
}

function mismatchesAt(path: string, pattern: unknown, inside: Inside): readonly PatternPart[] {
  if (!isObject(pattern)) return []
  const { shape } = inside
  return Object.entries(pattern).flatMap(([member, accepts]) => {
    if (isIntrinsic(member)) return []
    const at = path === '' ? member : `${path}.${member}`
    if (member === '$or') return orMatches(accepts, inside) ? [] : [{ path: at, accepts }]
    const [required, optional] = [own(shape.required, member), own(shape.optional, member)]
    const inner = required ?? optional
    const isPresent = inside.isPresent && required !== undefined
    if (inner?.kind === 'members' && isObject(accepts)) return mismatchesAt(at, accepts, { shape: inner, isPresent })
    return matchesAt(accepts, inner, isPresent) === false ? [{ path: at, accepts }] : []
  })
}

/** Outside a list, `$or` is the name of a member or not valid: that may match. */
function orMatches(alternatives: unknown, inside: Inside): boolean {
  if (!Array.isArray(alternatives)) return true
  return alternatives.some((alternative) => mismatchesAt('', alternative, inside).length === 0)
}

function matchesAt(accepts: unknown, shape: Shape | undefined, present: boolean): Ternary {
  if (isBare(accepts)) return false
  if (shape?.kind === 'anything') return undefined
  if (Array.isArray(accepts)) return some(accepts.map((matcher) => matches(matcher, shape, present)))
  if (!isObject(accepts) || Object.keys(accepts).some(isIntrinsic)) return undefined
  // Records have no object in this place.
  return false
}

/** A value that stands for itself where EventBridge takes a list of values: it refuses the pattern. */
export function isBare(accepts: unknown): boolean {
  return typeof accepts !== 'object' || accepts === null
}

function matches(matcher: unknown, shape: Shape | undefined, present: boolean): Ternary {
  if (isObject(matcher)) {
    if (Object.keys(matcher).some(isIntrinsic)) return undefined
    if (typeof matcher.exists === 'boolean') return exists(matcher.exists, shape, present)
  }
  if (shape === undefined || shape.kind === 'members') return false
  if (shape.kind === 'one-of') return some(shape.values.map((value) => matchesString(matcher, value)))
  if (typeof matcher === 'number') return shape.kind === 'number' ? undefined : false
  if (matcher === null || typeof matcher === 'boolean') return false
  if (shape.kind === 'number')
    return typeof matcher === 'string' || isStringMatcher(matcher) || hasNoNumber(matcher) ? false : undefined
  if (shape.kind === 'string') return isObject(matcher) && Object.hasOwn(matcher, 'numeric') ? false : undefined
  return shape.kind === 'arn' ? matchesArn(matcher, shape.forms) : undefined
}

/** `exists` looks at leaves only: no object exists. */
function exists(expected: boolean, shape: Shape | undefined, present: boolean): Ternary {
  if (shape === undefined || shape.kind === 'members') return shape === undefined || expected ? !expected : undefined
  return present ? expected : undefined
}

/** Decides one matcher for one value. */
function matchesString(matcher: unknown, value: string): Ternary {
  if (!isObject(matcher)) return matcher === value
  return every(
    Object.entries(matcher).map(([operator, operand]) => {
      if (operator === 'anything-but') return matchesAnythingBut(operand, value)
      return Object.hasOwn(operators, operator) ? operators[operator]?.(operand, value) : undefined
    }),
  )
}

const operators: Readonly<Record<string, (operand: unknown, value: string) => Ternary>> = {
  prefix: (operand, value) => compare(operand, value, (text, whole) => whole.startsWith(text)),
  suffix: (operand, value) => compare(operand, value, (text, whole) => whole.endsWith(text)),
  'equals-ignore-case': (operand, value) =>
    typeof operand === 'string' ? operand.toLowerCase() === value.toLowerCase() : undefined,
  wildcard: (operand, value) => (typeof operand === 'string' ? matchesParts(partsOf(operand), value) : undefined),
  numeric: () => false,
  cidr: () => false,
}

function compare(operand: unknown, value: string, test: (text: string, whole: string) => boolean): Ternary {
  if (typeof operand === 'string') return test(operand, value)
  const folded = isObject(operand) ? operand['equals-ignore-case'] : undefined
  return typeof folded === 'string' ? test(folded.toLowerCase(), value.toLowerCase()) : undefined
}

function matchesAnythingBut(operand: unknown, value: string): Ternary {
  if (!isObject(operand)) return negate(some([operand].flat().map((each) => matchesString(each, value))))
  return negate(
    every(
      Object.entries(operand).map(([operator, list]) =>
        some([list].flat().map((each) => matchesString({ [operator]: each }, value))),
      ),
    ),
  )
}

/** The parts between stars; `\*` and `\\` stand for themselves. */
function partsOf(wildcard: string): readonly string[] {
  const parts = ['']
  for (const [token] of wildcard.matchAll(/\\[*\\]|./gs))
    if (token === '*') parts.push('')
    else parts.push((parts.pop() ?? '') + token.slice(-1))
  return parts
}

/** An ARN of a form can be told from other strings; of other matchers, those for a function without qualifier. */
function matchesArn(matcher: unknown, forms: readonly RegExp[]): Ternary {
  if (typeof matcher === 'string') return forms.some((form) => form.test(matcher)) ? undefined : false
  if (!isObject(matcher)) return undefined
  const { prefix, suffix, wildcard, 'equals-ignore-case': folded, numeric } = matcher
  if (numeric !== undefined) return false
  if (typeof prefix === 'string' && !startsArn(prefix)) return false
  if (typeof folded === 'string' && /:function:[^:]*$/i.test(folded)) return false
  // A function that is named "function" aside, the last part is a name and not a qualifier.
  return [suffix, wildcard].some((text) => typeof text === 'string' && /:function:[^:*]+$/.test(text))
    ? false
    : undefined
}

function startsArn(prefix: string): boolean {
  return 'arn:aws'.startsWith(prefix) || prefix.startsWith('arn:aws')
}

function isStringMatcher(matcher: unknown): boolean {
  return (
    isObject(matcher) && ['prefix', 'suffix', 'wildcard', 'equals-ignore-case', 'cidr'].some((each) => each in matcher)
  )
}

/** Whether the two comparisons of `numeric` exclude each other: `[">", 200, "<", 100]`. */
function hasNoNumber(matcher: unknown): boolean {
  const comparisons = isObject(matcher) ? matcher.numeric : undefined
  if (!Array.isArray(comparisons) || comparisons.length !== 4) return false
  const [above, low, below, high] = comparisons
  if (typeof low !== 'number' || typeof high !== 'number') return false
  return low > high || (low === high && !(above === '>=' && below === '<='))
}

/** An intrinsic function of CloudFormation: its value is not known here. */
function isIntrinsic(member: string): boolean {
  return member === 'Ref' || member.startsWith('Fn::')
}

function own(shapes: Members['required'], member: string): Shape | undefined {
  return Object.hasOwn(shapes, member) ? shapes[member] : undefined
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
