import type { Outcome } from '@async-invoke/schemas'
import { findNearestName } from '@async-invoke/schemas/internal'
import {
  Environment,
  EvaluationError,
  ParseError,
  type ParseResult,
  TypeError as TypeFault,
} from '@marcbachmann/cel-js'
import { CommandError, UsageError } from '../command-error.ts'
import type { SourceItem } from '../sources/source-item.ts'
import { counted } from '../text/counted.ts'
import { textVariables, variablesOf } from './filter-variables.ts'
import { TimeUp, withinTime } from './within-time.ts'

/** Milliseconds for the outcomes of one chunk. Each takes some microseconds, unless an expression runs away. */
const defaultLimitMs = 5_000
/** Bounds of an expression that people write. */
const limits = { maxAstNodes: 1_000, maxDepth: 50, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 10 }

/** An outcome in its place. */
export interface Candidate {
  readonly outcome: Outcome
  readonly source: SourceItem
}

/** An expression that chooses outcomes. */
export interface Filter {
  /**
   * Tells for each outcome whether the expression is true of it.
   *
   * @throws {@link CommandError} when it takes too long
   */
  choose(candidates: readonly Candidate[]): readonly boolean[]
  /** Outcomes left out because the expression has no answer for them, as where a payload lacks a member. */
  readonly undecided: { readonly count: number; readonly reason?: string }
}

/**
 * Creates a filter from an expression in CEL, the Common Expression Language. It sees the variables of
 * {@link variablesOf} and nothing else.
 *
 * @throws {@link UsageError} when it is not an expression over these variables, or no condition; the message names the
 * column
 * @see https://github.com/google/cel-spec/blob/master/doc/langdef.md
 * @example
 * createFilter('reason == "timeout" && payload.total > 100')
 */
export function createFilter(expression: string, limitMs = defaultLimitMs): Filter {
  const condition = parse(expression)
  let count = 0
  let reason: string | undefined
  const holds = ({ outcome, source }: Candidate): boolean => {
    try {
      const result: unknown = condition(variablesOf(outcome, source))
      if (typeof result === 'boolean') return result
      throw new EvaluationError('is neither true nor false')
    } catch (error) {
      if (!isOfExpression(error)) throw error
      count += 1
      reason ??= messageOf(error)
      return false
    }
  }
  return {
    choose(candidates) {
      let at: Candidate | undefined
      const chooseAll = (): readonly boolean[] =>
        candidates.map((candidate) => {
          at = candidate
          return holds(candidate)
        })
      try {
        return withinTime(limitMs, chooseAll)
      } catch (cause) {
        if (!(cause instanceof TimeUp)) throw cause
        const where = `at ${at?.source.position} after ${limitMs / 1_000} s`
        throw new CommandError(`--filter takes too long, and was stopped ${where}; simplify it`, { cause })
      }
    },
    get undecided() {
      return { count, ...(reason !== undefined && { reason }) }
    },
  }
}

/** Describes what a filter could not decide; `undefined` if it decided all. */
export function describeUndecided({ count, reason }: Filter['undecided']): string | undefined {
  if (count === 0) return undefined
  return `${counted(count, 'outcome')} left out because --filter has no answer there: ${reason}`
}

function parse(expression: string): ParseResult {
  const environment = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: true, limits })
  environment.registerVariable({
    name: 'error',
    schema: { errorType: 'string', errorMessage: 'string', stack: 'list<string>' },
  })
  environment.registerVariable('attempts', 'int').registerVariable('payload', 'dyn')
  for (const name of textVariables) environment.registerVariable(name, 'string')
  try {
    const parsed = environment.parse(expression)
    const { error, type } = parsed.check()
    if (error !== undefined) throw error
    if (type !== 'bool' && type !== 'dyn') throw new UsageError(`--filter is no condition, but of type ${type}`)
    return parsed
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError('--filter nests too deeply', { cause: error })
    if (!isOfExpression(error)) throw error
    throw new UsageError(`--filter, ${placeOf(error, expression)}: ${messageOf(error)}`, { cause: error })
  }
}

function isOfExpression(error: unknown): error is ParseError | EvaluationError | TypeFault {
  return error instanceof ParseError || error instanceof EvaluationError || error instanceof TypeFault
}

/** The message of the library in one line, with the variable that may be meant. */
function messageOf({ summary }: ParseError | EvaluationError | TypeFault): string {
  const [message = ''] = summary.split('\n')
  const [, unknown] = /^Unknown variable: (\w+)$/.exec(message) ?? []
  if (unknown === undefined) return message
  const names = [...textVariables, 'error', 'attempts', 'payload']
  const nearest = findNearestName(unknown, names)
  return nearest ? `${message}; did you mean ${nearest}?` : `${message}; there are: ${names.join(', ')}`
}

/** Where the fault begins, counted in characters from 1. */
function placeOf({ range }: ParseError | EvaluationError | TypeFault, expression: string): string {
  const lines = expression.slice(0, range?.start ?? 0).split('\n')
  const column = `column ${[...(lines.at(-1) ?? '')].length + 1}`
  return expression.includes('\n') ? `line ${lines.length}, ${column}` : column
}
