import { isObject } from '../http/json-body.ts'

/** Tells whether a value of an event passes. `undefined` stands for a member that the event does not have. */
type Test = (value: unknown) => boolean

/** A pattern that can be read: tells whether an event passes it. */
export type EventPattern = (event: unknown) => boolean

/**
 * Reads a pattern for events, the language of filter criteria (ESM-4). Every member of the pattern has to pass; a list passes
 * if one of its elements does, and a list in the event if one of its elements passes.
 *
 * @returns the test of an event; `undefined` where the text is no pattern
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 * @example
 * ```ts
 * readPattern('{"body":{"price":[{"numeric":[">",100]}]}}')?.({ body: { price: 105 } }) // true
 * ```
 */
export function readPattern(text: string): EventPattern | undefined {
  try {
    return readObject(JSON.parse(text))
  } catch (error) {
    if (error instanceof NoPattern || error instanceof SyntaxError) return undefined
    throw error
  }
}

class NoPattern extends Error {}

function readObject(pattern: unknown): Test {
  if (!isObject(pattern)) throw new NoPattern()
  const tests = Object.entries(pattern).map(([name, value]) =>
    name === '$or' ? readAlternatives(value) : atMember(name, readMember(value)),
  )
  return (event) => tests.every((test) => test(event))
}

function readMember(value: unknown): Test {
  return Array.isArray(value) ? readLeaf(value) : readObject(value)
}

function atMember(name: string, test: Test): Test {
  return (event) => test(isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined)
}

function readAlternatives(value: unknown): Test {
  if (!Array.isArray(value) || value.length === 0) throw new NoPattern()
  const tests = value.map(readObject)
  return (event) => tests.some((test) => test(event))
}

/** Reads the list of what a member may be. */
function readLeaf(list: readonly unknown[]): Test {
  if (list.length === 0) throw new NoPattern()
  const tests = list.map(readElement)
  const passes: Test = (value) => tests.some((test) => test(value))
  return (value) => (Array.isArray(value) ? value.some(passes) : passes(value))
}

function readElement(element: unknown): Test {
  if (isScalar(element)) return (value) => value === element
  if (!isObject(element)) throw new NoPattern()
  const [[operator, operand] = ['', undefined], ...others] = Object.entries(element)
  const read = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  if (read === undefined || others.length > 0) throw new NoPattern()
  return read(operand)
}

const operators: Readonly<Record<string, (operand: unknown) => Test>> = {
  exists(operand) {
    if (typeof operand !== 'boolean') throw new NoPattern()
    return (value) => (value !== undefined && !isObject(value)) === operand
  },
  prefix: ofText((text, operand) => text.startsWith(operand)),
  suffix: ofText((text, operand) => text.endsWith(operand)),
  'equals-ignore-case': ofText((text, operand) => text.toLowerCase() === operand.toLowerCase()),
  'anything-but'(operand) {
    const refused = isObject(operand) ? readElement(operand) : readLeaf(Array.isArray(operand) ? operand : [operand])
    return (value) => value !== undefined && !refused(value)
  },
  numeric: readComparisons,
}

function ofText(compare: (text: string, operand: string) => boolean): (operand: unknown) => Test {
  return (operand) => {
    if (typeof operand !== 'string') throw new NoPattern()
    return (value) => typeof value === 'string' && compare(value, operand)
  }
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Reads `[">", 0, "<=", 5]`: an operator and a number, once or twice. */
function readComparisons(operand: unknown): Test {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length)) throw new NoPattern()
  const tests: ((value: number) => boolean)[] = []
  for (let at = 0; at < operand.length; at += 2) {
    const [sign, bound]: readonly unknown[] = operand.slice(at, at + 2)
    const compare = typeof sign === 'string' && Object.hasOwn(comparisons, sign) ? comparisons[sign] : undefined
    if (compare === undefined || typeof bound !== 'number') throw new NoPattern()
    tests.push((value) => compare(value, bound))
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value))
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
