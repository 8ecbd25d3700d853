import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CommandError, UsageError } from '../command-error.ts'
import { textOf, textOfFile } from '../text/whole-text.ts'

/** A document, and where it stands. */
export interface TextOfFile {
  readonly path: string
  readonly text: string
}

/** Stdin is read once, and may be asked for as a plan and as a template. */
let stdin: Promise<string> | undefined

/** The names of templates and Serverless configurations, as their tools look for them in a folder. */
const usualNames = /^(?:template\.(?:ya?ml|json)|serverless\.(?:ya?ml|json)|.+\.template\.json)$/

/**
 * Reads a document: a file, stdin for `-`, or the one template in a folder.
 *
 * @throws {@link CommandError} when it cannot be read; {@link UsageError} when the folder holds no template, or several
 */
export async function readText(path: string): Promise<TextOfFile> {
  try {
    if (path === '-') {
      stdin ??= textOf(process.stdin)
      return { path: 'stdin', text: await stdin }
    }
    if (path.endsWith('.tf')) throw new UsageError(forTerraform(path))
    const file = (await stat(path)).isDirectory() ? await templateIn(path) : path
    return { path: file, text: await textOfFile(file) }
  } catch (cause) {
    if (cause instanceof CommandError) throw cause
    throw new CommandError(`cannot read ${path}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

async function templateIn(folder: string): Promise<string> {
  const names = await readdir(folder)
  const templates = names.filter((name) => usualNames.test(name)).sort()
  const [template] = templates
  if (template !== undefined && templates.length === 1) return join(folder, template)
  if (template !== undefined)
    throw new UsageError(`the folder ${folder} holds several templates; name one of ${templates.join(', ')}`)
  if (names.some((name) => name.endsWith('.tf'))) throw new UsageError(forTerraform(folder))
  throw new UsageError(`the folder ${folder} holds no template.yaml, serverless.yml, or *.template.json of the CDK`)
}

function forTerraform(path: string): string {
  return `${path} is Terraform's; give what 'terraform show -json' prints, of a plan or of the state`
}
