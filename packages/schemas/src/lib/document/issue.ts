/**
 * One way in which a value is not the document it should be.
 *
 * Shape: `path` is a JSON Pointer into the value (`""` is the value itself), `keyword` the JSON Schema rule that
 * failed, `message` a sentence for people; branch on `keyword`, messages may be reworded.
 *
 * @example { path: '/requestContext', keyword: 'required', message: "must have required property 'requestId'" }
 */
export interface Issue {
  readonly path: string
  readonly keyword: string
  readonly message: string
}

/** What a generated validator reports; the part of Ajv's error object that is kept. */
export interface ValidatorError {
  readonly instancePath: string
  readonly keyword: string
  readonly message?: string
}

const noIssues: readonly Issue[] = []

/** Every error as an issue; a value that cannot even be read (a throwing getter) has one. */
export function issuesOf(errorsOf: (value: unknown) => readonly ValidatorError[], value: unknown): readonly Issue[] {
  try {
    const errors = errorsOf(value)
    if (errors.length === 0) return noIssues
    return errors.map(({ instancePath, keyword, message }) => ({
      path: instancePath,
      keyword,
      message: message ?? keyword,
    }))
  } catch {
    return [issue('', 'type', 'must be plain data that can be read')]
  }
}

export function issue(path: string, keyword: string, message: string): Issue {
  return { path, keyword, message }
}
