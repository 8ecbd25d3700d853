import { isObject } from './template-document.ts'

/** A value that a template determines, or the reason why it does not. The value `undefined` is `AWS::NoValue`. */
export type Evaluated<T = unknown> = { readonly value: T } | { readonly reason: string }

/**
 * Evaluates a value of a template to a scalar, a list or a map. Members of lists and maps may still be intrinsic
 * functions.
 */
export type Evaluate = (value: unknown) => Evaluated

/** Runs one evaluation, or refuses it if a template nests too deeply or asks for too much work. */
export type Budget = <T>(run: () => Evaluated<T>) => Evaluated<T>

const maxDepth = 100
const maxSteps = 1_000_000
/** Characters of a string: a template has at most a megabyte. */
const maxLength = 1_048_576

/** Creates the budget of one template. Names that refer to each other could ask for any depth, and for any work. */
export function createBudget(): Budget {
  let depth = 0
  let steps = 0
  return (run) => {
    if (depth >= maxDepth) return { reason: `it is nested more than ${maxDepth} levels deep` }
    steps += 1
    if (steps > maxSteps) return { reason: `the template needs more than ${maxSteps} evaluations` }
    depth += 1
    try {
      return run()
    } finally {
      depth -= 1
    }
  }
}

/** Evaluates each name once. A name that is asked for again during its own evaluation refers to itself. */
export function onceByName<T>(evaluateName: (name: string) => Evaluated<T>): (name: string) => Evaluated<T> {
  const known = new Map<string, Evaluated<T>>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    known.set(name, { reason: `${name} refers to itself` })
    const result = evaluateName(name)
    known.set(name, result)
    return result
  }
}

/** Applies `next` to a known value, and passes a reason on. */
export function andThen<T, U>(evaluated: Evaluated<T>, next: (value: T) => Evaluated<U>): Evaluated<U> {
  return 'reason' in evaluated ? evaluated : next(evaluated.value)
}

/** Combines known values, or returns the first reason. */
export function all<T>(evaluated: readonly Evaluated<T>[]): Evaluated<readonly T[]> {
  const values: T[] = []
  for (const each of evaluated) {
    if ('reason' in each) return each
    values.push(each.value)
  }
  return { value: values }
}

/** Takes a value as a string, as CloudFormation does; `undefined` stays absent. */
export function textOf(value: unknown): Evaluated<string | undefined> {
  if (value === undefined) return { value }
  if (typeof value === 'number' || typeof value === 'boolean') return { value: String(value) }
  if (typeof value !== 'string') return { reason: `${kindOf(value)} instead of a string` }
  const dynamic = dynamicReference.exec(value)
  return dynamic === null ? { value } : { reason: `${shortened(dynamic[0])} is resolved at deployment` }
}

const dynamicReference = /\{\{resolve:[^{}]*\}\}/

/** Takes a value as a string that must be there. */
export function requiredTextOf(value: unknown): Evaluated<string> {
  return andThen(textOf(value), (text) => (text === undefined ? { reason: 'no value' } : { value: text }))
}

/**
 * Takes a value as an integer: a number, or a string of digits, which CloudFormation converts. A leading zero is octal to
 * some readers.
 */
export function integerOf(value: unknown): Evaluated<number | undefined> {
  if (value === undefined) return { value }
  if (typeof value === 'number' && Number.isSafeInteger(value)) return { value }
  return andThen(textOf(value), (text = '') =>
    /^-?(?:0|[1-9]\d{0,14})$/.test(text)
      ? { value: Number(text) }
      : { reason: `${shortened(value)} is not an integer` },
  )
}

export function listOf(value: unknown): Evaluated<readonly unknown[]> {
  return Array.isArray(value) ? { value } : { reason: `${kindOf(value)} instead of a list` }
}

/** Joins strings; refuses a result that no template can contain, before strings made of each other fill the memory. */
export function joined(parts: readonly string[], between = ''): Evaluated<string> {
  const length = parts.reduce((sum, part) => sum + part.length + between.length, 0)
  return length > maxLength
    ? { reason: `a string has more than ${maxLength} characters` }
    : { value: parts.join(between) }
}

export function kindOf(value: unknown): string {
  if (value === undefined) return 'no value'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return isObject(value) ? 'a map' : shortened(value)
}

/** Writes a value for a message. */
export function shortened(value: unknown): string {
  if (typeof value === 'object' && value !== null) return kindOf(value)
  const text = JSON.stringify(value) ?? String(value)
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}
