import { BlockList, isIP } from 'node:net'
import { matchesParts } from '@async-invoke/schemas/internal'
import { isObject, type JsonObject } from '../http/json-body.ts'

/** Tells whether a value of an event passes. `undefined` stands for a member that the event does not have. */
export type Test = (value: unknown) => boolean

/** Reads the operand of an operator. */
export type ReadOperand = (operand: unknown) => Test

/** A text that is no pattern; the message is the reason. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern'
}

/** Reads one element of the list of what a member may be: a scalar, or an object with one operator. */
export function readElement(element: unknown, operators: Readonly<Record<string, ReadOperand>>): Test {
  if (isScalar(element)) return (value) => value === element
  if (!isObject(element)) throw new InvalidPattern('Match value must be String, number, true, false, or null')
  const [[operator, operand] = ['', undefined], ...others] = Object.entries(element)
  const read = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  if (read === undefined) throw new InvalidPattern(`Unrecognized match type ${operator}`)
  if (others.length > 0) throw new InvalidPattern(onlyOneKey)
  return read(operand)
}

const onlyOneKey = 'Only one key allowed in match expression'

/** Operators of the filter criteria of event source mappings (ESM-4). */
export const filterOperators: Readonly<Record<string, ReadOperand>> = {
  exists(operand) {
    if (typeof operand !== 'boolean') throw new InvalidPattern('exists match pattern must be either true or false.')
    return (value) => (value !== undefined) === operand
  },
  prefix: ofText('prefix', (text, operand) => text.startsWith(operand)),
  suffix: ofText('suffix', (text, operand) => text.endsWith(operand)),
  'equals-ignore-case': ofText('equals-ignore-case', (text, operand) => text.toLowerCase() === operand.toLowerCase()),
  'anything-but': (operand) => anythingBut(operand, refusableByFilters),
  numeric: readComparisons,
}

/** Operators of the patterns of EventBridge's rules (EVB-3). */
export const ruleOperators: Readonly<Record<string, ReadOperand>> = {
  ...filterOperators,
  prefix: foldable('prefix', (text, operand) => text.startsWith(operand)),
  suffix: foldable('suffix', (text, operand) => text.endsWith(operand)),
  wildcard: readWildcard,
  cidr: readCidr,
  'anything-but': (operand) => anythingBut(operand, refusable),
}

/** What `anything-but` takes with an operator in it, in filter criteria. */
const refusableByFilters: Readonly<Record<string, ReadOperand>> = {
  prefix: ofText('prefix', (text, operand) => text.startsWith(operand)),
  suffix: ofText('suffix', (text, operand) => text.endsWith(operand)),
  'equals-ignore-case': ofText('equals-ignore-case', (text, operand) => text.toLowerCase() === operand.toLowerCase()),
}

/** What it takes in rules, also with a list. */
const refusable: Readonly<Record<string, ReadOperand>> = { ...refusableByFilters, wildcard: readWildcard }

/** Takes a text, a number, a list of texts or of numbers, or an object with one operator. */
function anythingBut(operand: unknown, operators: Readonly<Record<string, ReadOperand>>): Test {
  const refused = isObject(operand) ? readRefused(operand, operators) : readValues(operand)
  return (value) => value !== undefined && !refused(value)
}

function readRefused(refused: JsonObject, operators: Readonly<Record<string, ReadOperand>>): Test {
  const [[operator, operand] = ['', undefined], ...others] = Object.entries(refused)
  if (operator === '') throw new InvalidPattern('Anything-But expression name not found')
  if (!Object.hasOwn(operators, operator)) throw new InvalidPattern(`Unsupported anything-but pattern: ${operator}`)
  if (others.length > 0) throw new InvalidPattern(onlyOneKey)
  const list = Array.isArray(operand) ? operand : [operand]
  if (list.length === 0) throw new InvalidPattern('Empty arrays are not allowed')
  const tests = list.map((each) => readElement({ [operator]: each }, operators))
  return (value) => tests.some((test) => test(value))
}

function readValues(operand: unknown): Test {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand]
  const types = new Set(list.map((each) => (typeof each === 'string' || typeof each === 'number' ? typeof each : '')))
  if (types.has(''))
    throw new InvalidPattern(
      list === operand
        ? 'Inside anything but list, start|null|boolean is not supported.'
        : 'Value of anything-but must be an array or single string/number value.',
    )
  if (types.size !== 1)
    throw new InvalidPattern(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    )
  return (value) => list.includes(value)
}

function ofText(name: string, compare: (text: string, operand: string) => boolean): ReadOperand {
  return (operand) => {
    if (typeof operand !== 'string') throw new InvalidPattern(`${name} match pattern must be a string`)
    return (value) => typeof value === 'string' && compare(value, operand)
  }
}

/** Takes a text, or `{ "equals-ignore-case": text }`. */
function foldable(name: string, compare: (text: string, operand: string) => boolean): ReadOperand {
  return (operand) => {
    if (!isObject(operand)) return ofText(name, compare)(operand)
    const folded = operand['equals-ignore-case']
    if (typeof folded !== 'string') throw new InvalidPattern(`${name} match pattern must be a string`)
    if (Object.keys(operand).length > 1) throw new InvalidPattern(onlyOneKey)
    return ofText(name, (text) => compare(text.toLowerCase(), folded.toLowerCase()))(folded)
  }
}

/** A star stands for any text, a backslash before a star or a backslash for itself. Linear in text and pattern. */
function readWildcard(operand: unknown): Test {
  if (typeof operand !== 'string') throw new InvalidPattern('wildcard match pattern must be a string')
  const parts = ['']
  let position = 0
  for (const [token] of operand.matchAll(/\\.|./gs)) {
    if (token.length > 1 && token !== '\\*' && token !== '\\\\')
      throw new InvalidPattern(`Invalid escape character at pos ${position}`)
    if (token === '*' && parts.length > 1 && parts.at(-1) === '')
      throw new InvalidPattern(`Consecutive wildcard characters at pos ${position - 1}`)
    if (token === '*') parts.push('')
    else parts.push((parts.pop() ?? '') + token.slice(-1))
    position += token.length
  }
  return (value) => typeof value === 'string' && matchesParts(parts, value)
}

function readCidr(operand: unknown): Test {
  const [, address = '', bits = ''] = /^([^/]+)\/(\d{1,3})$/.exec(String(operand)) ?? []
  const family = isIP(address)
  if (typeof operand !== 'string' || family === 0 || Number(bits) > (family === 4 ? 32 : 128))
    throw new InvalidPattern(`Malformed CIDR, one '/' required`)
  const range = new BlockList()
  range.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  return (value) => {
    const kind = typeof value === 'string' ? isIP(value) : 0
    return kind === family && range.check(String(value), kind === 4 ? 'ipv4' : 'ipv6')
  }
}

const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

/** Reads `["=", 3]`, a bound such as `["<", 10]`, or a range from below to above: `[">", 0, "<=", 5]`. */
function readComparisons(operand: unknown): Test {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 === 1)
    throw new InvalidPattern('Value of numeric must be an array of one or two comparisons')
  const tests: ((value: number) => boolean)[] = []
  for (let at = 0; at < operand.length; at += 2) {
    const [sign, bound]: readonly unknown[] = operand.slice(at, at + 2)
    const compare = typeof sign === 'string' && Object.hasOwn(comparisons, sign) ? comparisons[sign] : undefined
    if (compare === undefined) throw new InvalidPattern(`Unrecognized numeric range operator: ${sign}`)
    if (at > 0 && sign !== '<' && sign !== '<=') throw new InvalidPattern(`Bad numeric range operator: ${sign}`)
    if (typeof bound !== 'number') throw new InvalidPattern(`Value of ${sign} must be numeric`)
    if (at === 0 && operand.length > 2 && sign !== '>' && sign !== '>=')
      throw new InvalidPattern('Too many elements in numeric expression')
    if (at > 2) throw new InvalidPattern('Too many terms in numeric range expression')
    if (at === 2 && !(operand[1] < bound)) throw new InvalidPattern('Bottom must be less than top')
    tests.push((value) => compare(value, bound))
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value))
}

function isScalar(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
