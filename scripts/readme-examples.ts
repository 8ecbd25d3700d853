import { execFile } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A `ts` block of a README and the `text` block after it, which shows what the program prints. */
export interface ReadmeExample {
  readonly name: string
  readonly code: string
  readonly output: string
}

/**
 * Reads the examples of a README that show their output.
 *
 * @throws {@link Error} when there is none, so that no test runs on nothing
 */
export function readmeExamples(folder: string): readonly ReadmeExample[] {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8')
  const blocks = [...readme.matchAll(/```ts\n(?<code>.*?)```\n+```text\n(?<output>.*?)```/gs)]
  if (blocks.length === 0) throw new Error(`${folder}/README.md shows no example with its output`)
  return blocks.map(({ groups }, index) => ({
    name: `example ${index + 1}`,
    code: groups?.code ?? '',
    output: groups?.output ?? '',
  }))
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
