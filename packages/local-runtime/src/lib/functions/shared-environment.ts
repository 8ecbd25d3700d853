import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { withoutMark } from '@async-invoke/schemas/internal'
import { LocalRuntimeError } from '../local-runtime-error.ts'
import { environmentNames, fixedVariables } from '../options/environment-rules.ts'
import type { LocalRuntimeOptions } from '../options/local-runtime-options.ts'

/**
 * Variables that the user sets for all functions: those of the file, overridden by those of the options.
 *
 * @param region - of the functions
 * @throws {@link LocalRuntimeError} `invalid-options` when the file cannot be read, or a variable has an invalid name or
 * is one that Lambda sets for each function
 */
export function readSharedEnvironment(
  { environment = {}, environmentFile }: Pick<LocalRuntimeOptions, 'environment' | 'environmentFile'>,
  region: string,
): Readonly<Record<string, string>> {
  const ofFile = environmentFile === undefined ? {} : readFile(environmentFile)
  const problems = [
    ...problemsOf(ofFile, (name) => `environmentFile sets ${name}`, region),
    ...problemsOf(environment, (name) => `environment.${name} is set`, region),
  ]
  if (problems.length > 0) throw new LocalRuntimeError('invalid-options', problems.join('; '))
  return { ...ofFile, ...environment }
}

function readFile(path: string): Readonly<Record<string, string>> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new LocalRuntimeError('invalid-options', `environmentFile cannot be read: ${path} (${code})`, { cause })
  }
  return Object.fromEntries(
    Object.entries(parseEnv(withoutMark(text))).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
}

function problemsOf(
  variables: Readonly<Record<string, string>>,
  describe: (name: string) => string,
  region: string,
): readonly string[] {
  return Object.entries(variables).flatMap(([name, value]) => {
    if (!new RegExp(environmentNames.pattern).test(name))
      return [`${describe(name)}, which is not ${environmentNames.noun}`]
    if (value.includes('\0')) return [`${describe(name)} to a value with a null character`]
    if (!fixedVariables.has(name)) return []
    // Common in files that serve other programs too.
    if (!/^AWS_(DEFAULT_)?REGION$/.test(name)) return [`${describe(name)}, which Lambda sets for each function`]
    return value === region ? [] : [`${describe(name)} to ${value}, but the option region is ${region}`]
  })
}
