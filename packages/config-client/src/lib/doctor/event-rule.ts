import { isBare, isObject, mismatches, type PatternPart } from './event-pattern.ts'
import type { FindingFacts } from './finding.ts'
import { knownConditions, namesResult, recordShapes, recordSource } from './record-shape.ts'
import type { EventRule } from './setup.ts'

/**
 * Finds rules meant for Lambda's records that match none (DST-4): the wrong source, detail-type or condition, a function
 * without its qualifier (REC-1), members that records do not have, or parts that exclude each other.
 */
export function eventRuleFindings({ name, pattern }: EventRule): readonly FindingFacts[] {
  const parsed = parsePattern(pattern)
  if (!isObject(parsed) || !isForRecords(parsed)) return []
  const byShape = recordShapes.map((shape) => mismatches(parsed, shape))
  if (byShape.some((parts) => parts.length === 0)) return []
  const [first = [], ...others] = byShape
  const never = first.filter(({ path }) => others.every((parts) => parts.some((part) => part.path === path)))
  const described = never.length === 0 ? [describeConflict(byShape.flat())] : never.map(describe)
  return described.map((facts) => ({ severity: 'error', rule: 'rule-never-matches', subject: name, ...facts }))
}

/** EventBridge's API has patterns as JSON text. Text that is not JSON is no pattern, nor is a value that nests too deep. */
function parsePattern(pattern: unknown): unknown {
  try {
    const parsed: unknown = typeof pattern === 'string' ? JSON.parse(pattern) : pattern
    return isShallow(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** Far above what a pattern needs, far below what exhausts the stack. */
const maxDepth = 100

function isShallow(value: unknown): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++)
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []))
  return level.length === 0
}

/**
 * True if a pattern, or an alternative in it, names their detail-type or source, members that only records have, or
 * nothing but a function of Lambda.
 */
function isForRecords(pattern: Readonly<Record<string, unknown>>): boolean {
  const { source, detail, resources, $or } = pattern
  const sources = stringsIn(source)
  const alternatives = Array.isArray($or) ? $or.filter(isObject) : []
  if (stringsIn(pattern['detail-type']).some(namesResult) || sources.some(namesSource)) return true
  if (alternatives.some((alternative) => isForRecords({ ...pattern, $or: undefined, ...alternative }))) return true
  const isOfAny = source === undefined && pattern['detail-type'] === undefined
  if (isOfAny && stringsIn(resources).some((each) => /^arn:[^:]*:lambda:[^:]*:[^:]*:function:/.test(each))) return true
  const members = ['requestContext', 'responseContext', 'requestPayload', 'responsePayload']
  const fromLambda = source === undefined || sources.some((each) => /lambda|^aws\.$/i.test(each))
  return fromLambda && isObject(detail) && members.some((member) => Object.hasOwn(detail, member))
}

function namesSource(word: string): boolean {
  return word.toLowerCase() === recordSource
}

/** Strings in a list of matchers, without those that `anything-but` excludes. */
function stringsIn(value: unknown): readonly string[] {
  return [value].flat().flatMap((matcher) => {
    if (!isObject(matcher)) return typeof matcher === 'string' ? [matcher] : []
    const { prefix, suffix, wildcard, 'equals-ignore-case': folded } = matcher
    return [prefix, suffix, wildcard, folded].flatMap((operand) => (typeof operand === 'string' ? [operand] : []))
  })
}

type Description = Pick<FindingFacts, 'statement' | 'evidence' | 'remedy'>

/** The word of stream failures by the condition that stands for it in records. */
const wordsOfStreams: Readonly<Record<string, string>> = {
  RetryAttemptsExhausted: 'RetriesExhausted',
  MaximumRecordAgeExceeded: 'EventAgeExceeded',
}

const detailTypes = ['Success', 'Failure'].map((result) => `Lambda Function Invocation Result - ${result}`)

function describe({ path, accepts }: PatternPart): Description {
  const is = `${path} is ${short(accepts)}, but`
  const words = stringsIn(accepts)
  if (isBare(accepts)) {
    const evidence = `${is} EventBridge takes a list of values there, and refuses the pattern`
    return { statement: 'DST-4', evidence, remedy: `Put it in a list: [${short(accepts)}].` }
  }
  if (path === 'source') {
    const evidence = `${is} records have "${recordSource}"`
    return { statement: 'DST-4', evidence, remedy: `Use "source": ["${recordSource}"].` }
  }
  if (path === 'detail-type') {
    const dash = words.some((word) => /[–—]/.test(word)) ? ', with a hyphen instead of the dash' : ''
    const evidence = `${is} records have ${orOf(detailTypes)}${dash}`
    return {
      statement: 'DST-4',
      evidence,
      remedy: `Use "detail-type": ${JSON.stringify(detailTypes)}, or one of the two.`,
    }
  }
  if (path === 'resources' || path.endsWith('.functionArn')) {
    const evidence = `${is} records name the function with its qualifier${path === 'resources' ? ', and the event bus' : ''}`
    const remedy =
      'Append the qualifier that is invoked to the ARN: `:$LATEST` for an unqualified invoke, or `:live` for an alias.'
    return { statement: 'REC-1', evidence, remedy }
  }
  if (path.endsWith('.condition')) {
    const streams = words.filter((word) => Object.hasOwn(wordsOfStreams, word))
    const because = streams.length === 0 ? '' : `; ${orOf(streams)} is a word of stream failures`
    const meant = streams.map((word) => wordsOfStreams[word] ?? word)
    const remedy = `Use ${meant.length === 0 ? 'one of them, spelled like this' : orOf(meant)}.`
    return { statement: 'TRM-1', evidence: `${is} records have ${orOf(knownConditions)}${because}`, remedy }
  }
  if (path.endsWith('$or'))
    return {
      statement: 'DST-4',
      evidence: `${is} no record matches any of them`,
      remedy: 'Correct one of the alternatives.',
    }
  const evidence = `${is} no record has such a value there`
  return { statement: '6', evidence, remedy: `Correct or remove ${path}.` }
}

function describeConflict(parts: readonly PatternPart[]): Description {
  const paths = [...new Set(parts.map(({ path, accepts }) => `${path} is ${short(accepts)}`))]
  const remedy = 'Remove one of them: each condition but Success is a failure.'
  return { statement: 'DST-5', evidence: `${paths.join(', and ')}, but no record has them together`, remedy }
}

function orOf(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(' or ')
}

function short(value: unknown): string {
  const json = JSON.stringify(value) ?? 'undefined'
  return json.length > 200 ? `${json.slice(0, 200)}…` : json
}
