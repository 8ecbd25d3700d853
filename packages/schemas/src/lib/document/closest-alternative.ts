import type { ValidatorError } from './issue.ts'

/** The message of an `anyOf` beside the errors of its closest alternative, which say more. */
export const noAlternative = 'must match a schema in anyOf'

/**
 * Reduces the errors of each `anyOf` to those of the alternative that the value comes closest to, and its own: an alternative of the
 * value's kind, with the fewest errors, the deepest of these. Where several are as close, its own message has theirs. Null is
 * never close, and where it is allowed the `anyOf` has no error of its own.
 */
export function withClosestAlternatives(errors: readonly ValidatorError[]): readonly ValidatorError[] {
  const kept: ValidatorError[] = []
  for (const error of errors) {
    const alternatives = error.keyword === 'anyOf' ? takeAlternatives(kept, error) : []
    if (alternatives.length === 0) kept.push(error)
    else kept.push(...closestOf(alternatives, error))
  }
  return kept
}

/** Removes the errors of the alternatives of an `anyOf`, which come right before its own, and returns them by alternative. */
function takeAlternatives(
  kept: ValidatorError[],
  { instancePath, branch }: ValidatorError,
): readonly ValidatorError[][] {
  const own = `${branch}.`
  const isOfIt = (each: ValidatorError): boolean =>
    each.branch?.startsWith(own) === true && isWithin(each.instancePath, instancePath)
  const start = kept.findLastIndex((each) => !isOfIt(each)) + 1
  const found = new Map<string, ValidatorError[]>()
  for (const error of kept.splice(start)) {
    const [alternative = ''] = error.branch?.slice(own.length).split('/') ?? []
    const errors = found.get(alternative) ?? []
    errors.push(error)
    found.set(alternative, errors)
  }
  return [...found.values()]
}

function isWithin(path: string, around: string): boolean {
  return path === around || path.startsWith(`${around}/`)
}

function closestOf(alternatives: readonly ValidatorError[][], anyOf: ValidatorError): readonly ValidatorError[] {
  const ranked = alternatives
    .map((errors) => ({ errors, rank: [strangeness(errors, anyOf), errors.length, -depthOf(errors)] as const }))
    .sort((a, b) => compare(a.rank, b.rank))
  const closest = ranked.filter(({ rank }) => compare(rank, ranked[0]?.rank ?? []) === 0).map(({ errors }) => errors)
  const messages = [...new Set(closest.map(describe))]
  if (messages.length > 1) return [{ ...anyOf, message: messages.join(', or ') }]
  const [first = []] = closest
  return ranked.at(-1)?.rank[0] === 2 ? first : [...first, anyOf]
}

/** 0 for an alternative of the value's kind, 2 for null. */
function strangeness(errors: readonly ValidatorError[], { instancePath }: ValidatorError): 0 | 1 | 2 {
  const own = errors.filter((error) => error.instancePath === instancePath && /^(?:type|const)$/.test(error.keyword))
  if (own.length === 0) return 0
  return own.some(({ message }) => message === 'must be null') ? 2 : 1
}

function depthOf(errors: readonly ValidatorError[]): number {
  return Math.min(...errors.map(({ instancePath }) => instancePath.split('/').length))
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.reduce((order, each, index) => order || each - (b[index] ?? 0), 0)
}

function describe(errors: readonly ValidatorError[]): string {
  return errors.map(({ keyword, message = keyword }) => message).join(' and ')
}
