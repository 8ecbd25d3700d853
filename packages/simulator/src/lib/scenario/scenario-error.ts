/** One thing that is wrong with a document. */
export interface ScenarioProblem {
  /** Where it is: `functions.orders.durationMs`; empty for the whole document. */
  readonly path: string
  /** The rule that is broken: a keyword of JSON Schema, the id of a statement, or the name of a file's format. */
  readonly rule: string
  /** A sentence with path and value. */
  readonly message: string
}

/** A scenario, a price list or a recording cannot be used. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError'
  /** Everything that is wrong, each in a line of the message. */
  readonly problems: readonly ScenarioProblem[]

  constructor(problems: readonly ScenarioProblem[]) {
    super(problems.map(({ message }) => message).join('\n'))
    this.problems = problems
  }
}

/** Creates a problem whose message names path, value and rule. */
export function problemOf(path: string, rule: string, value: unknown, demand: string): ScenarioProblem {
  const subject = path === '' ? 'the document' : path
  return { path, rule, message: `${subject} ${demand} (${rule}); it is ${shown(value)}` }
}

const maxShown = 80

/** A value as JSON, shortened. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'missing' : textOf(value)
  return text.length <= maxShown ? text : `${text.slice(0, maxShown - 1)}…`
}

function textOf(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return 'a value that contains itself'
  }
}
