/**
 * One way in which a value breaks the schema of its document.
 *
 * @example
 * ```ts
 * { path: '/requestContext', keyword: 'required', message: "must have required property 'requestId'" }
 * ```
 */
export interface Issue {
  /** JSON Pointer into the value; `""` is the value itself. */
  readonly path: string
  /** The JSON Schema keyword that failed. Branch on this one. */
  readonly keyword: string
  /** For people; messages may change. */
  readonly message: string
}

/** An error of a generated validator: the members of Ajv's error object that the package keeps. */
export interface ValidatorError {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
  /**
   * Numbers of the `anyOf` around it and of their alternatives: `3.0/7.1`. The error of an `anyOf` itself ends with its number: `3.0/7`.
   */
  readonly branch?: string
}

const noIssues: readonly Issue[] = []

/**
 * Every error as an issue. A value of the wrong type is one, whatever its range, and however many parts of the schema want
 * another type. A value that throws while it is read, such as from a getter, yields a single issue.
 */
export function issuesOf(errorsOf: (value: unknown) => readonly ValidatorError[], value: unknown): readonly Issue[] {
  try {
    const errors = errorsOf(value)
    if (errors.length === 0) return noIssues
    return oncePerType(errors).map(({ instancePath, keyword, message }) => ({
      path: instancePath,
      keyword,
      message: message ?? keyword,
    }))
  } catch {
    return [issue('', 'type', 'must be plain data that can be read')]
  }
}

/** `type`, `minimum`, `maximum`, and the exclusive ones. */
const typeOrBound = /^type$|imum$/

/** The type that a member has by itself comes after the types that alternatives around it want. */
function oncePerType(errors: readonly ValidatorError[]): readonly ValidatorError[] {
  const types = new Map(errors.filter(({ keyword }) => keyword === 'type').map((each) => [each.instancePath, each]))
  return errors.filter((error) => {
    const type = types.get(error.instancePath)
    return type === undefined || type === error || !typeOrBound.test(error.keyword)
  })
}

export function issue(path: string, keyword: string, message: string): Issue {
  return { path, keyword, message }
}
