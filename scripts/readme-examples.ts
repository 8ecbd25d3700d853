import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A `ts` block of a README. */
export interface ReadmeProgram {
  readonly name: string
  readonly code: string
  /** The `text` block after it, if any: what the program prints. */
  readonly output?: string
}

/** A program with the output that the README shows. */
export type ReadmeExample = ReadmeProgram & { readonly output: string }

/** Reads the `ts` blocks of a README, in order. */
export function readmePrograms(readme: string): readonly ReadmeProgram[] {
  const blocks = readme.matchAll(/^```ts[^\n]*\n(?<code>.*?)^```\n(?:\n*```text\n(?<output>.*?)^```)?/gms)
  return [...blocks].map(({ groups }, index) => {
    const program = { name: `example ${index + 1}`, code: groups?.code ?? '' }
    return groups?.output === undefined ? program : { ...program, output: groups.output }
  })
}

/**
 * Reads the examples of a README that show their output.
 *
 * @throws {@link Error} when there is none, so that no test runs on nothing
 */
export function readmeExamples(folder: string): readonly ReadmeExample[] {
  const programs = readmePrograms(readFileSync(join(folder, 'README.md'), 'utf8'))
  const examples = programs.filter((program): program is ReadmeExample => program.output !== undefined)
  if (examples.length === 0) throw new Error(`${folder}/README.md shows no example with its output`)
  return examples
}

/** Runs an example as a program in a package's folder, with siblings from source, and returns its output. */
export async function printedBy(packageFolder: string, { name, code }: ReadmeExample): Promise<string> {
  const file = join(packageFolder, `.readme ${name}.${process.pid}.mts`)
  writeFileSync(file, code)
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@async-invoke/source', file], {
      cwd: packageFolder,
    })
    return stdout
  } finally {
    rmSync(file)
  }
}
