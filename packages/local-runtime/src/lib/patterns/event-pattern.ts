import { isObject } from '../http/json-body.ts'
import {
  filterOperators,
  InvalidPattern,
  type ReadOperand,
  readElement,
  ruleOperators,
  type Test,
} from './operators.ts'

/** A pattern that can be read: tells whether an event passes it. */
export type EventPattern = (event: unknown) => boolean

type Operators = Readonly<Record<string, ReadOperand>>

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
    return readObject(JSON.parse(text), filterOperators)
  } catch (error) {
    if (error instanceof InvalidPattern || error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Reads the pattern of a rule of EventBridge (EVB-3): the same language with more operators. Its test takes time linear in
 * the event.
 *
 * @throws {@link InvalidPattern} with the reason
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function readRulePattern(text: string): EventPattern {
  let pattern: unknown
  try {
    pattern = JSON.parse(text)
  } catch {
    throw new InvalidPattern('Filter is not an object')
  }
  return readObject(pattern, ruleOperators)
}

function readObject(pattern: unknown, operators: Operators): Test {
  if (!isObject(pattern)) throw new InvalidPattern('Filter is not an object')
  const tests = Object.entries(pattern).map(([name, value]) =>
    name === '$or' ? readAlternatives(value, operators) : atMember(name, readMember(name, value, operators)),
  )
  return (event) => tests.every((test) => test(event))
}

function readMember(name: string, value: unknown, operators: Operators): Test {
  if (Array.isArray(value)) return readLeaf(value, operators)
  if (!isObject(value)) throw new InvalidPattern(`"${name}" must be an object or an array`)
  if (Object.keys(value).length === 0) throw new InvalidPattern('Empty objects are not allowed')
  const test = readObject(value, operators)
  return (inner) => (Array.isArray(inner) ? inner.some(test) : test(inner))
}

function atMember(name: string, test: Test): Test {
  return (event) => test(isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined)
}

function readAlternatives(value: unknown, operators: Operators): Test {
  if (!Array.isArray(value) || value.length === 0) throw new InvalidPattern('"$or" must be an array of objects')
  const tests = value.map((each) => {
    if (isObject(each) && Object.keys(each).length === 0) throw new InvalidPattern('Empty objects are not allowed')
    return readObject(each, operators)
  })
  return (event) => tests.some((test) => test(event))
}

/** Reads the list of what a member may be. */
function readLeaf(list: readonly unknown[], operators: Operators): Test {
  if (list.length === 0) throw new InvalidPattern('Empty arrays are not allowed')
  const tests = list.map((element) => readElement(element, operators))
  const passes: Test = (value) => tests.some((test) => test(value))
  return (value) => {
    const leaves = leavesOf(value)
    // A member without any, an empty list or an object, is as if it were not there.
    return leaves.length === 0 ? passes(undefined) : leaves.some(passes)
  }
}

/** Patterns look at texts, numbers, booleans and null alone, also of lists in lists: what is in an object has members of its own. */
function leavesOf(value: unknown): readonly unknown[] {
  const all: readonly unknown[] = [value].flat(Number.POSITIVE_INFINITY)
  return all.filter((each) => each !== undefined && !isObject(each))
}
