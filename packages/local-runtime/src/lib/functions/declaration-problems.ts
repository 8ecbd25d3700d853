import type { FunctionOptions } from '../local-runtime-options.ts'

/** Characters of a value that a message shows. */
const shownCharacters = 100

/** What cannot be served of the functions that options declare, each with path, value and rule; empty when all can. */
export function declarationProblems(functions: Readonly<Record<string, FunctionOptions>>): readonly string[] {
  return Object.entries(functions).flatMap(([functionName, options]) =>
    codeProblems(`functions.${functionName}`, options),
  )
}

function codeProblems(path: string, { file, directory }: FunctionOptions): readonly string[] {
  if ((file === undefined) !== (directory === undefined)) return []
  return [`${path} has not exactly one of file, directory: ${shown({ file, directory })}`]
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters - 3)}...`
}
