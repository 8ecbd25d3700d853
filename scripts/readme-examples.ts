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

/** The examples of a package's README that show their output; none is an error, so that no test runs on nothing. */
export function readmeExamples(packageFolder: string): readonly ReadmeExample[] {
  const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8')
  const blocks = [...readme.matchAll(/```ts\n(?<code>.*?)```\n+```text\n(?<output>.*?)```/gs)]
  if (blocks.length === 0) throw new Error(`${packageFolder}/README.md shows no example with its output`)
  return blocks.map(({ groups }, index) => ({
    name: `example ${index + 1}`,
    code: groups?.code ?? '',
    output: groups?.output ?? '',
  }))
}

/** Runs an example as a program of its own in the package's folder, siblings from source, and gives what it prints. */
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
