/** One change that breaks a promise, which the tests of its file must notice. */
export interface Mutant {
  /** Below `packages/`. */
  readonly file: string
  readonly from: string
  readonly to: string
  /** Promise that the change breaks. */
  readonly breaks: string
}

/** The tests that must notice the mutants of a file: a package, and patterns of its test files, which run in this order. */
export interface Suite {
  readonly root: string
  readonly tests: readonly string[]
  /** Pattern of the names of the tests to run; all without it. */
  readonly names?: string
}

export const mutant = (file: string, from: string, to: string, breaks: string): Mutant => ({ file, from, to, breaks })
